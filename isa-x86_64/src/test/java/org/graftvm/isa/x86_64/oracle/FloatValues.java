package org.graftvm.isa.x86_64.oracle;

import java.util.Random;

/** Random operands for floating-point instructions, most of them at the edges, and random settings of MXCSR. */
final class FloatValues {
    private static final int MASKS = 0x1f80;
    private static final int FLAGS = 0x3f;
    private static final int PRECISION = 0x20;
    private static final int DENORMALS_ARE_ZEROS = 0x40;
    private static final int FLUSH_TO_ZERO = 0x8000;
    private static final int ROUNDING = 0x6000;

    private final Random random;

    FloatValues(Random random) {
        this.random = random;
    }

    /** Often what programs run with, sometimes with exceptions unmasked. */
    long mxcsr() {
        int flags = random.nextInt() & FLAGS;
        return switch (random.nextInt(8)) {
            case 0, 1 -> MASKS | flags;
            case 2 -> MASKS | PRECISION;
            case 3 -> MASKS | flags | DENORMALS_ARE_ZEROS | FLUSH_TO_ZERO;
            case 4 -> random.nextInt() & (MASKS | ROUNDING | FLUSH_TO_ZERO | DENORMALS_ARE_ZEROS | FLAGS);
            // One unmasked, as programs that look for mistakes do.
            case 5 -> (MASKS ^ 0x80 << random.nextInt(6)) | random.nextInt() & (FLUSH_TO_ZERO | FLAGS);
            default -> MASKS | random.nextInt() & (ROUNDING | FLUSH_TO_ZERO | DENORMALS_ARE_ZEROS | FLAGS);
        };
    }

    long doubles() {
        return number(52, 11);
    }

    /** Two singles. */
    long singles() {
        return number(23, 8) | number(23, 8) << 32;
    }

    /** Makes some numbers nearly the same as others, so that sums cancel and comparisons are close. */
    void relate(long[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (random.nextInt(3) == 0) {
                long other = vector[random.nextInt(vector.length)];
                vector[i] = switch (random.nextInt(4)) {
                    case 0 -> other;
                    case 1 -> other ^ Long.MIN_VALUE ^ 0x8000_0000L;
                    case 2 -> other + random.nextInt(5) - 2;
                    default -> other ^ random.nextInt(8) ^ (long) random.nextInt(8) << 32;
                };
            }
        }
    }

    private long number(int fractionBits, int exponentBits) {
        long mask = (1L << fractionBits) - 1;
        int top = (1 << exponentBits) - 1;
        int bias = top >> 1;
        long fraction = fraction(fractionBits);
        int exponent;
        switch (random.nextInt(14)) {
            case 0 -> {
                exponent = 0;
                fraction = 0;
            }
            case 1, 2 -> exponent = 0; // Mostly denormal.
            case 3 -> exponent = 1 + random.nextInt(3);
            case 4 -> exponent = top - 1 - random.nextInt(3);
            case 5 -> {
                exponent = top;
                fraction = 0;
            }
            case 6 -> {
                exponent = top; // NaN, quiet or signaling.
                fraction = Math.max(1, random.nextLong() & (random.nextBoolean() ? mask : mask >> 1));
            }
            case 7 -> exponent = bias + 30 + random.nextInt(4); // At the ends of the integers.
            case 8 -> exponent = Math.min(top - 1, bias + 62 + random.nextInt(3));
            case 9 -> exponent = bias + random.nextInt(2 * fractionBits) - fractionBits;
            // Halves of the range, whose products are at its ends.
            case 10 -> exponent = bias / 2 + random.nextInt(5) - 2;
            case 11 -> exponent = bias + bias / 2 + random.nextInt(5) - 2;
            default -> exponent = random.nextInt(top);
        }
        long sign = random.nextBoolean() ? 1L << fractionBits + exponentBits : 0;
        return sign | (long) exponent << fractionBits | fraction & mask;
    }

    /** Random, or few ones at either end, which makes results exact or ties. */
    private long fraction(int bits) {
        long value = random.nextLong();
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> value & 3;
            case 2 -> -1L << random.nextInt(bits);
            case 3 -> value << random.nextInt(bits);
            default -> value;
        };
    }
}
