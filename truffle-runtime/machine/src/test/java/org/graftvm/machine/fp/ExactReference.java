package org.graftvm.machine.fp;

import java.math.BigInteger;

/**
 * Rounds exact rational numbers, held as fractions of big integers, the way IEEE 754 words it: to the multiple of the
 * unit in the last place that the direction asks for. Shares nothing with the code under test but the numbers of flags.
 */
final class ExactReference {
    private static final BigInteger TWO = BigInteger.TWO;

    final int precision;
    final int maxExponent;
    final int width;
    int flags;

    ExactReference(int width, int precision) {
        this.width = width;
        this.precision = precision;
        this.maxExponent = (1 << (width - precision - 1)) - 1;
    }

    /** Numerator and denominator, a power of two, of a finite value. */
    BigInteger[] rational(long bits) {
        int field = (int) (bits >>> (precision - 1)) & (2 * maxExponent + 1);
        BigInteger fraction = BigInteger.valueOf(bits & ((1L << (precision - 1)) - 1));
        int exponent = 1 - maxExponent;
        if (field != 0) {
            fraction = fraction.setBit(precision - 1);
            exponent = field - maxExponent;
        }
        exponent -= precision - 1;
        if ((bits >>> (width - 1) & 1) != 0) {
            fraction = fraction.negate();
        }
        return exponent >= 0
                ? new BigInteger[] {fraction.shiftLeft(exponent), BigInteger.ONE}
                : new BigInteger[] {fraction, BigInteger.ONE.shiftLeft(-exponent)};
    }

    boolean finite(long bits) {
        int all = 2 * maxExponent + 1;
        return ((int) (bits >>> (precision - 1)) & all) != all;
    }

    /** Rounds numerator/denominator, not zero. */
    long round(BigInteger numerator, BigInteger denominator, int rounding) {
        flags = 0;
        boolean negative = numerator.signum() != denominator.signum();
        BigInteger n = numerator.abs();
        BigInteger d = denominator.abs();
        int scale = floorLog2(n, d);
        int minimum = 1 - maxExponent;
        BigInteger kept = toMultiple(n, d, Math.max(scale, minimum) - precision + 1, negative, rounding);
        boolean inexact = lastInexact;
        if (scale < minimum && inexact) {
            BigInteger unbounded = toMultiple(n, d, scale - precision + 1, negative, rounding);
            if (!(scale == minimum - 1 && unbounded.bitLength() > precision)) {
                flags |= 2;
            }
        }
        if (inexact) {
            flags |= 1;
        }
        int ulp = Math.max(scale, minimum) - precision + 1;
        BigInteger largest = BigInteger.ONE.shiftLeft(precision).subtract(BigInteger.ONE);
        long sign = negative ? 1L << (width - 1) : 0;
        long infinity = (2L * maxExponent + 1) << (precision - 1);
        int largestUlp = maxExponent - precision + 1;
        if (ulp > largestUlp || (ulp == largestUlp && kept.compareTo(largest) > 0)) {
            flags |= 4 | 1;
            boolean toInfinity =
                    rounding == 0 || rounding == 4 || (rounding == 2 && negative) || (rounding == 3 && !negative);
            return sign | (toInfinity ? infinity : infinity - 1);
        }
        if (kept.bitLength() > precision) {
            kept = kept.shiftRight(1);
            ulp++;
        }
        if (kept.bitLength() < precision) {
            return sign | kept.longValueExact();
        }
        long field = ulp + precision - 1 + maxExponent;
        return sign | field << (precision - 1) | kept.clearBit(precision - 1).longValueExact();
    }

    private boolean lastInexact;

    private BigInteger toMultiple(BigInteger n, BigInteger d, int exponent, boolean negative, int rounding) {
        if (exponent >= 0) {
            d = d.shiftLeft(exponent);
        } else {
            n = n.shiftLeft(-exponent);
        }
        BigInteger[] parts = n.divideAndRemainder(d);
        lastInexact = parts[1].signum() != 0;
        int half = parts[1].shiftLeft(1).compareTo(d);
        boolean up = switch (rounding) {
            case 0 -> half > 0 || (half == 0 && parts[0].testBit(0));
            case 1 -> false;
            case 2 -> lastInexact && negative;
            case 3 -> lastInexact && !negative;
            case 4 -> half >= 0;
            default -> lastInexact && !parts[0].testBit(0);
        };
        return up ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    private static int floorLog2(BigInteger n, BigInteger d) {
        int guess = n.bitLength() - d.bitLength();
        BigInteger left = guess >= 0 ? n : n.shiftLeft(-guess);
        BigInteger right = guess >= 0 ? d.shiftLeft(guess) : d;
        return left.compareTo(right) >= 0 ? guess : guess - 1;
    }

    /** The square root of n/d to far more than the precision, with a last bit that marks inexactness. */
    static BigInteger[] root(BigInteger n, BigInteger d) {
        // sqrt(n/d) = sqrt(n*d)/d; scaled by 2^600 under the root.
        BigInteger[] parts = n.multiply(d).shiftLeft(3000).sqrtAndRemainder();
        BigInteger root = parts[0].multiply(TWO);
        if (parts[1].signum() != 0) {
            root = root.add(BigInteger.ONE);
        }
        return new BigInteger[] {root, d.shiftLeft(1501)};
    }
}
