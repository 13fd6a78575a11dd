package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.graftvm.engine.lowering.FiniteField;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Bytes as elements of the field of 256, modulo x^8 + x^4 + x^3 + x + 1, and as vectors of bits. */
@Section(ref = "SDM volume 1, 5.24: Galois Field New Instructions", feature = "GFNI")
final class GaloisField {
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;

    /** Moves the lowest bits of eight bytes side by side into the highest byte, by multiplication. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    @CompilationFinal(dimensions = 1)
    private static final byte[] INVERSES = FiniteField.inverses(FiniteField.AES);

    private GaloisField() {}

    @Instruction("gf2p8mulb")
    @Encoding({"66 0F 38 CF /r : Vx Wx", "VEX.66.0F38.W0 CF /r : Vx Hx Wx"})
    static long gf2p8mulb(long a, long b) {
        return products(a, b);
    }

    @Instruction("gf2p8affineqb")
    @Encoding({"66 0F 3A CE /r ib : Vx Wx Ib", "VEX.66.0F3A.W1 CE /r ib : Vx Hx Wx Ib"})
    static long gf2p8affineqb(long a, long b, int c) {
        return affine(a, b, c);
    }

    @Instruction("gf2p8affineinvqb")
    @Encoding({"66 0F 3A CF /r ib : Vx Wx Ib", "VEX.66.0F3A.W1 CF /r ib : Vx Hx Wx Ib"})
    static long gf2p8affineinvqb(long a, long b, int c) {
        return affine(inverses(a), b, c);
    }

    /** Eight products at once: bit by bit of {@code b}, while all bytes of {@code a} are doubled. */
    private static long products(long a, long b) {
        long result = 0;
        long power = a;
        for (int bit = 0; bit < 8; bit++) {
            result ^= (b >>> bit & LOWEST_BITS) * 0xff & power;
            long carries = power >>> 7 & LOWEST_BITS;
            power = (power ^ carries << 7) << 1 ^ carries * (FiniteField.AES & 0xff);
        }
        return result;
    }

    private static long inverses(long a) {
        long result = 0;
        for (int at = 0; at < 64; at += 8) {
            result |= (INVERSES[(int) (a >>> at) & 0xff] & 0xffL) << at;
        }
        return result;
    }

    /** Eight bytes times a matrix, whose first row is its highest byte, plus a constant: column by column. */
    private static long affine(long a, long matrix, int constant) {
        long rows = Long.reverseBytes(matrix);
        long result = constant * LOWEST_BITS;
        for (int bit = 0; bit < 8; bit++) {
            long column = (rows >>> bit & LOWEST_BITS) * GATHER >>> 56;
            result ^= (a >>> bit & LOWEST_BITS) * 0xff & column * LOWEST_BITS;
        }
        return result;
    }
}
