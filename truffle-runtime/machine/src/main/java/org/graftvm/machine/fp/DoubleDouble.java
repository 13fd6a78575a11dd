package org.graftvm.machine.fp;

/**
 * The exact sum of two doubles, of which the second is at most half a unit in the last place of the first: some 106 bits of
 * significand with the range of one double (T. J. Dekker, A floating-point technique for extending the available precision, 1971).
 */
record DoubleDouble(double high, double low) {
    static final DoubleDouble ZERO = new DoubleDouble(0, 0);
    static final DoubleDouble ONE = new DoubleDouble(1, 0);
    static final DoubleDouble PI = new DoubleDouble(Math.PI, 0x1.1a62633145c07p-53);
    static final DoubleDouble LN2 = new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);
    static final DoubleDouble LOG2_E = new DoubleDouble(0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56);

    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    /** A significand with its highest bit set, as a number from one to two; exact. */
    static DoubleDouble ofSignificand(long significand) {
        return fastSum((significand >>> 11) * 0x1p-52, (significand & 0x7ff) * 0x1p-63);
    }

    /** For a first summand that is not smaller. */
    private static DoubleDouble fastSum(double a, double b) {
        double sum = a + b;
        return new DoubleDouble(sum, b - (sum - a));
    }

    private static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double part = sum - a;
        return new DoubleDouble(sum, (a - (sum - part)) + (b - part));
    }

    DoubleDouble plus(DoubleDouble other) {
        DoubleDouble highs = sum(high, other.high);
        DoubleDouble lows = sum(low, other.low);
        DoubleDouble joined = fastSum(highs.high, highs.low + lows.high);
        return fastSum(joined.high, joined.low + lows.low);
    }

    DoubleDouble plus(double other) {
        return plus(of(other));
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(other.negated());
    }

    DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    DoubleDouble times(DoubleDouble other) {
        double product = high * other.high;
        double rest = Math.fma(high, other.high, -product) + (high * other.low + low * other.high);
        return fastSum(product, rest);
    }

    DoubleDouble times(double other) {
        return times(of(other));
    }

    DoubleDouble over(DoubleDouble divisor) {
        double first = high / divisor.high;
        DoubleDouble rest = minus(divisor.times(first));
        double second = rest.high / divisor.high;
        rest = rest.minus(divisor.times(second));
        return fastSum(first, second).plus(rest.high / divisor.high);
    }

    DoubleDouble over(double divisor) {
        return over(of(divisor));
    }

    DoubleDouble squareRoot() {
        double root = Math.sqrt(high);
        DoubleDouble rest = minus(of(root).times(root));
        return fastSum(root, rest.high / (2 * root));
    }

    /** Times a power of two. */
    DoubleDouble scaled(int exponent) {
        return new DoubleDouble(Math.scalb(high, exponent), Math.scalb(low, exponent));
    }
}
