package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.ExtendedUnit.BIAS;
import static org.graftvm.machine.fp.ExtendedUnit.exponent;
import static org.graftvm.machine.fp.ExtendedUnit.isInfinite;
import static org.graftvm.machine.fp.ExtendedUnit.isNegative;
import static org.graftvm.machine.fp.ExtendedUnit.normalized;

/**
 * The exponential, logarithms and the arctangent of x87 (SDM volume 1, 8.3.7, 8.3.10): computed with a hundred bits and rounded once, so
 * that the error is hardly more than half a unit in the last place. CPUs are allowed one unit.
 */
public final class ExtendedFunctions {
    /** Below this exponent a function is its tangent at zero. */
    private static final int LINEAR = -100;

    /** Ratios of larger exponents are infinite to the arctangent. */
    private static final int STEEP = 120;

    private static final double SQUARE_ROOT_OF_2 = Math.sqrt(2);

    private ExtendedFunctions() {}

    /** 2^a - 1 for magnitudes up to 1; others stay as they are. */
    public static void exponentialMinusOne(ExtendedUnit unit, int aExponent, long a) {
        if (unit.isSettled(aExponent, a) || unit.stopsAtDenormal(aExponent, a, aExponent, a)) {
            return;
        }
        boolean negative = isNegative(aExponent);
        if (isInfinite(aExponent, a)) {
            unit.set(negative ? ExtendedUnit.SIGN | BIAS : aExponent, a); // -1 or infinity
            return;
        }
        int exponent = a == 0 ? 0 : exponent(aExponent, a);
        if (a == 0 || exponent >= 0) {
            if (exponent == 0 && a << 1 == 0 && a != 0) {
                unit.raise(FpEnvironment.INEXACT);
                unit.set(negative ? ExtendedUnit.SIGN | BIAS - 1 : BIAS, a); // -1/2 or 1
            } else {
                unit.raise(a == 0 ? 0 : FpEnvironment.INEXACT);
                unit.set(aExponent, a);
            }
            return;
        }
        DoubleDouble t = DoubleDouble.ofSignificand(normalized(a)).times(DoubleDouble.LN2);
        if (exponent < LINEAR) {
            unit.round(negative, exponent, t);
        } else {
            DoubleDouble power = Series.exponentialMinusOne((negative ? t.negated() : t).scaled(exponent));
            unit.round(negative, 0, negative ? power.negated() : power);
        }
    }

    /** y log2(x). */
    public static void logarithm(ExtendedUnit unit, int yExponent, long y, int xExponent, long x) {
        if (unit.isSettled(yExponent, y, xExponent, x)) {
            return;
        }
        boolean infiniteY = isInfinite(yExponent, y);
        boolean one = x == ExtendedUnit.INTEGER_BIT && xExponent == BIAS;
        boolean infiniteX = isInfinite(xExponent, x);
        if (x != 0 && isNegative(xExponent) || y == 0 && (x == 0 || infiniteX) || one && infiniteY) {
            unit.invalid();
            return;
        }
        boolean below = x == 0 || exponent(xExponent, x) < 0;
        boolean negative = isNegative(yExponent) != below;
        if (x == 0 && !infiniteY) {
            unit.raise(FpEnvironment.DIVIDE_BY_ZERO);
            unit.infinity(negative);
            return;
        }
        if (unit.stopsAtDenormal(yExponent, y, xExponent, x)) {
            return;
        }
        if (infiniteY || infiniteX) {
            unit.infinity(negative);
        } else if (y == 0 || one) {
            unit.zero(negative);
        } else {
            logarithmOfNumber(unit, negative, yExponent, y, xExponent, x);
        }
    }

    private static void logarithmOfNumber(
            ExtendedUnit unit, boolean negative, int yExponent, long y, int xExponent, long x) {
        int exponent = exponent(xExponent, x);
        if (normalized(x) << 1 == 0) { // A power of two.
            ExtendedConversion.load(unit, exponent);
            unit.raise(FpEnvironment.INEXACT); // As CPUs do, although it may be exact.
            ExtendedArithmetic.multiply(unit, yExponent, y, unit.signExponent(), unit.significand(), 64);
            return;
        }
        DoubleDouble m = DoubleDouble.ofSignificand(normalized(x));
        if (m.high() > SQUARE_ROOT_OF_2) {
            m = m.scaled(-1);
            exponent++;
        }
        DoubleDouble ratio = m.plus(-1).over(m.plus(1));
        DoubleDouble logarithm = Series.logarithm(ratio).plus(exponent);
        roundProduct(unit, negative, yExponent, y, 0, logarithm.high() < 0 ? logarithm.negated() : logarithm);
    }

    private static void roundProduct(
            ExtendedUnit unit, boolean negative, int yExponent, long y, int exponent, DoubleDouble factor) {
        unit.round(
                negative, exponent + exponent(yExponent, y), factor.times(DoubleDouble.ofSignificand(normalized(y))));
    }

    /** y log2(x + 1) for x above -1; others stay as they are. */
    public static void logarithmPlusOne(ExtendedUnit unit, int yExponent, long y, int xExponent, long x) {
        if (unit.isSettled(yExponent, y, xExponent, x)) {
            return;
        }
        boolean infiniteY = isInfinite(yExponent, y);
        boolean infiniteX = isInfinite(xExponent, x);
        if (infiniteY && x == 0 || infiniteX && (y == 0 || isNegative(xExponent))) {
            unit.invalid();
            return;
        }
        if (unit.stopsAtDenormal(yExponent, y, xExponent, x)) {
            return;
        }
        if (!infiniteY && y != 0 && isNegative(xExponent) && x != 0 && exponent(xExponent, x) >= 0) {
            unit.raise(FpEnvironment.INEXACT);
            unit.set(xExponent, x);
            return;
        }
        boolean negative = isNegative(yExponent ^ xExponent);
        if (infiniteY || infiniteX) {
            unit.infinity(negative);
        } else if (y == 0 || x == 0) {
            unit.zero(negative);
        } else {
            int exponent = exponent(xExponent, x);
            DoubleDouble m = DoubleDouble.ofSignificand(normalized(x));
            if (exponent < LINEAR) {
                roundProduct(unit, negative, yExponent, y, exponent, m.times(DoubleDouble.LOG2_E));
            } else if (exponent < -1) {
                DoubleDouble signed = (isNegative(xExponent) ? m.negated() : m).scaled(exponent);
                DoubleDouble logarithm = Series.logarithm(signed.over(signed.plus(2)));
                roundProduct(unit, negative, yExponent, y, 0, logarithm.high() < 0 ? logarithm.negated() : logarithm);
            } else {
                largeLogarithm(unit, negative, yExponent, y, xExponent, x);
            }
        }
    }

    /** For x from a half on, where one more bit does not matter; beyond the range that the manual defines, mostly. */
    private static void largeLogarithm(
            ExtendedUnit unit, boolean negative, int yExponent, long y, int xExponent, long x) {
        int exponent = Math.min(exponent(xExponent, x), 1000);
        DoubleDouble m = DoubleDouble.ofSignificand(normalized(x));
        DoubleDouble sum =
                (isNegative(xExponent) ? m.negated() : m).scaled(exponent).plus(1);
        int scale = Math.getExponent(sum.high());
        sum = sum.scaled(-scale);
        if (sum.high() > SQUARE_ROOT_OF_2) {
            sum = sum.scaled(-1);
            scale++;
        }
        int rest = exponent(xExponent, x) - exponent;
        DoubleDouble logarithm =
                Series.logarithm(sum.plus(-1).over(sum.plus(1))).plus(scale + rest);
        roundProduct(unit, negative, yExponent, y, 0, logarithm.high() < 0 ? logarithm.negated() : logarithm);
    }

    /** The angle of the point (x, y), from -pi to pi. */
    public static void arctangent(ExtendedUnit unit, int yExponent, long y, int xExponent, long x) {
        if (unit.isSettled(yExponent, y, xExponent, x) || unit.stopsAtDenormal(yExponent, y, xExponent, x)) {
            return;
        }
        boolean negative = isNegative(yExponent);
        boolean left = isNegative(xExponent);
        boolean infiniteY = isInfinite(yExponent, y);
        boolean infiniteX = isInfinite(xExponent, x);
        if (infiniteX && infiniteY) {
            unit.round(negative, 0, DoubleDouble.PI.times(left ? 0.75 : 0.25));
        } else if (infiniteY || x == 0 && y != 0) {
            unit.round(negative, 0, DoubleDouble.PI.scaled(-1));
        } else if (infiniteX || y == 0) {
            if (left) {
                unit.round(negative, 0, DoubleDouble.PI);
            } else {
                unit.zero(negative);
            }
        } else {
            angle(unit, negative, left, exponent(yExponent, y) - exponent(xExponent, x), normalized(y), normalized(x));
        }
    }

    private static void angle(ExtendedUnit unit, boolean negative, boolean left, int distance, long y, long x) {
        if (distance > STEEP) {
            unit.round(negative, 0, DoubleDouble.PI.scaled(-1));
            return;
        }
        if (distance < LINEAR) {
            if (left) {
                unit.round(negative, 0, DoubleDouble.PI);
            } else if (y == x) { // The quotient is a little more than the angle.
                unit.round(negative, distance, DoubleDouble.ONE.plus(-0x1p-105));
            } else {
                unit.round(negative, distance, DoubleDouble.ofSignificand(y).over(DoubleDouble.ofSignificand(x)));
            }
            return;
        }
        DoubleDouble a = DoubleDouble.ofSignificand(y).scaled(distance);
        DoubleDouble b = DoubleDouble.ofSignificand(x);
        boolean steep = a.high() > b.high() || a.high() == b.high() && a.low() > b.low();
        DoubleDouble angle = Series.arctangent(steep ? b.over(a) : a.over(b));
        if (steep) {
            angle = DoubleDouble.PI.scaled(-1).minus(angle);
        }
        unit.round(negative, 0, left ? DoubleDouble.PI.minus(angle) : angle);
    }
}
