package org.graftvm.machine.fp;

/** Elementary functions by their power series, to some hundred bits. Arguments are in ranges where few terms do. */
final class Series {
    /** Terms for 106 bits of each. */
    private static final int EXPONENTIAL_TERMS = 28;

    private static final int SINE_TERMS = 15;
    private static final int LOGARITHM_TERMS = 22;
    private static final int ARCTANGENT_TERMS = 25;

    private Series() {}

    /** e^t - 1 for magnitudes of t up to ln 2. */
    static DoubleDouble exponentialMinusOne(DoubleDouble t) {
        // t (1 + t/2 (1 + t/3 (1 + …)))
        DoubleDouble sum = DoubleDouble.ONE;
        for (int i = EXPONENTIAL_TERMS; i > 1; i--) {
            sum = sum.times(t).over(i).plus(1);
        }
        return sum.times(t);
    }

    /** log2(1 + x) from x / (2 + x), whose magnitude is at most 0.18. */
    static DoubleDouble logarithm(DoubleDouble ratio) {
        return odd(ratio, 1, LOGARITHM_TERMS).times(2).times(DoubleDouble.LOG2_E);
    }

    /** Angle of a tangent from 0 to 1: the argument is made smaller by halving the angle twice. */
    static DoubleDouble arctangent(DoubleDouble tangent) {
        DoubleDouble quarter = halfAngle(halfAngle(tangent));
        return odd(quarter, -1, ARCTANGENT_TERMS).times(4);
    }

    private static DoubleDouble halfAngle(DoubleDouble tangent) {
        return tangent.over(tangent.times(tangent).plus(1).squareRoot().plus(1));
    }

    /** x + sign x^3/3 + x^5/5 + … */
    private static DoubleDouble odd(DoubleDouble x, int sign, int terms) {
        DoubleDouble square = x.times(x).times(sign);
        DoubleDouble sum = DoubleDouble.ZERO;
        for (int i = terms; i >= 0; i--) {
            sum = sum.times(square).plus(DoubleDouble.ONE.over(2 * i + 1));
        }
        return sum.times(x);
    }

    /** Sine for magnitudes up to pi/4. */
    static DoubleDouble sine(DoubleDouble x) {
        return alternating(x, 1).times(x);
    }

    static DoubleDouble cosine(DoubleDouble x) {
        return alternating(x, 0);
    }

    /** 1 - x²/((first + 1)(first + 2)) (1 - x²/((first + 3)(first + 4)) (1 - …)) */
    private static DoubleDouble alternating(DoubleDouble x, int first) {
        DoubleDouble square = x.times(x).negated();
        DoubleDouble sum = DoubleDouble.ONE;
        for (int i = SINE_TERMS; i > 0; i--) {
            int factor = first + 2 * i;
            sum = sum.times(square).over((double) factor * (factor - 1)).plus(1);
        }
        return sum;
    }
}
