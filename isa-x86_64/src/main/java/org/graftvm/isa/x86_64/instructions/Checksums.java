package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** CRC32, whose polynomial is that of iSCSI (11EDC6F41, bits reflected). */
@Section(ref = "SDM volume 2: CRC32", feature = "SSE4.2")
final class Checksums {
    private static final int REFLECTED_POLYNOMIAL = 0x82f6_3b78;

    /** Remainders of a byte that 0 to 7 bytes of zeros follow, 256 of each. */
    @CompilationFinal(dimensions = 1)
    static final int[] TABLE = table();

    private Checksums() {}

    private static int[] table() {
        int[] table = new int[8 * 256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : REFLECTED_POLYNOMIAL);
            }
            table[i] = crc;
        }
        for (int i = 256; i < table.length; i++) {
            int before = table[i - 256];
            table[i] = before >>> 8 ^ table[before & 0xff];
        }
        return table;
    }

    @Instruction("crc32")
    @Encoding({"F2 0F 38 F0 /r : Gy Eb", "F2 0F 38 F1 /r : Gy Ev"})
    static void crc32(Lowering x) {
        Value data = x.read(1, Extend.Kind.ZERO);
        Value crc = x.read(0);
        Value result = switch (x.bits(1)) {
            case 8 -> x.apply(X86Operations.CHECKSUMS_ADD8, crc, data);
            case 16 -> x.apply(X86Operations.CHECKSUMS_ADD16, crc, data);
            case 32 -> x.apply(X86Operations.CHECKSUMS_ADD32, crc, data);
            default -> x.apply(X86Operations.CHECKSUMS_ADD64, crc, data);
        };
        x.set(result, x.form().register(0));
    }

    @Operation
    static long add8(long crc, long data) {
        return (TABLE[(int) (crc ^ data) & 0xff] ^ (int) crc >>> 8) & 0xffff_ffffL;
    }

    @Operation
    static long add16(long crc, long data) {
        int a = (int) (crc ^ data);
        return (TABLE[256 + (a & 0xff)] ^ TABLE[a >> 8 & 0xff] ^ (int) crc >>> 16) & 0xffff_ffffL;
    }

    @Operation
    static long add32(long crc, long data) {
        int a = (int) (crc ^ data);
        return (TABLE[768 + (a & 0xff)]
                        ^ TABLE[512 + (a >> 8 & 0xff)]
                        ^ TABLE[256 + (a >> 16 & 0xff)]
                        ^ TABLE[a >>> 24])
                & 0xffff_ffffL;
    }

    @Operation
    static long add64(long crc, long data) {
        int a = (int) (crc ^ data);
        int b = (int) (data >>> 32);
        return (TABLE[1792 + (a & 0xff)]
                        ^ TABLE[1536 + (a >> 8 & 0xff)]
                        ^ TABLE[1280 + (a >> 16 & 0xff)]
                        ^ TABLE[1024 + (a >>> 24)]
                        ^ TABLE[768 + (b & 0xff)]
                        ^ TABLE[512 + (b >> 8 & 0xff)]
                        ^ TABLE[256 + (b >> 16 & 0xff)]
                        ^ TABLE[b >>> 24])
                & 0xffff_ffffL;
    }
}
