package org.graftvm.machine.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every operation, format and rounding against exact rational arithmetic, on operands that favour the edges. */
class FpArithmeticTest {
    private static final FpFormat[] FORMATS = {FpFormat.BINARY16, FpFormat.BINARY32, FpFormat.BINARY64};
    private static final ExactReference[] REFERENCES = {
        new ExactReference(16, 11), new ExactReference(32, 24), new ExactReference(64, 53)
    };

    private final long seed = Long.getLong("graft.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final FpEnvironment environment = new FpEnvironment(false);

    /** A finite number: random bits, or near the ends of the range, or with few bits set. */
    static long operand(SplittableRandom random, ExactReference format) {
        int fraction = format.precision - 1;
        long mask = (1L << fraction) - 1;
        long bits = switch (random.nextInt(8)) {
            case 0, 1 -> random.nextLong();
            case 2 -> random.nextLong() & mask;
            case 3 -> (random.nextLong() & mask) | (long) random.nextInt(4) << fraction;
            case 4 -> (random.nextLong() & mask) | (2L * format.maxExponent - random.nextInt(3)) << fraction;
            case 5 -> (long) random.nextInt(4) | (long) random.nextInt(2 * format.maxExponent) << fraction;
            case 6 -> mask - random.nextInt(3) | (long) random.nextInt(2 * format.maxExponent) << fraction;
            default ->
                (random.nextLong() & mask & -1L << random.nextInt(fraction))
                        | (long) (format.maxExponent - fraction + random.nextInt(2 * fraction)) << fraction;
        };
        long all = -1L >>> (64 - format.width);
        bits = (bits & all >>> 1) | (random.nextBoolean() ? 1L << (format.width - 1) : 0);
        return format.finite(bits) ? bits : operand(random, format);
    }

    private interface Operation {
        /** Exact result as numerator and denominator. */
        BigInteger @Nullable [] exact(BigInteger[] a, BigInteger[] b, BigInteger[] c);
    }

    private interface Subject {
        long apply(FpFormat format, long a, long b, long c, int rounding, FpEnvironment environment);
    }

    private void check(String name, int rounds, Subject subject, Operation operation) {
        for (int round = 0; round < rounds; round++) {
            int which = random.nextInt(3);
            ExactReference reference = REFERENCES[which];
            long a = operand(random, reference);
            long b = random.nextInt(8) == 0 ? a ^ random.nextInt(2) : operand(random, reference);
            long c = operand(random, reference);
            int rounding = random.nextInt(6);
            BigInteger @Nullable [] exact =
                    operation.exact(reference.rational(a), reference.rational(b), reference.rational(c));
            if (exact == null || exact[0].signum() == 0 || exact[1].signum() == 0) {
                continue;
            }
            long expected = reference.round(exact[0], exact[1], rounding);
            long actual = subject.apply(FORMATS[which], a, b, c, rounding, environment);
            String what = "%s seed %d: %x %x %x width %d rounding %d"
                    .formatted(name, seed, a, b, c, reference.width, rounding);
            assertEquals(Long.toHexString(expected), Long.toHexString(actual), what);
            assertEquals(reference.flags, environment.take(), what);
        }
    }

    @Test
    void addition() {
        check("add", 300_000, (f, a, b, c, r, e) -> FpArithmetic.add(f, a, b, r, e), (a, b, c) -> sum(a, b));
        check(
                "subtract",
                100_000,
                (f, a, b, c, r, e) -> FpArithmetic.subtract(f, a, b, r, e),
                (a, b, c) -> sum(a, new BigInteger[] {b[0].negate(), b[1]}));
    }

    @Test
    void multiplication() {
        check(
                "multiply",
                300_000,
                (f, a, b, c, r, e) -> FpArithmetic.multiply(f, a, b, r, e),
                (a, b, c) -> product(a, b));
    }

    @Test
    void division() {
        check("divide", 300_000, (f, a, b, c, r, e) -> FpArithmetic.divide(f, a, b, r, e), (a, b, c) ->
                new BigInteger[] {a[0].multiply(b[1]), a[1].multiply(b[0])});
    }

    @Test
    void squareRoot() {
        check(
                "squareRoot",
                30_000,
                (f, a, b, c, r, e) -> FpArithmetic.squareRoot(f, a, r, e),
                (a, b, c) -> a[0].signum() < 0 ? null : ExactReference.root(a[0], a[1]));
    }

    @Test
    void fusedMultiplyAdd() {
        check("fma", 300_000, FpArithmetic::multiplyAdd, (a, b, c) -> sum(product(a, b), c));
    }

    /** The addend almost cancels the product, where most digits of the result come from its low half. */
    @Test
    void fusedMultiplyAddWithCancellation() {
        for (int round = 0; round < 200_000; round++) {
            int which = random.nextInt(3);
            FpFormat format = FORMATS[which];
            ExactReference reference = REFERENCES[which];
            long a = operand(random, reference);
            long b = operand(random, reference);
            long c = format.negate(FpArithmetic.multiply(format, a, b, 0, environment)) + random.nextInt(3) - 1;
            int rounding = random.nextInt(6);
            c &= -1L >>> (64 - reference.width);
            if (!reference.finite(c) || format.isZero(a) || format.isZero(b)) {
                continue;
            }
            environment.take();
            BigInteger[] exact = sum(product(reference.rational(a), reference.rational(b)), reference.rational(c));
            if (exact[0].signum() == 0) {
                continue;
            }
            long expected = reference.round(exact[0], exact[1], rounding);
            long actual = FpArithmetic.multiplyAdd(format, a, b, c, rounding, environment);
            String what = "seed %d: %x %x %x width %d rounding %d".formatted(seed, a, b, c, reference.width, rounding);
            assertEquals(Long.toHexString(expected), Long.toHexString(actual), what);
            assertEquals(reference.flags, environment.take(), what);
        }
    }

    /** The smallest normal number less a quarter of its last place: tiny only if one looks before rounding. */
    @Test
    void tininess() {
        long a = Double.doubleToRawLongBits((1 - 0x1p-27) * 0x1p-500);
        long b = Double.doubleToRawLongBits((1 + 0x1p-27) * 0x1p-522);
        long expected = Double.doubleToRawLongBits(Double.MIN_NORMAL);
        assertEquals(expected, FpArithmetic.multiply(FpFormat.BINARY64, a, b, 0, environment));
        assertEquals(FpEnvironment.INEXACT, environment.take());
        FpEnvironment before = new FpEnvironment(true);
        assertEquals(expected, FpArithmetic.multiply(FpFormat.BINARY64, a, b, 0, before));
        assertEquals(FpEnvironment.INEXACT | FpEnvironment.UNDERFLOW, before.take());
    }

    /** What traps of tiny and of overflowed results depend on. */
    @Test
    void details() {
        FpFormat f = FpFormat.BINARY64;
        long least = Double.doubleToRawLongBits(Double.MIN_NORMAL);
        long half = Double.doubleToRawLongBits(0.5);
        FpArithmetic.multiply(f, least, half, 0, environment);
        assertEquals(FpEnvironment.TINY, environment.takeAll());
        FpArithmetic.multiply(f, least + 1, half, 0, environment);
        int underflow = FpEnvironment.UNDERFLOW | FpEnvironment.INEXACT;
        assertEquals(FpEnvironment.TINY | underflow, environment.takeAll());
        FpArithmetic.multiply(f, least + 1, half + 1, 0, environment);
        assertEquals(FpEnvironment.TINY | FpEnvironment.ROUNDED | underflow, environment.takeAll());
        long large = Double.doubleToRawLongBits(0x1p1000);
        int overflow = FpEnvironment.OVERFLOW | FpEnvironment.INEXACT;
        FpArithmetic.multiply(f, large, large, 0, environment);
        assertEquals(overflow, environment.takeAll());
        FpArithmetic.multiply(f, large + 1, large + 1, 0, environment);
        assertEquals(FpEnvironment.ROUNDED | overflow, environment.takeAll());
    }

    @Test
    void hostAgreesInDouble() {
        for (int round = 0; round < 500_000; round++) {
            double a = Double.longBitsToDouble(random.nextInt(10) == 0 ? special() : operand(random, REFERENCES[2]));
            double b = Double.longBitsToDouble(random.nextInt(10) == 0 ? special() : operand(random, REFERENCES[2]));
            double c = Double.longBitsToDouble(random.nextInt(10) == 0 ? special() : operand(random, REFERENCES[2]));
            long x = Double.doubleToRawLongBits(a);
            long y = Double.doubleToRawLongBits(b);
            long z = Double.doubleToRawLongBits(c);
            FpFormat f = FpFormat.BINARY64;
            same(a + b, FpArithmetic.add(f, x, y, 0, environment), a, b, c);
            same(a - b, FpArithmetic.subtract(f, x, y, 0, environment), a, b, c);
            same(a * b, FpArithmetic.multiply(f, x, y, 0, environment), a, b, c);
            same(a / b, FpArithmetic.divide(f, x, y, 0, environment), a, b, c);
            same(Math.sqrt(a), FpArithmetic.squareRoot(f, x, 0, environment), a, b, c);
            same(Math.fma(a, b, c), FpArithmetic.multiplyAdd(f, x, y, z, 0, environment), a, b, c);
            same(Math.rint(a), FpConversion.roundToIntegral(f, x, true, 0, environment), a, b, c);
            same(Math.floor(a), FpConversion.roundToIntegral(f, x, true, Rounding.DOWN, environment), a, b, c);
            same(Math.ceil(a), FpConversion.roundToIntegral(f, x, true, Rounding.UP, environment), a, b, c);
        }
    }

    private long special() {
        long[] values = {0, 1, Double.doubleToRawLongBits(Double.POSITIVE_INFINITY), 0x7ff8000000000000L};
        return values[random.nextInt(values.length)] | (random.nextBoolean() ? Long.MIN_VALUE : 0);
    }

    private void same(double expected, long actual, double a, double b, double c) {
        assertEquals(
                Double.doubleToLongBits(expected),
                Double.doubleToLongBits(Double.longBitsToDouble(actual)),
                () -> "seed %d: %h %h %h".formatted(seed, a, b, c));
    }

    /** Where the fast-path tests call an operation exact or settled, the exact algorithms must raise no more. */
    @Test
    void fastPathClaims() {
        for (int round = 0; round < 500_000; round++) {
            long x = operand(random, REFERENCES[2]);
            long y = operand(random, REFERENCES[2]);
            double a = Double.longBitsToDouble(x);
            double b = Double.longBitsToDouble(y);
            FpFormat f = FpFormat.BINARY64;
            FpArithmetic.add(f, x, y, 0, environment);
            claims(HostDouble.sumSettled(a + b), HostDouble.sumExact(a, b, a + b), a, b);
            FpArithmetic.multiply(f, x, y, 0, environment);
            claims(HostDouble.settled(a * b), HostDouble.productExact(a, b, a * b), a, b);
            FpArithmetic.divide(f, x, y, 0, environment);
            claims(HostDouble.settled(a / b), HostDouble.quotientExact(a, b, a / b), a, b);
            FpArithmetic.squareRoot(f, x, 0, environment);
            claims(HostDouble.sumSettled(Math.sqrt(a)), HostDouble.rootExact(a, Math.sqrt(a)), a, b);

            // A small integer times a power of two, so that exact results are frequent.
            double c = random.nextInt(5) == 0 ? -a * b : random.nextInt(-9, 9) * Math.scalb(b, random.nextInt(9));
            double fused = Math.fma(a, b, c);
            FpArithmetic.multiplyAdd(f, x, y, Double.doubleToRawLongBits(c), 0, environment);
            claims(HostDouble.settled(fused), HostDouble.fusedExact(a, b, c, fused), a, b);

            x = operand(random, REFERENCES[1]);
            y = operand(random, REFERENCES[1]);
            float g = Float.intBitsToFloat((int) x);
            float h = Float.intBitsToFloat((int) y);
            f = FpFormat.BINARY32;
            FpArithmetic.add(f, x, y, 0, environment);
            claims(HostFloat.sumSettled(g + h), HostFloat.sumExact(g, h, g + h), g, h);
            FpArithmetic.multiply(f, x, y, 0, environment);
            claims(HostFloat.settled(g * h), HostFloat.productExact(g, h, g * h), g, h);
            FpArithmetic.divide(f, x, y, 0, environment);
            claims(HostFloat.settled(g / h), HostFloat.quotientExact(g, h, g / h), g, h);
            float i = random.nextInt(5) == 0 ? -g * h : random.nextInt(-9, 9) * Math.scalb(h, random.nextInt(9));
            float sum = Math.fma(g, h, i);
            FpArithmetic.multiplyAdd(f, x, y, Integer.toUnsignedLong(Float.floatToRawIntBits(i)), 0, environment);
            claims(HostFloat.settled(sum), HostFloat.fusedExact(g, h, i, sum), g, h);
            float root = (float) Math.sqrt(g);
            FpArithmetic.squareRoot(f, x, 0, environment);
            claims(HostFloat.sumSettled(root), HostFloat.rootExact(g, root), g, h);
        }
    }

    private void claims(boolean settled, boolean exact, double a, double b) {
        int flags = environment.take();
        String what = "seed %d: %h %h".formatted(seed, a, b);
        assertTrue(!settled || (flags & ~FpEnvironment.INEXACT) == 0, what);
        assertTrue(!exact || flags == 0, what);
    }

    private static BigInteger[] sum(BigInteger[] a, BigInteger[] b) {
        return new BigInteger[] {a[0].multiply(b[1]).add(b[0].multiply(a[1])), a[1].multiply(b[1])};
    }

    private static BigInteger[] product(BigInteger[] a, BigInteger[] b) {
        return new BigInteger[] {a[0].multiply(b[0]), a[1].multiply(b[1])};
    }
}
