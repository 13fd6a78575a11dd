package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Cyclic redundancy checks of one to eight bytes, by Ethernet's polynomial and by Castagnoli's. */
@Section(ref = "Arm ARM C3.5.6: Cyclic Redundancy Check", feature = "FEAT_CRC32")
final class Checksums {
    private static final int[] ETHERNET = table(0xedb8_8320);
    private static final int[] CASTAGNOLI = table(0x82f6_3b78);

    private Checksums() {}

    /** The remainders of all bytes by a polynomial whose bits are reversed. */
    private static int[] table(int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : polynomial);
            }
            table[i] = crc;
        }
        return table;
    }

    @Instruction("crc32{crcSize} Wd, Wn, Wm")
    @Encoding(value = "0 0 0 11010110 Wm:5 010 0 crcSize:2 Wn:5 Wd:5", when = "crcSize < 3")
    static long crc32(long Wn, long Wm, int crcSize) {
        return add(ETHERNET, (int) Wn, Wm, 1 << crcSize);
    }

    @Instruction("crc32x Wd, Wn, Xm")
    @Encoding("1 0 0 11010110 Xm:5 010 0 11 Wn:5 Wd:5")
    static long crc32x(long Wn, long Xm) {
        return add(ETHERNET, (int) Wn, Xm, 8);
    }

    @Instruction("crc32c{crcSize} Wd, Wn, Wm")
    @Encoding(value = "0 0 0 11010110 Wm:5 010 1 crcSize:2 Wn:5 Wd:5", when = "crcSize < 3")
    static long crc32c(long Wn, long Wm, int crcSize) {
        return add(CASTAGNOLI, (int) Wn, Wm, 1 << crcSize);
    }

    @Instruction("crc32cx Wd, Wn, Xm")
    @Encoding("1 0 0 11010110 Xm:5 010 1 11 Wn:5 Wd:5")
    static long crc32cx(long Wn, long Xm) {
        return add(CASTAGNOLI, (int) Wn, Xm, 8);
    }

    private static long add(int[] table, int crc, long data, int bytes) {
        int sum = crc;
        for (int i = 0; i < bytes; i++) {
            sum = sum >>> 8 ^ table[(sum ^ (int) (data >>> 8 * i)) & 0xff];
        }
        return sum;
    }
}
