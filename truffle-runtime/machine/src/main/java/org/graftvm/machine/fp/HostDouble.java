package org.graftvm.machine.fp;

/**
 * When the host's arithmetic on {@code double}, which rounds to nearest even and has no flags, is as good as the exact
 * one. The methods named {@code …Settled} say that an operation raised nothing but, perhaps, inexact, which is enough
 * once that flag is set. Those named {@code …Exact} say that it raised nothing at all: they compute the rounding error
 * with error-free transformations, and answer false also where these would overflow or underflow themselves.
 */
public final class HostDouble {
    /** Above it no rounding error of a product, quotient or root is subnormal. */
    private static final double SMALLEST_SAFE = 0x1p-900;

    private static final double LARGEST_SAFE = 0x1p900;

    private HostDouble() {}

    /**
     * {@code value} rounded to an integral value, except that rounding toward zero is left to a conversion that
     * follows; NaN where the host cannot round that way.
     */
    public static double integral(double value, int rounding) {
        return switch (rounding) {
            case Rounding.NEAREST_EVEN -> Math.rint(value);
            case Rounding.TOWARD_ZERO -> value;
            case Rounding.DOWN -> Math.floor(value);
            case Rounding.UP -> Math.ceil(value);
            default -> Double.NaN;
        };
    }

    /** For sums and differences, which are exact where they are subnormal; and for roots. */
    public static boolean sumSettled(double result) {
        return Math.abs(result) <= Double.MAX_VALUE;
    }

    /** For products, quotients and fused sums: normal, and not the smallest normal number, which may be a tiny one. */
    public static boolean settled(double result) {
        double magnitude = Math.abs(result);
        return magnitude > Double.MIN_NORMAL && magnitude <= Double.MAX_VALUE;
    }

    /** Whether {@code sum} is a + b without error: Knuth's two-sum. */
    public static boolean sumExact(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part) == 0;
    }

    public static boolean productExact(double a, double b, double product) {
        return product == 0 ? a == 0 || b == 0 : safe(product) && Math.fma(a, b, -product) == 0;
    }

    /** Whether {@code result} is a · b + c without error; false as well where only the product alone would round. */
    public static boolean fusedExact(double a, double b, double c, double result) {
        double product = a * b;
        return product + c == result && productExact(a, b, product) && sumExact(product, c, result);
    }

    public static boolean quotientExact(double a, double b, double quotient) {
        return quotient == 0 ? a == 0 : safe(a) && safe(quotient) && Math.fma(quotient, b, -a) == 0;
    }

    public static boolean rootExact(double a, double root) {
        return a == 0 || (safe(a) && Math.fma(root, root, -a) == 0);
    }

    private static boolean safe(double value) {
        double magnitude = Math.abs(value);
        return magnitude > SMALLEST_SAFE && magnitude < LARGEST_SAFE;
    }
}
