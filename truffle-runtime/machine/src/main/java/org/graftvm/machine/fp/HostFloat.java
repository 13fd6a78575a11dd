package org.graftvm.machine.fp;

/** {@link HostDouble} for {@code float}; the exactness tests compute in {@code double}, where products are exact. */
public final class HostFloat {
    private HostFloat() {}

    /** For sums and differences, which are exact where they are subnormal; and for roots. */
    public static boolean sumSettled(float result) {
        return Math.abs(result) <= Float.MAX_VALUE;
    }

    /** For products, quotients, fused sums and narrowing: normal, and not the smallest normal number. */
    public static boolean settled(float result) {
        float magnitude = Math.abs(result);
        return magnitude > Float.MIN_NORMAL && magnitude <= Float.MAX_VALUE;
    }

    public static boolean sumExact(float a, float b, float sum) {
        float part = sum - a;
        return (a - (sum - part)) + (b - part) == 0;
    }

    public static boolean productExact(float a, float b, float product) {
        return (double) a * b == product;
    }

    public static boolean fusedExact(float a, float b, float c, float result) {
        double product = (double) a * b;
        double sum = product + c;
        return sum == result && HostDouble.sumExact(product, c, sum);
    }

    public static boolean quotientExact(float a, float b, float quotient) {
        return (double) quotient * b == a;
    }

    public static boolean rootExact(float a, float root) {
        return (double) root * root == a;
    }
}
