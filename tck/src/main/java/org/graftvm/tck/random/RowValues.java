package org.graftvm.tck.random;

import java.util.Random;

/** Register values that are likely to find trouble: edges of every width, special floating-point numbers, bad boxes. */
final class RowValues {
    private static final double[] DOUBLES = {
        0.0,
        1.0,
        1.5,
        2.0,
        0.1,
        0.5,
        2.5,
        3.5,
        1e300,
        1e-300,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        2147483647.0,
        2147483648.0,
        4294967295.0,
        4294967296.0,
        9.223372036854775E18,
        9.223372036854775807E18,
        1.8446744073709552E19,
        0x1.fffffffffffffp-1023,
        0x1p-1074,
        0x1.fffffep127,
        0x1p-149,
        0x1.8p-150,
        0x1.000001p0,
        65504.0,
        65520.0,
        0x1p-24,
        0x1p-25,
        4503599627370497.5
    };
    private static final float[] FLOATS = {
        0f,
        1f,
        1.5f,
        0.1f,
        0.5f,
        2.5f,
        1e30f,
        1e-30f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        2147483648f,
        4294967296f,
        9.223372E18f,
        1.8446744E19f,
        0x1.fffffcp-127f,
        65504f,
        65520f,
        0x1p-24f,
        8388609f,
        16777215f
    };
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        2,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        0x80000000L,
        0xffffffffL,
        0x100000000L,
        0x7fff,
        0x8000,
        0xff,
        0x80,
        63,
        64,
        31,
        32,
        0x0101010101010101L,
        0x8080808080808080L
    };
    private static final long BOX = 0xffffffff00000000L;
    private static final long HALF_BOX = 0xffffffffffff0000L;

    private final Random random;

    RowValues(Random random) {
        this.random = random;
    }

    long integer() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> INTEGERS[random.nextInt(INTEGERS.length)];
            case 2 -> random.nextInt(256) - 128;
            case 3 -> random.nextInt();
            case 4 -> 1L << random.nextInt(64);
            default -> random.nextLong();
        };
    }

    /** Bits of a floating-point register: double, boxed single, boxed half, or neither. */
    long floating() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> sometimesSpecial(doubleBits());
            case 4, 5, 6, 7 -> BOX | singleBits() & 0xffffffffL;
            case 8 -> HALF_BOX | random.nextInt(1 << 16);
            default -> random.nextLong();
        };
    }

    private long doubleBits() {
        double value = DOUBLES[random.nextInt(DOUBLES.length)];
        return switch (random.nextInt(4)) {
            case 0 -> Double.doubleToRawLongBits(random.nextGaussian());
            case 1 -> Double.doubleToRawLongBits(value) + random.nextInt(5) - 2;
            default -> Double.doubleToRawLongBits(random.nextBoolean() ? value : -value);
        };
    }

    private int singleBits() {
        float value = FLOATS[random.nextInt(FLOATS.length)];
        return switch (random.nextInt(6)) {
            case 0 -> Float.floatToRawIntBits((float) random.nextGaussian());
            case 1 -> Float.floatToRawIntBits(value) + random.nextInt(5) - 2;
            case 2 -> 0x7f800000 | random.nextInt() & 0x807fffff; // infinities and NaNs, quiet and signaling
            default -> Float.floatToRawIntBits(random.nextBoolean() ? value : -value);
        };
    }

    /** One value in eight becomes an infinity or a NaN, quiet or signaling, with a payload. */
    private long sometimesSpecial(long bits) {
        return random.nextInt(8) != 0 ? bits : 0x7ff0000000000000L | random.nextLong() & 0x800fffffffffffffL;
    }

    /** Half of a vector: of integers or floating-point numbers of any size, often edges. */
    long vector() {
        return switch (random.nextInt(8)) {
            case 0 -> integer();
            case 1 -> sometimesSpecial(doubleBits());
            case 2, 3 -> singleBits() & 0xffffffffL | (long) singleBits() << 32;
            case 4 -> edges(8);
            case 5 -> edges(16);
            case 6 -> edges(32);
            default -> random.nextLong();
        };
    }

    /** Elements that are smallest, largest, or next to them or to zero. */
    private long edges(int bits) {
        long result = 0;
        for (int at = 0; at < 64; at += bits) {
            long edge = random.nextInt(3) == 0 ? 0 : 1L << bits - 1;
            result |= (edge + random.nextInt(3) - 1 & -1L >>> 64 - bits) << at;
        }
        return result;
    }

    /** A rounding mode that is defined, and accrued flags. */
    int controlStatus() {
        return random.nextInt(5) << 5 | random.nextInt(32);
    }
}
