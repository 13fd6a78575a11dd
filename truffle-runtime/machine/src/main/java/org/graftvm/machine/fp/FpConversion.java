package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.FpEnvironment.INEXACT;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;

/** Conversions between formats, to and from integers, and to integral values. */
public final class FpConversion {
    private FpConversion() {}

    /** Converts between formats. */
    public static long convert(FpFormat from, FpFormat to, long a, int rounding, FpEnvironment environment) {
        boolean negative = from.isNegative(a);
        if (from.isNan(a)) {
            if (from.isSignaling(a)) {
                environment.raise(INVALID);
            }
            return environment.convertNan(from, to, a);
        }
        if (from.isInfinite(a)) {
            return to.infinity(negative);
        }
        if (from.isZero(a)) {
            return to.zero(negative);
        }
        return to.round(negative, from.exponent(a), from.significand(a), rounding, environment);
    }

    /**
     * Converts to a two's complement integer. Out of range, the invalid exception is raised and the result is the
     * nearest integer of the type; for NaN it is the largest.
     *
     * @param width 32 or 64
     * @return the integer; of 32 bits sign-extended, also where {@code signed} is false
     */
    public static long toInteger(
            FpFormat format, long a, boolean signed, int width, int rounding, FpEnvironment environment) {
        return toFixed(format, a, signed, width, 0, rounding, environment);
    }

    /**
     * As {@link #toInteger}, to a fixed-point number.
     *
     * @param width 16, 32 or 64
     * @param fraction how many bits of it stand behind the point
     */
    public static long toFixed(
            FpFormat format, long a, boolean signed, int width, int fraction, int rounding, FpEnvironment environment) {
        boolean negative = format.isNegative(a) && !format.isNan(a);
        long largest = (signed ? Long.MAX_VALUE : -1) >>> (64 - width);
        if (format.isNan(a) || format.isInfinite(a)) {
            return outOfRange(negative, signed, largest, width, environment);
        }
        if (format.isZero(a)) {
            return 0;
        }
        int exponent = format.exponent(a) + fraction;
        if (exponent > 63) {
            return outOfRange(negative, signed, largest, width, environment);
        }
        int shift = 63 - exponent;
        long significand = format.significand(a);
        long remainder = FpFormat.cutOff(significand, shift);
        long magnitude = shift < 64 ? significand >>> shift : 0;
        if (Rounding.away(rounding, negative, magnitude, remainder)) {
            magnitude++;
        }
        long limit = !negative ? largest : signed ? largest + 1 : 0;
        if (Long.compareUnsigned(magnitude, limit) > 0) {
            return outOfRange(negative, signed, largest, width, environment);
        }
        if (remainder != 0) {
            environment.raise(INEXACT);
        }
        return signExtend(negative ? -magnitude : magnitude, width);
    }

    private static long outOfRange(
            boolean negative, boolean signed, long largest, int width, FpEnvironment environment) {
        environment.raise(INVALID);
        long limit = !negative ? largest : signed ? ~largest : 0;
        return signExtend(limit, width);
    }

    private static long signExtend(long value, int width) {
        return value << 64 - width >> 64 - width;
    }

    /** Converts a 64-bit integer; narrower ones are to be extended first. */
    public static long fromInteger(
            FpFormat format, long value, boolean signed, int rounding, FpEnvironment environment) {
        return fromFixed(format, value, signed, 0, rounding, environment);
    }

    /**
     * As {@link #fromInteger}, of a fixed-point number.
     *
     * @param fraction how many bits of it stand behind the point
     */
    public static long fromFixed(
            FpFormat format, long value, boolean signed, int fraction, int rounding, FpEnvironment environment) {
        if (value == 0) {
            return format.zero(false);
        }
        boolean negative = signed && value < 0;
        long magnitude = negative ? -value : value;
        int shift = Long.numberOfLeadingZeros(magnitude);
        return format.round(negative, 63 - shift - fraction, magnitude << shift, rounding, environment);
    }

    /**
     * Rounds to an integral value of the same format.
     *
     * @param reportInexact whether a changed value raises inexact
     */
    public static long roundToIntegral(
            FpFormat format, long a, boolean reportInexact, int rounding, FpEnvironment environment) {
        if (format.isNan(a)) {
            return environment.nan(format, a, a);
        }
        if (format.isInfinite(a) || format.isZero(a)) {
            return a;
        }
        int exponent = format.exponent(a);
        if (exponent >= 63) {
            return a;
        }
        boolean negative = format.isNegative(a);
        int shift = 63 - exponent;
        long significand = format.significand(a);
        long remainder = FpFormat.cutOff(significand, shift);
        if (remainder == 0) {
            return a;
        }
        if (reportInexact) {
            environment.raise(INEXACT);
        }
        long magnitude = shift < 64 ? significand >>> shift : 0;
        if (Rounding.away(rounding, negative, magnitude, remainder)) {
            magnitude++;
        }
        if (magnitude == 0) {
            return format.zero(negative);
        }
        int leading = Long.numberOfLeadingZeros(magnitude);
        return format.round(negative, 63 - leading, magnitude << leading, rounding, environment);
    }
}
