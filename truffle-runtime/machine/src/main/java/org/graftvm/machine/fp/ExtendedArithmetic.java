package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.ExtendedUnit.exponent;
import static org.graftvm.machine.fp.ExtendedUnit.isInfinite;
import static org.graftvm.machine.fp.ExtendedUnit.isNan;
import static org.graftvm.machine.fp.ExtendedUnit.isNegative;
import static org.graftvm.machine.fp.ExtendedUnit.isUnsupported;
import static org.graftvm.machine.fp.ExtendedUnit.normalized;

/** Addition, subtraction, multiplication, division, square root and comparison of double extended numbers, correctly rounded. */
public final class ExtendedArithmetic {
    /** Results of {@link #compare}. */
    public static final int LESS = -1;

    public static final int EQUAL = 0;
    public static final int GREATER = 1;
    public static final int UNORDERED = 2;

    private ExtendedArithmetic() {}

    public static void add(ExtendedUnit unit, int aExponent, long a, int bExponent, long b) {
        if (unit.isSettled(aExponent, a, bExponent, b)) {
            return;
        }
        boolean aInfinite = isInfinite(aExponent, a);
        if (aInfinite && isInfinite(bExponent, b) && aExponent != bExponent) {
            unit.invalid();
        } else if (!unit.stopsAtDenormal(aExponent, a, bExponent, b)) {
            addNumbers(unit, aExponent, a, bExponent, b, aInfinite);
        }
    }

    private static void addNumbers(ExtendedUnit unit, int aExponent, long a, int bExponent, long b, boolean aInfinite) {
        if (aInfinite) {
            unit.set(aExponent, a);
        } else if (isInfinite(bExponent, b)) {
            unit.set(bExponent, b);
        } else if (a == 0 && b == 0) {
            unit.set(aExponent == bExponent ? aExponent : zeroOfDifference(unit), 0);
        } else if (a == 0) {
            unit.round(isNegative(bExponent), exponent(bExponent, b), normalized(b), 0);
        } else if (b == 0) {
            unit.round(isNegative(aExponent), exponent(aExponent, a), normalized(a), 0);
        } else if (exponent(aExponent, a) < exponent(bExponent, b)) {
            addOrdered(unit, bExponent, b, aExponent, a);
        } else {
            addOrdered(unit, aExponent, a, bExponent, b);
        }
    }

    private static int zeroOfDifference(ExtendedUnit unit) {
        return unit.rounding() == Rounding.DOWN ? ExtendedUnit.SIGN : 0;
    }

    /** Adds finite numbers other than zero, the first with an exponent not below the second's. */
    private static void addOrdered(ExtendedUnit unit, int aExponent, long a, int bExponent, long b) {
        int exponent = exponent(aExponent, a);
        int distance = exponent - exponent(bExponent, b) + 1;
        // One bit of room for the carry.
        long high = normalized(a) >>> 1;
        long low = normalized(a) << 63;
        long addendHigh = Product.shiftedHigh(normalized(b), distance);
        long addendLow = Product.shiftedLow(normalized(b), 0, distance);
        boolean negative = isNegative(aExponent);
        if (negative == isNegative(bExponent)) {
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
                unit.set(zeroOfDifference(unit), 0);
                return;
            }
        }
        roundWide(unit, negative, exponent + 1, high, low, unit.precision());
    }

    /** Rounds 128 bits of significand, whose first bit has the weight of {@code exponent}, and that need not be normalized. */
    private static void roundWide(ExtendedUnit unit, boolean negative, int exponent, long high, long low, int bits) {
        if (high == 0) {
            high = low;
            low = 0;
            exponent -= 64;
        }
        int shift = Long.numberOfLeadingZeros(high);
        long normalized = shift == 0 ? high : high << shift | low >>> 64 - shift;
        unit.round(negative, exponent - shift, normalized, low << shift, bits);
    }

    /** a - b; a NaN keeps its sign. */
    public static void subtract(ExtendedUnit unit, int aExponent, long a, int bExponent, long b) {
        boolean nan = isNan(bExponent, b);
        add(unit, aExponent, a, nan ? bExponent : bExponent ^ ExtendedUnit.SIGN, b);
    }

    public static void multiply(ExtendedUnit unit, int aExponent, long a, int bExponent, long b) {
        multiply(unit, aExponent, a, bExponent, b, unit.precision());
    }

    /** Rounds to {@code bits} of significand. */
    static void multiply(ExtendedUnit unit, int aExponent, long a, int bExponent, long b, int bits) {
        if (unit.isSettled(aExponent, a, bExponent, b)) {
            return;
        }
        boolean infinite = isInfinite(aExponent, a) || isInfinite(bExponent, b);
        if (infinite && (a == 0 || b == 0)) {
            unit.invalid();
            return;
        }
        if (unit.stopsAtDenormal(aExponent, a, bExponent, b)) {
            return;
        }
        boolean negative = isNegative(aExponent ^ bExponent);
        if (infinite) {
            unit.infinity(negative);
        } else if (a == 0 || b == 0) {
            unit.zero(negative);
        } else {
            long x = normalized(a);
            long y = normalized(b);
            int exponent = exponent(aExponent, a) + exponent(bExponent, b) + 1;
            roundWide(unit, negative, exponent, Math.unsignedMultiplyHigh(x, y), x * y, bits);
        }
    }

    /** a / b. */
    public static void divide(ExtendedUnit unit, int aExponent, long a, int bExponent, long b) {
        if (unit.isSettled(aExponent, a, bExponent, b)) {
            return;
        }
        boolean aInfinite = isInfinite(aExponent, a);
        boolean bInfinite = isInfinite(bExponent, b);
        if (aInfinite && bInfinite || a == 0 && b == 0) {
            unit.invalid();
            return;
        }
        boolean negative = isNegative(aExponent ^ bExponent);
        if (b == 0 && !aInfinite) {
            unit.forget(FpEnvironment.DENORMAL);
            unit.raise(FpEnvironment.DIVIDE_BY_ZERO);
            unit.infinity(negative);
            return;
        }
        if (unit.stopsAtDenormal(aExponent, a, bExponent, b)) {
            return;
        }
        if (aInfinite) {
            unit.infinity(negative);
        } else if (a == 0 || bInfinite) {
            unit.zero(negative);
        } else {
            quotient(unit, negative, exponent(aExponent, a) - exponent(bExponent, b), normalized(a), normalized(b));
        }
    }

    private static void quotient(ExtendedUnit unit, boolean negative, int exponent, long a, long b) {
        boolean below = Long.compareUnsigned(a, b) < 0;
        // Shifted so that the quotient has its first bit at the top.
        long dividendHigh = below ? a : a >>> 1;
        long dividendLow = below ? 0 : a << 63;
        long high = Wide.divide(dividendHigh, dividendLow, b);
        long remainder = dividendLow - high * b;
        long low = Wide.divide(remainder, 0, b);
        unit.round(negative, below ? exponent - 1 : exponent, high, low * b != 0 ? low | 1 : low);
    }

    public static void squareRoot(ExtendedUnit unit, int aExponent, long a) {
        if (unit.isSettled(aExponent, a)) {
            return;
        }
        if (a == 0) {
            unit.set(aExponent, a);
        } else if (isNegative(aExponent)) {
            unit.invalid();
        } else if (!unit.stopsAtDenormal(aExponent, a, aExponent, a)) {
            if (isInfinite(aExponent, a)) {
                unit.set(aExponent, a);
            } else {
                root(unit, exponent(aExponent, a), normalized(a));
            }
        }
    }

    /** With an even exponent the radicand is in [1, 2), else in [2, 4). */
    private static void root(ExtendedUnit unit, int exponent, long a) {
        boolean even = (exponent & 1) == 0;
        long high = even ? a >>> 1 : a;
        long low = even ? a << 63 : 0;
        long root = Wide.squareRoot(high, low);
        // What is left of the radicand; it may have 65 bits.
        long squareLow = root * root;
        long remainder = low - squareLow;
        long overflow =
                high - Math.unsignedMultiplyHigh(root, root) - (Long.compareUnsigned(low, squareLow) < 0 ? 1 : 0);
        boolean aboveHalf = overflow != 0 || Long.compareUnsigned(remainder, root) > 0;
        unit.round(false, exponent >> 1, root, (aboveHalf ? 1L << 63 : 0) | (remainder != 0 || overflow != 0 ? 1 : 0));
    }

    /**
     * Compares, and raises invalid for NaNs, or only for signaling ones if {@code quiet}.
     *
     * @return {@link #LESS}, {@link #EQUAL}, {@link #GREATER} or {@link #UNORDERED}
     */
    public static int compare(ExtendedUnit unit, int aExponent, long a, int bExponent, long b, boolean quiet) {
        if (isUnsupported(aExponent, a) || isUnsupported(bExponent, b) || isNan(aExponent, a) || isNan(bExponent, b)) {
            unit.isSettled(aExponent, a, bExponent, b);
            if (!quiet) {
                unit.invalid();
            }
            return UNORDERED;
        }
        unit.stopsAtDenormal(aExponent, a, bExponent, b);
        if (a == 0 && b == 0) {
            return EQUAL;
        }
        if (a == 0 || b == 0 || isNegative(aExponent ^ bExponent)) {
            return a != 0 ? isNegative(aExponent) ? LESS : GREATER : isNegative(bExponent) ? GREATER : LESS;
        }
        // An infinity counts as the largest exponent.
        int magnitude = Integer.compare(exponent(aExponent, a), exponent(bExponent, b));
        if (magnitude == 0) {
            magnitude = Long.compareUnsigned(normalized(a), normalized(b));
        }
        return Integer.signum(isNegative(aExponent) ? -magnitude : magnitude);
    }
}
