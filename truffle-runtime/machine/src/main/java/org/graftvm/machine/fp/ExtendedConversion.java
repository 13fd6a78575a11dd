package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.ExtendedUnit.exponent;
import static org.graftvm.machine.fp.ExtendedUnit.isInfinite;
import static org.graftvm.machine.fp.ExtendedUnit.isNan;
import static org.graftvm.machine.fp.ExtendedUnit.isNegative;
import static org.graftvm.machine.fp.ExtendedUnit.isUnsupported;
import static org.graftvm.machine.fp.ExtendedUnit.normalized;

/** Conversions of double extended numbers from and to other formats and integers. */
public final class ExtendedConversion {
    private ExtendedConversion() {}

    /** A number of another format as an operand: a signaling NaN stays one, a subnormal is raised. */
    public static void operand(ExtendedUnit unit, FpFormat format, long bits) {
        int sign = format.isNegative(bits) ? ExtendedUnit.SIGN : 0;
        if (format.isNan(bits)) {
            unit.set(sign | ExtendedUnit.EXPONENT, format.significand(bits));
        } else if (format.isInfinite(bits)) {
            unit.infinity(sign != 0);
        } else if (format.isZero(bits)) {
            unit.zero(sign != 0);
        } else {
            if (format.isSubnormal(bits)) {
                unit.raise(FpEnvironment.DENORMAL);
            }
            unit.set(sign | format.exponent(bits) + ExtendedUnit.BIAS, format.significand(bits));
        }
    }

    /** Converts from another format; a signaling NaN is invalid and becomes quiet. */
    public static void load(ExtendedUnit unit, FpFormat format, long bits) {
        operand(unit, format, bits);
        if (format.isNan(bits)) {
            unit.isSettled(unit.signExponent(), unit.significand());
        }
    }

    /** An integer, exactly. */
    public static void load(ExtendedUnit unit, long value) {
        if (value == 0) {
            unit.zero(false);
        } else {
            long magnitude = Math.abs(value);
            int shift = Long.numberOfLeadingZeros(magnitude);
            unit.set((value < 0 ? ExtendedUnit.SIGN : 0) | 63 - shift + ExtendedUnit.BIAS, magnitude << shift);
        }
    }

    /**
     * Converts to another format; a NaN keeps the upper bits of its payload.
     *
     * @return the bits; without meaning where an exception that is not masked has left no result
     */
    public static long store(ExtendedUnit unit, FpFormat format, int aExponent, long a) {
        if (isUnsupported(aExponent, a)) {
            unit.invalid();
            return format.negate(format.defaultNan());
        }
        boolean negative = isNegative(aExponent);
        if (isNan(aExponent, a)) {
            unit.isSettled(aExponent, a);
            return format.infinity(negative) | format.quietBit() | a << 1 >>> 64 - format.fractionBits();
        }
        if (isInfinite(aExponent, a)) {
            return format.infinity(negative);
        }
        if (a == 0) {
            return format.zero(negative);
        }
        int exponent = exponent(aExponent, a);
        long result = format.round(negative, exponent, normalized(a), unit.rounding(), unit);
        if (unit.isUnmasked(FpEnvironment.UNDERFLOW)
                && unit.isRaised(FpEnvironment.TINY)) { // Whether or not it is exact.
            unit.raise(FpEnvironment.UNDERFLOW);
        }
        unit.setRoundedUp(isLarger(format, result, exponent, normalized(a)));
        return result;
    }

    /** Whether a result's magnitude is larger than the number it was rounded from. */
    private static boolean isLarger(FpFormat format, long result, int exponent, long significand) {
        if (format.isInfinite(result)) {
            return true;
        }
        if (format.isZero(result)) {
            return false;
        }
        int order = Integer.compare(format.exponent(result), exponent);
        return order != 0 ? order > 0 : Long.compareUnsigned(format.significand(result), significand) > 0;
    }

    /**
     * Converts to an integer.
     *
     * @param largest that fits; its opposite fits as well, and where that leaves one number of bits unused, the one below too
     * @return the integer; without meaning where invalid was raised because it does not fit
     */
    public static long toInteger(ExtendedUnit unit, int aExponent, long a, long largest, int rounding) {
        boolean special = (aExponent & ExtendedUnit.EXPONENT) == ExtendedUnit.EXPONENT;
        if (special || isUnsupported(aExponent, a) || a != 0 && exponent(aExponent, a) > 63) {
            unit.invalid();
            return 0;
        }
        if (a == 0) {
            return 0;
        }
        boolean negative = isNegative(aExponent);
        int exponent = exponent(aExponent, a);
        long magnitude = integral(unit, negative, exponent, normalized(a), rounding);
        boolean binary = (largest & largest + 1) == 0;
        if (Long.compareUnsigned(magnitude, negative && binary ? largest + 1 : largest) > 0) {
            unit.setRoundedUp(false);
            unit.invalid();
            return 0;
        }
        if (FpFormat.cutOff(normalized(a), 63 - exponent) != 0) {
            unit.raise(FpEnvironment.INEXACT);
        }
        return negative ? -magnitude : magnitude;
    }

    /** The magnitude rounded to an integer. */
    private static long integral(ExtendedUnit unit, boolean negative, int exponent, long significand, int rounding) {
        int shift = 63 - exponent;
        long kept = shift < 64 ? significand >>> shift : 0;
        boolean up = Rounding.away(rounding, negative, kept, FpFormat.cutOff(significand, shift));
        unit.setRoundedUp(up);
        return up ? kept + 1 : kept;
    }

    /** A positive number with more than 64 bits of significand, rounded; nothing is raised. */
    public static void constant(ExtendedUnit unit, int exponent, long significand, long behind) {
        unit.round(false, exponent, significand, behind, 64);
        unit.take();
    }

    /** Rounds to an integral value. */
    public static void roundToIntegral(ExtendedUnit unit, int aExponent, long a) {
        if (unit.isSettled(aExponent, a) || unit.stopsAtDenormal(aExponent, a, aExponent, a)) {
            return;
        }
        unit.set(aExponent, a);
        if (a == 0 || isInfinite(aExponent, a) || exponent(aExponent, a) >= 63) {
            return;
        }
        int exponent = exponent(aExponent, a);
        boolean negative = isNegative(aExponent);
        if (FpFormat.cutOff(normalized(a), 63 - exponent) == 0) {
            return;
        }
        long magnitude = integral(unit, negative, exponent, normalized(a), unit.rounding());
        load(unit, magnitude);
        if (magnitude < 0) { // 2^63, which load takes as a negative number.
            unit.set(63 + ExtendedUnit.BIAS, magnitude);
        }
        unit.set(unit.signExponent() | (negative ? ExtendedUnit.SIGN : 0), unit.significand());
        unit.raise(FpEnvironment.INEXACT);
    }
}
