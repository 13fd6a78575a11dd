package org.graftvm.machine.fp;

/** Addition, subtraction, multiplication, division, square root and fused multiply-add, correctly rounded. */
public final class FpArithmetic {
    private FpArithmetic() {}

    public static long add(FpFormat format, long a, long b, int rounding, FpEnvironment environment) {
        if (format.isNan(a) || format.isNan(b)) {
            return environment.nan(format, a, b);
        }
        if (format.isInfinite(a)) {
            return format.isInfinite(b) && a != b ? environment.invalid(format) : a;
        }
        if (format.isInfinite(b) || (format.isZero(a) && !format.isZero(b))) {
            return b;
        }
        if (format.isZero(b)) {
            return format.isZero(a) ? sumOfZeros(format, a, b, rounding) : a;
        }
        if (format.exponent(a) < format.exponent(b)) {
            return addOrdered(format, b, a, rounding, environment);
        }
        return addOrdered(format, a, b, rounding, environment);
    }

    /** Adds finite numbers other than zero, the first with an exponent not below the second's. */
    private static long addOrdered(FpFormat format, long a, long b, int rounding, FpEnvironment environment) {
        int exponent = format.exponent(a);
        // One bit of room for the carry; significands have at least eleven low zeros.
        long x = format.significand(a) >>> 1;
        long y = shiftRight(format.significand(b) >>> 1, exponent - format.exponent(b));
        boolean negative = format.isNegative(a);
        long sum;
        if (negative == format.isNegative(b)) {
            sum = x + y;
        } else {
            sum = x - y;
            if (sum == 0) {
                return format.zero(rounding == Rounding.DOWN);
            }
            if (sum < 0) {
                sum = -sum;
                negative = !negative;
            }
        }
        int shift = Long.numberOfLeadingZeros(sum);
        return format.round(negative, exponent + 1 - shift, sum << shift, rounding, environment);
    }

    public static long subtract(FpFormat format, long a, long b, int rounding, FpEnvironment environment) {
        return add(format, a, format.isNan(b) ? b : format.negate(b), rounding, environment);
    }

    public static long multiply(FpFormat format, long a, long b, int rounding, FpEnvironment environment) {
        if (format.isNan(a) || format.isNan(b)) {
            return environment.nan(format, a, b);
        }
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (format.isInfinite(a) || format.isInfinite(b)) {
            return format.isZero(a) || format.isZero(b) ? environment.invalid(format) : format.infinity(negative);
        }
        if (format.isZero(a) || format.isZero(b)) {
            return format.zero(negative);
        }
        long x = format.significand(a);
        long y = format.significand(b);
        long product = Math.unsignedMultiplyHigh(x, y) | (x * y != 0 ? 1 : 0);
        int shift = Long.numberOfLeadingZeros(product);
        // Shifting moves the mark for the lost bits up by one place, which still lies far below the rounding point.
        int exponent = format.exponent(a) + format.exponent(b) + 1 - shift;
        return format.round(negative, exponent, product << shift, rounding, environment);
    }

    public static long divide(FpFormat format, long a, long b, int rounding, FpEnvironment environment) {
        if (format.isNan(a) || format.isNan(b)) {
            return environment.nan(format, a, b);
        }
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (format.isInfinite(a)) {
            return format.isInfinite(b) ? environment.invalid(format) : format.infinity(negative);
        }
        if (format.isZero(b)) {
            if (format.isZero(a)) {
                return environment.invalid(format);
            }
            environment.raise(FpEnvironment.DIVIDE_BY_ZERO);
            return format.infinity(negative);
        }
        if (format.isZero(a) || format.isInfinite(b)) {
            return format.zero(negative);
        }
        // Long division in base 2^10: 53-bit divisor and remainders keep every step inside a positive long.
        long divisor = format.significand(b) >>> 11;
        long remainder = format.significand(a) >>> 11;
        long quotient = remainder / divisor;
        remainder %= divisor;
        for (int digit = 0; digit < 6; digit++) {
            remainder <<= 10;
            quotient = quotient << 10 | remainder / divisor;
            remainder %= divisor;
        }
        int shift = Long.numberOfLeadingZeros(quotient);
        int exponent = format.exponent(a) - format.exponent(b) + 3 - shift;
        long significand = quotient << shift | (remainder != 0 ? 1 : 0);
        return format.round(negative, exponent, significand, rounding, environment);
    }

    public static long squareRoot(FpFormat format, long a, int rounding, FpEnvironment environment) {
        if (format.isNan(a)) {
            return environment.nan(format, a, a);
        }
        if (format.isZero(a)) {
            return a;
        }
        if (format.isNegative(a)) {
            return environment.invalid(format);
        }
        if (format.isInfinite(a)) {
            return a;
        }
        int exponent = format.exponent(a);
        // With an even exponent the radicand is in [1, 2), else in [2, 4); two of its bits give one of the root.
        long radicand = format.significand(a) >>> (~exponent & 1);
        long root = 0;
        long remainder = 0;
        for (int bit = 0; bit < 57; bit++) {
            remainder = remainder << 2 | radicand >>> 62;
            radicand <<= 2;
            long trial = root << 2 | 1;
            root <<= 1;
            if (remainder >= trial) {
                remainder -= trial;
                root |= 1;
            }
        }
        long significand = root << 7 | (remainder != 0 ? 1 : 0);
        return format.round(false, exponent >> 1, significand, rounding, environment);
    }

    /**
     * a · b + c with one rounding. Zero times infinity is invalid; if {@code c} is a quiet NaN, the environment decides.
     */
    public static long multiplyAdd(FpFormat format, long a, long b, long c, int rounding, FpEnvironment environment) {
        boolean impossible = (format.isInfinite(a) && format.isZero(b)) || (format.isZero(a) && format.isInfinite(b));
        if (impossible && !format.isNan(c)) {
            return environment.invalid(format);
        }
        if (format.isNan(a) || format.isNan(b) || format.isNan(c)) {
            if (impossible && environment.isInvalidBesideNan()) {
                environment.raise(FpEnvironment.INVALID);
            }
            return environment.nan(format, a, b, c);
        }
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (format.isInfinite(a) || format.isInfinite(b)) {
            return format.isInfinite(c) && format.isNegative(c) != negative
                    ? environment.invalid(format)
                    : format.infinity(negative);
        }
        if (format.isInfinite(c)) {
            return c;
        }
        if (format.isZero(a) || format.isZero(b)) {
            return format.isZero(c) ? sumOfZeros(format, format.zero(negative), c, rounding) : c;
        }
        if (format.isZero(c)) {
            return multiply(format, a, b, rounding, environment);
        }
        return Product.add(format, a, b, c, rounding, environment);
    }

    private static long sumOfZeros(FpFormat format, long a, long b, int rounding) {
        return a == b ? a : format.zero(rounding == Rounding.DOWN);
    }

    /** Shifts right; the lowest bit of the result is also set where a bit was lost. */
    static long shiftRight(long value, int distance) {
        if (distance == 0) {
            return value;
        }
        if (distance >= 64) {
            return value != 0 ? 1 : 0;
        }
        return value >>> distance | (value << (64 - distance) != 0 ? 1 : 0);
    }
}
