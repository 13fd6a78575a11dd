package org.graftvm.machine.fp;

import static org.graftvm.machine.fp.FpFormat.BINARY64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Double extended arithmetic against the host's doubles, where it keeps as many bits, and against large integers where it keeps all.
 * Everything else is compared with a CPU by the x86-64 module.
 */
@Timeout(60)
class ExtendedTest {
    private static final int CASES = 20_000;

    private static final double CLOSE = 0x1p-50;

    private final Random random = new Random(20_261_123);
    private final ExtendedUnit unit = new ExtendedUnit();

    /** An operation of two numbers. */
    private interface Operation {
        void apply(ExtendedUnit unit, int aExponent, long a, int bExponent, long b);
    }

    /** A function of one number. */
    private interface Function {
        void apply(ExtendedUnit unit, int aExponent, long a);
    }

    private double number() {
        return Math.scalb(random.nextGaussian(), random.nextInt(400) - 200);
    }

    private double result() {
        return Double.longBitsToDouble(
                ExtendedConversion.store(unit, BINARY64, unit.signExponent(), unit.significand()));
    }

    private void compare(Operation operation, DoubleBinaryOperator expected) {
        unit.control(Rounding.NEAREST_EVEN, 53, 0);
        for (int i = 0; i < CASES; i++) {
            double a = number();
            double b = random.nextBoolean() ? number() : a * (1 + random.nextGaussian());
            ExtendedConversion.load(unit, BINARY64, Double.doubleToRawLongBits(a));
            int aExponent = unit.signExponent();
            long significand = unit.significand();
            ExtendedConversion.load(unit, BINARY64, Double.doubleToRawLongBits(b));
            operation.apply(unit, aExponent, significand, unit.signExponent(), unit.significand());
            assertEquals(expected.applyAsDouble(a, b), result(), () -> a + ", " + b);
        }
    }

    @Test
    void sum() {
        compare(ExtendedArithmetic::add, Double::sum);
    }

    @Test
    void difference() {
        compare(ExtendedArithmetic::subtract, (a, b) -> a - b);
    }

    @Test
    void product() {
        compare(ExtendedArithmetic::multiply, (a, b) -> a * b);
    }

    @Test
    void quotient() {
        compare(ExtendedArithmetic::divide, (a, b) -> a / b);
    }

    @Test
    void remainder() {
        compare(
                (u, aExponent, a, bExponent, b) -> {
                    int exponent = aExponent;
                    long rest = a;
                    while (ExtendedRemainder.remainder(u, exponent, rest, bExponent, b, false)
                            == ExtendedRemainder.PARTIAL) {
                        exponent = u.signExponent();
                        rest = u.significand();
                    }
                },
                (a, b) -> a % b);
    }

    /** All 64 bits of root and quotient, rounded down, against integers of any length. */
    @Test
    void wideIntegers() {
        for (int i = 0; i < CASES; i++) {
            long high = random.nextLong() | 1L << 62;
            long low = random.nextBoolean() ? random.nextLong() : -random.nextInt(2);
            high = random.nextInt(10) == 0 ? -1 - random.nextInt(3) : high;
            BigInteger value = unsigned(high).shiftLeft(64).add(unsigned(low));
            assertEquals(value.sqrt(), unsigned(Wide.squareRoot(high, low)));
            long divisor = random.nextLong() | Long.MIN_VALUE;
            if (Long.compareUnsigned(high, divisor) < 0) {
                assertEquals(value.divide(unsigned(divisor)), unsigned(Wide.divide(high, low, divisor)));
            }
        }
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    @Test
    void doubleDoublesHaveAHundredBits() {
        MathContext digits = new MathContext(60);
        for (int i = 0; i < 1000; i++) {
            DoubleDouble a = DoubleDouble.ofSignificand(random.nextLong() | Long.MIN_VALUE);
            DoubleDouble b = DoubleDouble.ofSignificand(random.nextLong() | Long.MIN_VALUE);
            close(exact(a).multiply(exact(b)), a.times(b));
            close(exact(a).divide(exact(b), digits), a.over(b));
            close(exact(a).add(exact(b)), a.plus(b));
            close(exact(a).sqrt(digits), a.squareRoot());
        }
    }

    private static BigDecimal exact(DoubleDouble value) {
        return new BigDecimal(value.high()).add(new BigDecimal(value.low()));
    }

    private static void close(BigDecimal expected, DoubleDouble actual) {
        double error = expected.subtract(exact(actual)).doubleValue() / expected.doubleValue();
        assertTrue(Math.abs(error) < 0x1p-100, () -> expected + ", " + actual);
    }

    private void approximate(Function function, DoubleUnaryOperator expected, double range) {
        unit.control(Rounding.NEAREST_EVEN, 64, 0);
        for (int i = 0; i < CASES; i++) {
            double a = (random.nextDouble() * 2 - 1) * range;
            ExtendedConversion.load(unit, BINARY64, Double.doubleToRawLongBits(a));
            function.apply(unit, unit.signExponent(), unit.significand());
            double value = expected.applyAsDouble(a);
            assertEquals(value, result(), Math.abs(value) * CLOSE + 0x1p-60, () -> "of " + a);
        }
    }

    @Test
    void functions() {
        int one = ExtendedUnit.BIAS;
        approximate(ExtendedTrigonometry::sine, StrictMath::sin, 10);
        approximate(ExtendedTrigonometry::cosine, StrictMath::cos, 10);
        approximate(ExtendedTrigonometry::tangent, StrictMath::tan, 1.5);
        approximate(ExtendedFunctions::exponentialMinusOne, a -> StrictMath.expm1(a * StrictMath.log(2)), 1);
        approximate(
                (u, e, a) -> ExtendedFunctions.logarithmPlusOne(u, one, 1L << 63, e, a),
                a -> StrictMath.log1p(a) / StrictMath.log(2),
                0.29);
        approximate(
                (u, e, a) -> ExtendedFunctions.logarithm(u, one, 1L << 63, e & 0x7fff, a),
                a -> StrictMath.log(Math.abs(a)) / StrictMath.log(2),
                1e10);
        approximate(
                (u, e, a) -> ExtendedFunctions.arctangent(u, e, a, one | 1 << 15, 1L << 63),
                a -> StrictMath.atan2(a, -1),
                5);
    }
}
