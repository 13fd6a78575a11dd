package org.graftvm.machine.fp;

/** The 128-bit part of the fused multiply-add: an exact product plus a number, rounded once. */
final class Product {
    private Product() {}

    /** a · b + c for finite numbers other than zero. */
    static long add(FpFormat format, long a, long b, long c, int rounding, FpEnvironment environment) {
        long x = format.significand(a);
        long y = format.significand(b);
        // Both summands are 128-bit significands with their leading bit at 126, one below the top for the carry.
        long high = Math.unsignedMultiplyHigh(x, y);
        long low = x * y;
        int exponent = format.exponent(a) + format.exponent(b) + 1;
        if (high < 0) {
            low = high << 63 | low >>> 1;
            high >>>= 1;
        } else {
            exponent--;
        }
        long addendHigh = format.significand(c) >>> 1;
        long addendLow = 0;
        int distance = exponent - format.exponent(c);
        if (distance > 0) {
            addendLow = shiftedLow(addendHigh, 0, distance);
            addendHigh = shiftedHigh(addendHigh, distance);
        } else if (distance < 0) {
            low = shiftedLow(high, low, -distance);
            high = shiftedHigh(high, -distance);
            exponent -= distance;
        }

        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (negative == format.isNegative(c)) {
            low += addendLow;
            high += addendHigh + (Long.compareUnsigned(low, addendLow) < 0 ? 1 : 0);
        } else {
            long borrow = Long.compareUnsigned(low, addendLow) < 0 ? 1 : 0;
            low -= addendLow;
            high -= addendHigh + borrow;
            if (high < 0) {
                negative = !negative;
                low = -low;
                high = ~high + (low == 0 ? 1 : 0);
            }
            if ((high | low) == 0) {
                return format.zero(rounding == Rounding.DOWN);
            }
        }
        if (high == 0) {
            high = low;
            low = 0;
            exponent -= 64;
        }
        int shift = Long.numberOfLeadingZeros(high);
        long significand = shift == 0 ? high : high << shift | low >>> (64 - shift);
        significand |= low << shift != 0 ? 1 : 0;
        return format.round(negative, exponent + 1 - shift, significand, rounding, environment);
    }

    /** High half of a 128-bit value shifted right. */
    static long shiftedHigh(long high, int distance) {
        return distance < 64 ? high >>> distance : 0;
    }

    /** Low half of a 128-bit value shifted right; its lowest bit is also set where a bit was lost. */
    static long shiftedLow(long high, long low, int distance) {
        if (distance >= 64) {
            return FpArithmetic.shiftRight(high, distance - 64) | (low != 0 ? 1 : 0);
        }
        return high << (64 - distance) | FpArithmetic.shiftRight(low, distance);
    }
}
