package org.graftvm.isa.x86_64.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestMemory;
import org.junit.jupiter.api.Test;

/**
 * Vector forms of floating point do what the operations on parts do, which are compared with the host's CPU: on values from all over
 * the range, alone and next to ordinary ones, with MXCSR in all states.
 */
class FloatVectorsTest {
    private static final int CASES = Integer.getInteger("graft.cases", 40) * 100;

    private interface Whole {
        LongVector apply(X86Cpu cpu, LongVector a, LongVector b);
    }

    private record Operation(Whole whole, ExactParts.Part<X86Cpu> part) {}

    private static final Map<String, Operation> SINGLES = Map.of(
            "addps", new Operation(SingleArithmeticVectors::addps, SingleArithmetic::addps),
            "subps", new Operation(SingleArithmeticVectors::subps, SingleArithmetic::subps),
            "mulps", new Operation(SingleArithmeticVectors::mulps, SingleArithmetic::mulps),
            "divps", new Operation(SingleArithmeticVectors::divps, SingleArithmetic::divps),
            "minps", new Operation(SingleArithmeticVectors::minps, SingleArithmetic::minps),
            "maxps", new Operation(SingleArithmeticVectors::maxps, SingleArithmetic::maxps),
            "sqrtps",
                    new Operation(
                            (cpu, a, _) -> SingleArithmeticVectors.sqrtps(cpu, a),
                            (cpu, a, _) -> SingleArithmetic.sqrtps(cpu, a)));

    private static final Map<String, Operation> DOUBLES = Map.of(
            "addpd", new Operation(DoubleArithmeticVectors::addpd, DoubleArithmetic::addpd),
            "subpd", new Operation(DoubleArithmeticVectors::subpd, DoubleArithmetic::subpd),
            "mulpd", new Operation(DoubleArithmeticVectors::mulpd, DoubleArithmetic::mulpd),
            "divpd", new Operation(DoubleArithmeticVectors::divpd, DoubleArithmetic::divpd),
            "minpd", new Operation(DoubleArithmeticVectors::minpd, DoubleArithmetic::minpd),
            "maxpd", new Operation(DoubleArithmeticVectors::maxpd, DoubleArithmetic::maxpd),
            "sqrtpd",
                    new Operation(
                            (cpu, a, _) -> DoubleArithmeticVectors.sqrtpd(cpu, a),
                            (cpu, a, _) -> DoubleArithmetic.sqrtpd(cpu, a)));

    @Test
    void singles() {
        SINGLES.forEach((name, operation) -> compare(name, operation, 23, 8));
    }

    @Test
    void doubles() {
        DOUBLES.forEach((name, operation) -> compare(name, operation, 52, 11));
    }

    @Test
    void comparisons() {
        for (int i = 0; i < 32; i++) {
            int c = i;
            compare(
                    "vcmpps " + c,
                    new Operation(
                            (cpu, a, b) -> FloatComparisonVectors.vcmpps(cpu, a, b, c),
                            (cpu, a, b) -> FloatComparison.vcmpps(cpu, a, b, c)),
                    23,
                    8);
            compare(
                    "vcmppd " + c,
                    new Operation(
                            (cpu, a, b) -> FloatComparisonVectors.vcmppd(cpu, a, b, c),
                            (cpu, a, b) -> FloatComparison.vcmppd(cpu, a, b, c)),
                    52,
                    11);
        }
    }

    @Test
    void conversions() {
        Map.of(
                        "cvtdq2ps",
                        new Operation(
                                (cpu, a, _) -> FloatConversionVectors.cvtdq2ps(cpu, a),
                                (cpu, a, _) -> FloatConversion.cvtdq2ps(cpu, a)),
                        "cvtps2dq",
                        new Operation(
                                (cpu, a, _) -> FloatConversionVectors.cvtps2dq(cpu, a),
                                (cpu, a, _) -> FloatConversion.cvtps2dq(cpu, a)),
                        "cvttps2dq",
                        new Operation(
                                (cpu, a, _) -> FloatConversionVectors.cvttps2dq(cpu, a),
                                (cpu, a, _) -> FloatConversion.cvttps2dq(cpu, a)))
                .forEach((name, operation) -> compare(name, operation, 23, 8));
    }

    /** The third operand is the second one, and the first. */
    @Test
    void fused() {
        for (int i = 0; i < 8; i++) {
            int signs = i;
            int even = signs & 3;
            int odd = signs & 1 | signs >> 1 & 2;
            compare(
                    "pairs " + signs,
                    new Operation(
                            (cpu, a, b) -> FusedLaneVectors.singles(cpu, a, b, b, signs),
                            (cpu, a, b) -> FusedLane.pair(cpu, a, b, b, signs)),
                    23,
                    8);
            // Parts of doubles differ: a sign for all.
            if (even == odd) {
                compare(
                        "doubles " + signs,
                        new Operation(
                                (cpu, a, b) -> FusedLaneVectors.doubles(cpu, a, b, a, signs),
                                (cpu, a, b) -> FusedLane.oneDouble(cpu, a, b, a, even)),
                        52,
                        11);
            }
        }
    }

    private static void compare(String name, Operation operation, int fractionBits, int exponentBits) {
        Random random = new Random(Long.getLong("graft.seed", 7));
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            X86Cpu cpu = new X86Cpu(memory, _ -> false);
            X86Cpu other = new X86Cpu(memory, _ -> false);
            for (int i = 0; i < CASES; i++) {
                long[] values = new long[4];
                for (int j = 0; j < values.length; j++) {
                    values[j] = number(random, fractionBits, exponentBits);
                    if (fractionBits < 32) {
                        values[j] |= number(random, fractionBits, exponentBits) << 32;
                    }
                }
                if (random.nextInt(4) == 0) {
                    values[2] = values[0] ^ (random.nextBoolean() ? Long.MIN_VALUE : 0);
                }
                int mxcsr = mxcsr(random);
                cpu.setMxcsr(mxcsr);
                other.setMxcsr(mxcsr);
                LongVector whole = operation.whole.apply(
                        cpu, ExactParts.join(values[0], values[1]), ExactParts.join(values[2], values[3]));
                long low = operation.part.apply(other, values[0], values[2]);
                long high = operation.part.apply(other, values[1], values[3]);
                assertEquals(
                        text(low, high, other),
                        text(whole.lane(0), whole.lane(1), cpu),
                        () -> name + " " + hex(values) + " " + mxcsr);
                cpu.raised = 0;
                other.raised = 0;
            }
        }
    }

    private static String text(long low, long high, X86Cpu cpu) {
        return hex(low, high) + " mxcsr " + cpu.mxcsr() + " raised " + cpu.raised;
    }

    private static String hex(long... values) {
        StringBuilder text = new StringBuilder();
        for (long value : values) {
            text.append(HexFormat.of().toHexDigits(value)).append(' ');
        }
        return text.toString();
    }

    /** All masked as a rule; settled, or results exact, or any rounding and flags. */
    private static int mxcsr(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0x1f80;
            case 1 -> 0x1fa0;
            case 2 -> 0x1f80 | random.nextInt() & 0xe07f;
            default -> random.nextInt() & X86Cpu.MXCSR_MASK;
        };
    }

    private static long number(Random random, int fractionBits, int exponentBits) {
        int top = (1 << exponentBits) - 1;
        int bias = top >> 1;
        long sign = random.nextInt(2);
        long fraction = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (long) random.nextInt(16) << fractionBits - 4;
            case 2 -> random.nextInt(3);
            default -> random.nextLong() & (1L << fractionBits) - 1;
        };
        long exponent = switch (random.nextInt(8)) {
            case 0 -> random.nextInt(3);
            case 1 -> top - random.nextInt(3);
            case 2 -> random.nextInt(top + 1);
            // Where the tests of operands alone begin and end.
            case 3 -> bias + (random.nextBoolean() ? top + 1 : -top - 1) / 8 + random.nextInt(5) - 2;
            default -> bias + random.nextInt(9) - 4;
        };
        return sign << fractionBits + exponentBits | exponent << fractionBits | fraction;
    }
}
