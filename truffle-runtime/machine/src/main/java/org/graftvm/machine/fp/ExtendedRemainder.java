package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.ExtendedUnit.exponent;
import static org.graftvm.machine.fp.ExtendedUnit.isInfinite;
import static org.graftvm.machine.fp.ExtendedUnit.isNegative;
import static org.graftvm.machine.fp.ExtendedUnit.normalized;

/** Remainders, scaling by powers of two, and the parts of double extended numbers: what is exact unless it overflows. */
public final class ExtendedRemainder {
    /** The exponents are so far apart that the remainder takes another step. */
    public static final int PARTIAL = -1;

    /** There is no quotient. */
    public static final int NONE = -2;

    private static final int BITS = 64;

    /** Larger differences of exponents are reduced in several steps. */
    private static final int MOST_STEPS = 63;

    /** Scales all numbers out of the range. */
    private static final int HUGE = 0x10000;

    private ExtendedRemainder() {}

    /**
     * a minus b times their quotient, which is rounded toward zero, or to {@code nearest} even.
     *
     * @return the low three bits of the quotient, {@link #PARTIAL} if the result is only congruent to the remainder, or
     *     {@link #NONE}
     */
    public static int remainder(ExtendedUnit unit, int aExponent, long a, int bExponent, long b, boolean nearest) {
        if (unit.isSettled(aExponent, a, bExponent, b)) {
            return NONE;
        }
        if (isInfinite(aExponent, a) || b == 0) {
            unit.invalid();
            return NONE;
        }
        if (unit.stopsAtDenormal(aExponent, a, bExponent, b)) {
            return NONE;
        }
        int difference = a == 0 || isInfinite(bExponent, b) ? -2 : exponent(aExponent, a) - exponent(bExponent, b);
        if (difference < -1 || difference == -1 && !nearest) {
            if (a == 0) {
                unit.set(aExponent, a);
            } else {
                unit.round(isNegative(aExponent), exponent(aExponent, a), normalized(a), 0, BITS);
            }
            return 0;
        }
        if (difference > MOST_STEPS) {
            // As many as leave the rest a multiple of 32.
            int steps = difference & 31 | 32;
            long rest = reduce(normalized(a), normalized(b), steps)[0];
            set(unit, aExponent, exponent(bExponent, b) + difference - steps, rest);
            return PARTIAL;
        }
        long[] reduced = reduce(normalized(a), normalized(b), difference);
        long rest = reduced[0];
        int quotient = (int) reduced[1] & 7;
        if (nearest && isAboveHalf(rest, normalized(b), quotient, difference)) {
            if (difference < 0) { // The rest counts halves.
                set(unit, aExponent ^ ExtendedUnit.SIGN, exponent(bExponent, b) - 1, (normalized(b) << 1) - rest);
            } else {
                set(unit, aExponent ^ ExtendedUnit.SIGN, exponent(bExponent, b), normalized(b) - rest);
            }
            return quotient + 1 & 7;
        }
        set(unit, aExponent, exponent(bExponent, b) + Math.min(difference, 0), rest);
        return quotient;
    }

    /** Remainder and low bits of the quotient of a · 2^steps and b; with steps of -1 it is a that counts halves. */
    private static long[] reduce(long a, long b, int steps) {
        if (steps < 0) {
            return new long[] {a, 0};
        }
        boolean fits = Long.compareUnsigned(a, b) >= 0;
        long rest = fits ? a - b : a;
        long quotient = fits ? 1 : 0;
        for (int i = 0; i < steps; i++) {
            boolean carry = rest < 0;
            rest <<= 1;
            fits = carry || Long.compareUnsigned(rest, b) >= 0;
            rest = fits ? rest - b : rest;
            quotient = quotient << 1 | (fits ? 1 : 0);
        }
        return new long[] {rest, quotient};
    }

    private static boolean isAboveHalf(long rest, long b, int quotient, int difference) {
        if (difference < 0) {
            return Long.compareUnsigned(rest, b) > 0;
        }
        int order = rest < 0 ? 1 : Long.compareUnsigned(rest << 1, b);
        return order > 0 || order == 0 && (quotient & 1) != 0;
    }

    /** A magnitude of which bit 63 has the weight of {@code exponent}, with a sign. */
    private static void set(ExtendedUnit unit, int sign, int exponent, long magnitude) {
        if (magnitude == 0) {
            unit.zero(isNegative(sign));
        } else {
            int shift = Long.numberOfLeadingZeros(magnitude);
            unit.round(isNegative(sign), exponent - shift, magnitude << shift, 0, BITS);
        }
    }

    /** a times two to the power of b, of which the fraction does not count. */
    public static void scale(ExtendedUnit unit, int aExponent, long a, int bExponent, long b) {
        if (unit.isSettled(aExponent, a, bExponent, b)) {
            return;
        }
        boolean down = isNegative(bExponent);
        boolean unbounded = isInfinite(bExponent, b);
        if (unbounded && (down ? isInfinite(aExponent, a) : a == 0)) {
            unit.invalid();
        } else if (!unit.stopsAtDenormal(aExponent, a, bExponent, b)) {
            if (a == 0 || isInfinite(aExponent, a)) {
                unit.set(aExponent, a);
            } else if (unbounded && down) {
                unit.zero(isNegative(aExponent));
            } else if (unbounded) {
                unit.infinity(isNegative(aExponent));
            } else {
                int distance = b == 0 ? 0 : distance(exponent(bExponent, b), normalized(b));
                unit.round(
                        isNegative(aExponent),
                        exponent(aExponent, a) + (down ? -distance : distance),
                        normalized(a),
                        0,
                        BITS);
            }
        }
    }

    private static int distance(int exponent, long significand) {
        return exponent < 0 ? 0 : exponent >= 16 ? HUGE : (int) (significand >>> 63 - exponent);
    }

    /** The exponent of a number, as a number; of zero minus infinity, which counts as a division by zero. */
    public static void exponentOf(ExtendedUnit unit, int aExponent, long a) {
        if (unit.isSettled(aExponent, a)) {
            return;
        }
        if (a == 0) {
            unit.raise(FpEnvironment.DIVIDE_BY_ZERO);
            unit.infinity(true);
        } else if (isInfinite(aExponent, a)) {
            unit.infinity(false);
        } else if (!unit.stopsAtDenormal(aExponent, a, aExponent, a)) {
            ExtendedConversion.load(unit, exponent(aExponent, a));
        }
    }

    /** A number scaled to a magnitude from one to two; zeros, infinities and NaNs as they are. */
    public static void significandOf(ExtendedUnit unit, int aExponent, long a) {
        if (!unit.isSettled(aExponent, a)) {
            boolean special = a == 0 || isInfinite(aExponent, a);
            unit.set(
                    special ? aExponent : aExponent & ExtendedUnit.SIGN | ExtendedUnit.BIAS,
                    special ? a : normalized(a));
        }
    }
}
