package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.ExtendedUnit.exponent;
import static org.graftvm.machine.fp.ExtendedUnit.isNegative;
import static org.graftvm.machine.fp.ExtendedUnit.normalized;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Sine, cosine and tangent of x87. The argument is reduced with a pi of 66 bits, as the manual says (SDM volume 1, 8.3.8), exactly;
 * what is left is computed with a hundred bits and rounded once.
 */
public final class ExtendedTrigonometry {
    /** Arguments from 2^63 on are not reduced. */
    public static final int LIMIT = 63;

    /** Half of pi in units of 2^-65. */
    private static final BigInteger HALF_PI = new BigInteger("3243F6A8885A308D3", 16);

    private static final int UNIT = 65;

    /** Below this exponent sine and tangent are the argument, but for far less than its last bit. */
    private static final int LINEAR = -70;

    private static final double LITTLE = 0x1p-105;

    private ExtendedTrigonometry() {}

    /** Whether a number is small enough; infinities and NaNs are. */
    public static boolean isInRange(int aExponent, long a) {
        int field = aExponent & ExtendedUnit.EXPONENT;
        return field == ExtendedUnit.EXPONENT || field - ExtendedUnit.BIAS < LIMIT || a >= 0;
    }

    /** Whether NaN, infinity or an exception that is not masked has settled the result. */
    private static boolean isSettled(ExtendedUnit unit, int aExponent, long a) {
        if (unit.isSettled(aExponent, a)) {
            return true;
        }
        if (ExtendedUnit.isInfinite(aExponent, a)) {
            unit.invalid();
            return true;
        }
        return unit.stopsAtDenormal(aExponent, a, aExponent, a);
    }

    public static void sine(ExtendedUnit unit, int aExponent, long a) {
        if (isSettled(unit, aExponent, a)) {
            return;
        }
        if (a == 0) {
            unit.set(aExponent, a);
        } else if (exponent(aExponent, a) < LINEAR) {
            roundNear(unit, aExponent, a, -LITTLE);
        } else {
            Reduced reduced = Reduced.of(aExponent, a);
            round(unit, isNegative(aExponent), reduced.sine());
        }
    }

    public static void cosine(ExtendedUnit unit, int aExponent, long a) {
        if (isSettled(unit, aExponent, a)) {
            return;
        }
        if (a == 0) {
            unit.set(ExtendedUnit.BIAS, ExtendedUnit.INTEGER_BIT);
        } else if (exponent(aExponent, a) < LINEAR) {
            unit.round(false, 0, DoubleDouble.ONE.plus(-LITTLE));
        } else {
            round(unit, false, Reduced.of(aExponent, a).cosine());
        }
    }

    public static void tangent(ExtendedUnit unit, int aExponent, long a) {
        if (isSettled(unit, aExponent, a)) {
            return;
        }
        if (a == 0) {
            unit.set(aExponent, a);
        } else if (exponent(aExponent, a) < LINEAR) {
            roundNear(unit, aExponent, a, LITTLE);
        } else {
            Reduced reduced = Reduced.of(aExponent, a);
            round(unit, isNegative(aExponent), reduced.sine().over(reduced.cosine()));
        }
    }

    /** The argument itself, but for a small part of it. */
    private static void roundNear(ExtendedUnit unit, int aExponent, long a, double part) {
        unit.round(
                isNegative(aExponent),
                exponent(aExponent, a),
                DoubleDouble.ofSignificand(normalized(a)).times(DoubleDouble.ONE.plus(part)));
    }

    private static void round(ExtendedUnit unit, boolean negative, DoubleDouble value) {
        boolean below = value.high() < 0;
        unit.round(negative != below, 0, below ? value.negated() : value);
    }

    /**
     * A magnitude less its nearest multiple of half pi.
     *
     * @param quarter of the circle that was taken off, 0 to 3
     */
    private record Reduced(int quarter, DoubleDouble rest) {
        static Reduced of(int aExponent, long a) {
            int exponent = exponent(aExponent, a);
            DoubleDouble significand = DoubleDouble.ofSignificand(normalized(a));
            if (exponent < -1) {
                return new Reduced(0, significand.scaled(exponent));
            }
            BigInteger value = new BigInteger(Long.toUnsignedString(normalized(a))).shiftLeft(exponent - 63 + UNIT);
            BigInteger[] parts = value.divideAndRemainder(HALF_PI);
            BigInteger rest = parts[1];
            int quarter = parts[0].intValue() & 3;
            if (rest.shiftLeft(1).compareTo(HALF_PI) > 0) {
                rest = rest.subtract(HALF_PI);
                quarter = quarter + 1 & 3;
            }
            double high = rest.doubleValue();
            double low = rest.subtract(new BigDecimal(high).toBigInteger()).doubleValue();
            return new Reduced(quarter, new DoubleDouble(high, low).scaled(-UNIT));
        }

        DoubleDouble sine() {
            DoubleDouble value = (quarter & 1) == 0 ? Series.sine(rest) : Series.cosine(rest);
            return quarter < 2 ? value : value.negated();
        }

        DoubleDouble cosine() {
            DoubleDouble value = (quarter & 1) == 0 ? Series.cosine(rest) : Series.sine(rest);
            return quarter == 0 || quarter == 3 ? value : value.negated();
        }
    }
}
