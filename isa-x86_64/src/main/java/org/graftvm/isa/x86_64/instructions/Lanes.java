package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** Arithmetic on lanes of 8, 16 or 32 bits within 64. */
final class Lanes {
    static final long BYTE_SIGNS = 0x8080_8080_8080_8080L;
    static final long SHORT_SIGNS = 0x8000_8000_8000_8000L;
    static final long INT_SIGNS = 0x8000_0000_8000_0000L;

    private Lanes() {}

    /** Adds without carries from lane to lane: the highest bits apart from the others. */
    static long add(long a, long b, long signs) {
        return (a & ~signs) + (b & ~signs) ^ (a ^ b) & signs;
    }

    static long subtract(long a, long b, long signs) {
        return (a | signs) - (b & ~signs) ^ (a ^ ~b) & signs;
    }

    private static long unsigned(long value, int at, int bits) {
        return value >>> at & Lowering.mask(bits);
    }

    private static long signed(long value, int at, int bits) {
        return value << 64 - at - bits >> 64 - bits;
    }

    private static long lane(long value, int at, int bits, boolean signed) {
        return signed ? signed(value, at, bits) : unsigned(value, at, bits);
    }

    // Comparisons are made of all lanes at once, in their highest bits: string functions live on them.

    private static long signs(int bits) {
        return bits == 8 ? BYTE_SIGNS : bits == 16 ? SHORT_SIGNS : INT_SIGNS;
    }

    /** All bits of each lane whose highest bit is set; other bits are clear. */
    private static long fill(long signs, int bits) {
        return signs - (signs >>> bits - 1) | signs;
    }

    static long equal(long a, long b, int bits) {
        long signs = signs(bits);
        long different = a ^ b;
        long nonzero = (different & ~signs) + ~signs | different; // A carry from the lower bits shows that one is set.
        return fill(~nonzero & signs, bits);
    }

    static long greater(long a, long b, int bits) {
        long signs = signs(bits);
        return greaterUnsigned(a ^ signs, b ^ signs, bits);
    }

    /** Where {@code b - a} borrows. */
    private static long greaterUnsigned(long a, long b, int bits) {
        long signs = signs(bits);
        long borrows = ~b & a | (~b | a) & subtract(b, a, signs);
        return fill(borrows & signs, bits);
    }

    private static long greater(long a, long b, int bits, boolean signed) {
        return signed ? greater(a, b, bits) : greaterUnsigned(a, b, bits);
    }

    static long minimum(long a, long b, int bits, boolean signed) {
        return a ^ (a ^ b) & greater(a, b, bits, signed);
    }

    static long maximum(long a, long b, int bits, boolean signed) {
        return b ^ (a ^ b) & greater(a, b, bits, signed);
    }

    static long productLow(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= ((a >>> at) * (b >>> at) & 0xffff) << at;
        }
        return result;
    }

    static long productHigh(long a, long b, boolean signed) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= (lane(a, at, 16, signed) * lane(b, at, 16, signed) >> 16 & 0xffff) << at;
        }
        return result;
    }

    /** Adds, or subtracts where {@code sign} is -1, and stops at the ends of the range. */
    static long saturate(long a, long b, int bits, boolean signed, int sign) {
        long least = signed ? -1L << bits - 1 : 0;
        long most = least + Lowering.mask(bits);
        long result = 0;
        for (int at = 0; at < 64; at += bits) {
            long sum = lane(a, at, bits, signed) + sign * lane(b, at, bits, signed);
            result |= (Math.clamp(sum, least, most) & Lowering.mask(bits)) << at;
        }
        return result;
    }

    static long average(long a, long b, int bits) {
        long result = 0;
        for (int at = 0; at < 64; at += bits) {
            result |= unsigned(a, at, bits) + unsigned(b, at, bits) + 1 >> 1 << at;
        }
        return result;
    }

    static long multiplyAdd(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 32) {
            long sum = signed(a, at, 16) * signed(b, at, 16) + signed(a, at + 16, 16) * signed(b, at + 16, 16);
            result |= (sum & 0xffff_ffffL) << at;
        }
        return result;
    }

    static long absoluteDifferences(long a, long b) {
        long sum = 0;
        for (int at = 0; at < 64; at += 8) {
            sum += Math.abs(unsigned(a, at, 8) - unsigned(b, at, 8));
        }
        return sum;
    }

    /** Lanes of {@code a}, negated where those of {@code b} are negative, and zero where they are zero. */
    static long withSign(long a, long b, int bits) {
        long result = 0;
        for (int at = 0; at < 64; at += bits) {
            result |= (signed(a, at, bits) * Long.signum(signed(b, at, bits)) & Lowering.mask(bits)) << at;
        }
        return result;
    }

    /** The high halves of products of signed fractions, rounded. */
    static long productRounded(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            result |= ((signed(a, at, 16) * signed(b, at, 16) >> 14) + 1 >> 1 & 0xffff) << at;
        }
        return result;
    }

    /** Sums of two products of unsigned and signed bytes each, saturated. */
    static long multiplyAddBytes(long a, long b) {
        long result = 0;
        for (int at = 0; at < 64; at += 16) {
            long sum = unsigned(a, at, 8) * signed(b, at, 8) + unsigned(a, at + 8, 8) * signed(b, at + 8, 8);
            result |= (Math.clamp(sum, -0x8000L, 0x7fff) & 0xffff) << at;
        }
        return result;
    }

    /** Sums of neighbouring lanes of both halves, or differences where {@code sign} is -1. */
    static long neighbours(long low, long high, int bits, int sign, boolean saturate) {
        long least = saturate ? -1L << bits - 1 : Long.MIN_VALUE;
        long most = saturate ? -least - 1 : Long.MAX_VALUE;
        long result = 0;
        for (int at = 0; at < 64; at += 2 * bits) {
            long lower = signed(low, at, bits) + sign * signed(low, at + bits, bits);
            long upper = signed(high, at, bits) + sign * signed(high, at + bits, bits);
            result |= (Math.clamp(lower, least, most) & Lowering.mask(bits)) << at / 2;
            result |= (Math.clamp(upper, least, most) & Lowering.mask(bits)) << 32 + at / 2;
        }
        return result;
    }

    // ---- operations of compositions ----

    @Operation
    static long byteSigns(long low, long high) {
        return signs(low) | signs(high) << 8;
    }

    /** The highest bits of eight bytes side by side: the product adds each, moved to its place, into the highest byte. */
    private static long signs(long value) {
        return ((value & BYTE_SIGNS) >>> 7) * 0x0102_0408_1020_4080L >>> 56;
    }

    @Operation
    static long singleSigns(long low, long high) {
        return low >>> 31 & 1 | low >>> 63 << 1 | (high >>> 31 & 1) << 2 | high >>> 63 << 3;
    }

    @Operation
    static long doubleSigns(long low, long high) {
        return low >>> 63 | high >>> 63 << 1;
    }

    /** Two of four words of 32 bits, each chosen by two bits of {@code order}. */
    @Operation
    static long twoWords(long low, long high, int order) {
        return word(low, high, order & 3) | word(low, high, order >> 2 & 3) << 32;
    }

    static long word(long low, long high, int index) {
        return (index < 2 ? low : high) >>> (index & 1) * 32 & 0xffff_ffffL;
    }

    @Operation
    static long shuffleShorts(long value, int order) {
        long result = 0;
        for (int i = 0; i < 4; i++) {
            result |= unsigned(value, (order >> 2 * i & 3) * 16, 16) << 16 * i;
        }
        return result;
    }

    @Operation
    static long insertShort(long old, long value, int lane) {
        return old & ~(0xffffL << 16 * lane) | (value & 0xffff) << 16 * lane;
    }

    @Operation
    static long extractShort(long value, int lane) {
        return value >>> 16 * lane & 0xffff;
    }

    @Operation
    static long shiftLeft(long a, long count, int bits) {
        if (Long.compareUnsigned(count, bits) >= 0) {
            return 0;
        }
        return a << count & lanes(Lowering.mask(bits) << count & Lowering.mask(bits), bits);
    }

    @Operation
    static long shiftRight(long a, long count, int bits) {
        if (Long.compareUnsigned(count, bits) >= 0) {
            return 0;
        }
        return a >>> count & lanes(Lowering.mask(bits) >>> count, bits);
    }

    @Operation
    static long shiftRightSigned(long a, long count, int bits) {
        int distance = Long.compareUnsigned(count, bits) >= 0 ? bits - 1 : (int) count;
        long result = 0;
        for (int at = 0; at < 64; at += bits) {
            result |= (signed(a, at, bits) >> distance & Lowering.mask(bits)) << at;
        }
        return result;
    }

    /** The same value in each lane. */
    private static long lanes(long value, int bits) {
        return bits == 64 ? value : bits == 32 ? value | value << 32 : value * 0x0001_0001_0001_0001L;
    }

    /** The lowest element in all places. */
    @Operation
    static long replicate(long value, int bits) {
        return bits == 8 ? (value & 0xff) * 0x0101_0101_0101_0101L : lanes(value & Lowering.mask(bits), bits);
    }

    /** The low half of {@code high:low >> shift}, for 0 &lt; shift &lt; 64. */
    @Operation
    static long funnel(long low, long high, int shift) {
        return low >>> shift | high << 64 - shift;
    }

    /** Lanes of {@code a} and {@code b} by turns, from their low ({@code half} 0) or high halves. */
    @Operation
    static long interleave(long a, long b, int bits, int half) {
        long result = 0;
        for (int at = 0; at < 32; at += bits) {
            result |= unsigned(a, at + 32 * half, bits) << 2 * at | unsigned(b, at + 32 * half, bits) << 2 * at + bits;
        }
        return result;
    }

    /** Lanes of twice {@code bits} from both halves of a register, narrowed with saturation. */
    @Operation
    static long pack(long low, long high, int bits, int signed) {
        long least = signed != 0 ? -1L << bits - 1 : 0;
        long most = least + Lowering.mask(bits);
        long result = 0;
        for (int at = 0; at < 64; at += 2 * bits) {
            result |= (Math.clamp(signed(low, at, 2 * bits), least, most) & Lowering.mask(bits)) << at / 2;
            result |= (Math.clamp(signed(high, at, 2 * bits), least, most) & Lowering.mask(bits)) << 32 + at / 2;
        }
        return result;
    }
}
