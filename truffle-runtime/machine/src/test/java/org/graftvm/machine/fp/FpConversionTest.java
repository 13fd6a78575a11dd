package org.graftvm.machine.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Conversions against exact rational arithmetic and {@link BigDecimal}. */
class FpConversionTest {
    private static final FpFormat[] FORMATS = {
        FpFormat.BINARY16, FpFormat.BINARY32, FpFormat.BINARY64, FpFormat.BFLOAT16
    };
    private static final ExactReference[] REFERENCES = {
        new ExactReference(16, 11), new ExactReference(32, 24), new ExactReference(64, 53), new ExactReference(16, 8)
    };
    private static final RoundingMode[] MODES = {
        RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_UP
    };

    private final long seed = Long.getLong("graft.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final FpEnvironment environment = new FpEnvironment(false);

    @Test
    void betweenFormats() {
        for (int round = 0; round < 200_000; round++) {
            int from = random.nextInt(FORMATS.length);
            int to = random.nextInt(FORMATS.length);
            long a = FpArithmeticTest.operand(random, REFERENCES[from]);
            int rounding = random.nextInt(6);
            if (FORMATS[from].isZero(a)) {
                continue;
            }
            BigInteger[] exact = REFERENCES[from].rational(a);
            String what = "seed %d: %x from %d to %d rounding %d".formatted(seed, a, from, to, rounding);
            assertEquals(
                    Long.toHexString(REFERENCES[to].round(exact[0], exact[1], rounding)),
                    Long.toHexString(FpConversion.convert(FORMATS[from], FORMATS[to], a, rounding, environment)),
                    what);
            assertEquals(REFERENCES[to].flags, environment.take(), what);
        }
    }

    @Test
    void fromInteger() {
        for (int round = 0; round < 200_000; round++) {
            int to = random.nextInt(FORMATS.length);
            long value = random.nextLong() >> random.nextInt(64);
            boolean signed = random.nextBoolean();
            int rounding = random.nextInt(6);
            if (value == 0) {
                continue;
            }
            BigInteger exact = new BigInteger(signed ? Long.toString(value) : Long.toUnsignedString(value));
            String what = "seed %d: %x signed %b to %d rounding %d".formatted(seed, value, signed, to, rounding);
            assertEquals(
                    REFERENCES[to].round(exact, BigInteger.ONE, rounding),
                    FpConversion.fromInteger(FORMATS[to], value, signed, rounding, environment),
                    what);
            assertEquals(REFERENCES[to].flags, environment.take(), what);
        }
    }

    @Test
    void toIntegerAndIntegral() {
        for (int round = 0; round < 300_000; round++) {
            int from = random.nextInt(FORMATS.length);
            long a = FpArithmeticTest.operand(random, REFERENCES[from]);
            boolean signed = random.nextBoolean();
            int width = random.nextBoolean() ? 32 : 64;
            int rounding = random.nextInt(5);
            BigInteger[] exact = REFERENCES[from].rational(a);
            BigDecimal value = new BigDecimal(exact[0]).divide(new BigDecimal(exact[1]));
            BigInteger integer = value.setScale(0, MODES[rounding]).toBigIntegerExact();
            boolean inexact = value.compareTo(new BigDecimal(integer)) != 0;
            String what = "seed %d: %x from %d signed %b width %d rounding %d"
                    .formatted(seed, a, from, signed, width, rounding);

            BigInteger least = signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
            BigInteger most =
                    BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
            BigInteger inRange = integer.max(least).min(most);
            long expected = width == 32 ? inRange.intValue() : inRange.longValue();
            int flags = !inRange.equals(integer) ? FpEnvironment.INVALID : inexact ? FpEnvironment.INEXACT : 0;
            assertEquals(
                    expected, FpConversion.toInteger(FORMATS[from], a, signed, width, rounding, environment), what);
            assertEquals(flags, environment.take(), what);

            long integral = FpConversion.roundToIntegral(FORMATS[from], a, true, rounding, environment);
            assertEquals(inexact ? FpEnvironment.INEXACT : 0, environment.take(), what);
            assertEquals(FORMATS[from].isNegative(a), FORMATS[from].isNegative(integral), what);
            BigInteger[] back = REFERENCES[from].rational(integral);
            assertEquals(integer.multiply(back[1]), back[0], what);
        }
    }

    @Test
    void fromFixed() {
        for (int round = 0; round < 200_000; round++) {
            int to = random.nextInt(FORMATS.length);
            long value = random.nextLong() >> random.nextInt(64);
            boolean signed = random.nextBoolean();
            int fraction = random.nextInt(65);
            int rounding = random.nextInt(6);
            if (value == 0) {
                continue;
            }
            BigInteger exact = new BigInteger(signed ? Long.toString(value) : Long.toUnsignedString(value));
            String what = "seed %d: %x signed %b fraction %d to %d rounding %d"
                    .formatted(seed, value, signed, fraction, to, rounding);
            assertEquals(
                    REFERENCES[to].round(exact, BigInteger.ONE.shiftLeft(fraction), rounding),
                    FpConversion.fromFixed(FORMATS[to], value, signed, fraction, rounding, environment),
                    what);
            assertEquals(REFERENCES[to].flags, environment.take(), what);
        }
    }

    @Test
    void toFixed() {
        for (int round = 0; round < 300_000; round++) {
            int from = random.nextInt(FORMATS.length);
            long a = FpArithmeticTest.operand(random, REFERENCES[from]);
            boolean signed = random.nextBoolean();
            int width = 16 << random.nextInt(3);
            int fraction = random.nextInt(width + 1);
            int rounding = random.nextInt(5);
            BigInteger[] exact = REFERENCES[from].rational(a);
            BigDecimal value = new BigDecimal(exact[0].shiftLeft(fraction)).divide(new BigDecimal(exact[1]));
            BigInteger integer = value.setScale(0, MODES[rounding]).toBigIntegerExact();
            BigInteger least = signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
            BigInteger most =
                    BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
            BigInteger inRange = integer.max(least).min(most);
            boolean exactly = value.compareTo(new BigDecimal(integer)) == 0;
            int flags = !inRange.equals(integer) ? FpEnvironment.INVALID : exactly ? 0 : FpEnvironment.INEXACT;
            String what = "seed %d: %x from %d signed %b width %d fraction %d rounding %d"
                    .formatted(seed, a, from, signed, width, fraction, rounding);
            assertEquals(
                    inRange.longValue() << 64 - width >> 64 - width,
                    FpConversion.toFixed(FORMATS[from], a, signed, width, fraction, rounding, environment),
                    what);
            assertEquals(flags, environment.take(), what);
        }
    }
}
