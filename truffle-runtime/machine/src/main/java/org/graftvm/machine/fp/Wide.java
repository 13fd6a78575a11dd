package org.graftvm.machine.fp;

/** Integer division and square root of 128 bits. */
final class Wide {
    private Wide() {}

    /**
     * Quotient of {@code high:low} and a divisor whose highest bit is set, rounded down: two digits in base 2^32 by the pencil method,
     * each first estimated from the divisor's upper half (Knuth, volume 2, 4.3.1, algorithm D).
     *
     * @param high less than the divisor
     */
    static long divide(long high, long low, long divisor) {
        long upper = divisor >>> 32;
        long first = digit(high, low >>> 32, divisor, upper);
        long rest = (high << 32 | low >>> 32) - first * divisor;
        long second = digit(rest, low & 0xffff_ffffL, divisor, upper);
        return first << 32 | second;
    }

    /** One digit of (value · 2^32 + next) / divisor. */
    private static long digit(long value, long next, long divisor, long upper) {
        long digit = Long.divideUnsigned(value, upper);
        long rest = value - digit * upper;
        long lower = divisor & 0xffff_ffffL;
        // The estimate is at most two too large.
        while (rest >>> 32 == 0 && (digit >>> 32 != 0 || Long.compareUnsigned(digit * lower, rest << 32 | next) > 0)) {
            digit--;
            rest += upper;
        }
        return digit;
    }

    /** Square root of {@code high:low}, which is at least 2^126, rounded down. */
    static long squareRoot(long high, long low) {
        // The host's root is right in its upper half, from which one step of Newton's method gives all of it but for
        // some units.
        double radicand = (high >>> 1) * 0x1p65;
        double estimate = Math.sqrt(radicand);
        long root = estimate >= 0x1p64 ? -1 : (long) (estimate * 0.5) << 1 | Long.MIN_VALUE;
        boolean above = Long.compareUnsigned(high, root) >= 0; // Then the quotient is this more than 2^64.
        long quotient = divide(above ? high - root : high, low, root);
        root = (root >>> 1) + (quotient >>> 1) + (root & quotient & 1) + (above ? Long.MIN_VALUE : 0);
        root = root < 0 ? root : -1; // It may have come out as 2^64.
        while (isBelowSquare(high, low, root)) {
            root--;
        }
        while (root != -1 && !isBelowSquare(high, low, root + 1)) {
            root++;
        }
        return root;
    }

    private static boolean isBelowSquare(long high, long low, long root) {
        int order = Long.compareUnsigned(high, Math.unsignedMultiplyHigh(root, root));
        return order != 0 ? order < 0 : Long.compareUnsigned(low, root * root) < 0;
    }
}
