package org.graftvm.engine.lowering;

import static org.graftvm.engine.lowering.HostArithmetic.usual;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.ExactParts.Part;
import org.graftvm.engine.lowering.ExactParts.Part3;

/**
 * The host's arithmetic on vectors of four singles, and when it will do. First come tests of operands
 * alone, {@code areOrdinary}: magnitudes from 2<sup>-32</sup> up to 2<sup>32</sup>, of which nothing that is done to two or three of them overflows or
 * gets denormal. What fails there, zeros above all, is tested with the result, and apart from other such tests ({@link #apart}).
 */
public final class SingleVectors {
    /** Moves the exponents of ordinary numbers to where the two bits of {@link #OUTSIDE} are clear. */
    private static final IntVector WINDOW = constant(0x5080_0000);

    private static final IntVector POSITIVE_WINDOW = constant(0x5080_0000 ^ Integer.MIN_VALUE);
    private static final int OUTSIDE = 0x6000_0000;

    /** Moves exponents of numbers that are neither small nor large to where the highest bit is set. */
    private static final IntVector SAFE = constant(0x2000_0000);

    // Each is one constant of compiled code; of scalars Graal would make one for each use.
    private static final IntVector INFINITY = constant(0x7f80_0000);
    private static final IntVector MAGNITUDE = constant(Integer.MAX_VALUE);
    private static final IntVector ONE = constant(1);
    private static final IntVector ALL_EXPONENTS = constant(0xff);
    private static final IntVector MOST_EXPONENTS = constant(0xfc);

    private SingleVectors() {}

    private static IntVector constant(int value) {
        return IntVector.broadcast(IntVector.SPECIES_128, value);
    }

    /** What some lane has. */
    private static int any(IntVector x) {
        LongVector pairs = x.reinterpretAsLongs();
        long both = pairs.lane(0) | pairs.lane(1);
        return (int) (both | both >>> 32);
    }

    // ---- operands alone ----

    public static boolean areOrdinary(HostArithmeticCpu cpu, IntVector a, IntVector b) {
        return usual((any(a.add(WINDOW).or(b.add(WINDOW))) & OUTSIDE | (int) cpu.unsettled) == 0);
    }

    public static boolean areOrdinary(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector c) {
        return usual((any(a.add(WINDOW).or(b.add(WINDOW)).or(c.add(WINDOW))) & OUTSIDE | (int) cpu.unsettled) == 0);
    }

    private static boolean arePositive(HostArithmeticCpu cpu, IntVector a) {
        return usual((any(a.add(POSITIVE_WINDOW)) & (OUTSIDE | Integer.MIN_VALUE) | (int) cpu.unsettled) == 0);
    }

    /** Whether nothing has to be said about a comparison: no NaN, nothing denormal. */
    public static boolean areComparable(IntVector a, IntVector b) {
        return usual(any(notTiny(a).or(notTiny(b)).or(number(a)).or(number(b))) >= 0);
    }

    // ---- numbers that are negative where a condition does not hold ----

    private static IntVector notTiny(IntVector a) {
        return a.add(a).sub(ONE).lanewise(VectorOperators.LSHR, 24).sub(ONE);
    }

    private static IntVector finite(IntVector a) {
        return a.lanewise(VectorOperators.LSHR, 23).add(ONE).and(ALL_EXPONENTS).sub(ONE);
    }

    private static IntVector normal(IntVector a) {
        return a.lanewise(VectorOperators.LSHR, 23).add(ONE).and(MOST_EXPONENTS).sub(ONE);
    }

    private static IntVector notZero(IntVector a) {
        return a.and(MAGNITUDE).sub(ONE);
    }

    /** No NaN. */
    private static IntVector number(IntVector a) {
        return INFINITY.sub(a.and(MAGNITUDE));
    }

    /** What two slow paths have in common would be computed before both of them, on the fast one. */
    private static IntVector apart(HostArithmeticCpu cpu) {
        return constant((int) cpu.hiddenZero);
    }

    private static IntVector plain(IntVector a, IntVector b, IntVector result) {
        return notTiny(a).or(notTiny(b)).or(notTiny(result)).or(finite(result));
    }

    /** Without regard of what may be inexact, or else of a result without this error. */
    private static int settled(HostArithmeticCpu cpu, IntVector error) {
        int inexact = any(error.add(error));
        return (int) cpu.unsettled & (inexact | -inexact | (int) cpu.directed);
    }

    /** Of a difference with the second operand negated. The error is that of Knuth's two-sum. */
    private static boolean isSum(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector result) {
        IntVector zero = apart(cpu);
        return sum(cpu, a.or(zero), b.or(zero), result.or(zero));
    }

    private static boolean sum(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector result) {
        FloatVector x = a.reinterpretAsFloats();
        FloatVector y = b.reinterpretAsFloats();
        FloatVector sum = result.reinterpretAsFloats();
        FloatVector part = sum.sub(x);
        FloatVector error = x.sub(sum.sub(part)).add(y.sub(part));
        return (any(plain(a, b, result)) | settled(cpu, error.reinterpretAsInts())) >= 0;
    }

    /** Zeros have to come from zeros. The error of a product that is not small is a number of its own. */
    private static boolean isProduct(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector result) {
        IntVector zero = apart(cpu);
        return product(cpu, a.or(zero), b.or(zero), result.or(zero));
    }

    private static boolean product(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector result) {
        IntVector zero = notZero(result).and(notZero(a).or(notZero(b)).not());
        FloatVector error = a.reinterpretAsFloats()
                .lanewise(
                        VectorOperators.FMA,
                        b.reinterpretAsFloats(),
                        result.reinterpretAsFloats().neg());
        IntVector magnitude = result.add(SAFE);
        IntVector small = magnitude.add(magnitude).or(notZero(result)).not();
        return (any(plain(a, b, result).or(zero))
                        | (int) cpu.unsettled & any(small)
                        | settled(cpu, error.reinterpretAsInts()))
                >= 0;
    }

    private static boolean isQuotient(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector result) {
        IntVector zero = apart(cpu);
        return quotient(cpu, a.or(zero), b.or(zero), result.or(zero));
    }

    private static boolean quotient(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector result) {
        IntVector zero = notZero(result).and(notZero(a).not());
        return (any(plain(a, b, result).or(zero)) | (int) cpu.unsettled) >= 0;
    }

    private static boolean isRoot(HostArithmeticCpu cpu, IntVector a, IntVector result) {
        IntVector zero = apart(cpu);
        return root(cpu, a.or(zero), result.or(zero));
    }

    private static boolean root(HostArithmeticCpu cpu, IntVector a, IntVector result) {
        return (any(notTiny(a).or(finite(result))) | (int) cpu.unsettled) >= 0;
    }

    /** a · b + c. */
    public static boolean isFused(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector c, IntVector result) {
        IntVector zero = apart(cpu);
        return fused(cpu, a.or(zero), b.or(zero), c.or(zero), result.or(zero));
    }

    private static boolean fused(HostArithmeticCpu cpu, IntVector a, IntVector b, IntVector c, IntVector result) {
        IntVector zero = notZero(a).or(notZero(b)).and(notZero(c)).and(notZero(result));
        IntVector others = notTiny(a).or(notTiny(b)).or(notTiny(c));
        return (any(others.or(normal(result).and(zero.not()))) | (int) cpu.unsettled) >= 0;
    }

    // ---- arithmetic: the host's, or else the exact one of 64 bits ----

    public static <C extends HostArithmeticCpu> LongVector add(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result = a.reinterpretAsFloats().add(b.reinterpretAsFloats()).reinterpretAsLongs();
        if (areOrdinary(cpu, a.reinterpretAsInts(), b.reinterpretAsInts())) {
            return result;
        }
        return isSum(cpu, a.reinterpretAsInts(), b.reinterpretAsInts(), result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector subtract(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result = a.reinterpretAsFloats().sub(b.reinterpretAsFloats()).reinterpretAsLongs();
        if (areOrdinary(cpu, a.reinterpretAsInts(), b.reinterpretAsInts())) {
            return result;
        }
        return isSum(
                        cpu,
                        a.reinterpretAsInts(),
                        b.reinterpretAsInts().lanewise(VectorOperators.XOR, Integer.MIN_VALUE),
                        result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector multiply(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result = a.reinterpretAsFloats().mul(b.reinterpretAsFloats()).reinterpretAsLongs();
        if (areOrdinary(cpu, a.reinterpretAsInts(), b.reinterpretAsInts())) {
            return result;
        }
        return isProduct(cpu, a.reinterpretAsInts(), b.reinterpretAsInts(), result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector divide(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result = a.reinterpretAsFloats().div(b.reinterpretAsFloats()).reinterpretAsLongs();
        if (areOrdinary(cpu, a.reinterpretAsInts(), b.reinterpretAsInts())) {
            return result;
        }
        return isQuotient(cpu, a.reinterpretAsInts(), b.reinterpretAsInts(), result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector squareRoot(C cpu, Part<C> exact, LongVector a) {
        LongVector result =
                a.reinterpretAsFloats().lanewise(VectorOperators.SQRT).reinterpretAsLongs();
        if (arePositive(cpu, a.reinterpretAsInts())) {
            return result;
        }
        return isRoot(cpu, a.reinterpretAsInts(), result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, exact, a, a);
    }

    /** a · b + c, rounded once. */
    public static <C extends HostArithmeticCpu> LongVector fused(
            C cpu, Part3<C> exact, LongVector a, LongVector b, LongVector c) {
        LongVector result = a.reinterpretAsFloats()
                .lanewise(VectorOperators.FMA, b.reinterpretAsFloats(), c.reinterpretAsFloats())
                .reinterpretAsLongs();
        if (areOrdinary(cpu, a.reinterpretAsInts(), b.reinterpretAsInts(), c.reinterpretAsInts())) {
            return result;
        }
        return isFused(
                        cpu,
                        a.reinterpretAsInts(),
                        b.reinterpretAsInts(),
                        c.reinterpretAsInts(),
                        result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, exact, a, b, c);
    }
}
