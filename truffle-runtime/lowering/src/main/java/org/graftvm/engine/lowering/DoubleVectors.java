package org.graftvm.engine.lowering;

import static org.graftvm.engine.lowering.HostArithmetic.usual;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.ExactParts.Part;
import org.graftvm.engine.lowering.ExactParts.Part3;

/**
 * The host's arithmetic on vectors of two doubles, and when it will do. First come tests of operands
 * alone, {@code areOrdinary}: magnitudes from 2<sup>-256</sup> up to 2<sup>256</sup>, of which nothing that is done to two or three of them overflows or
 * gets denormal. What fails there, zeros above all, is tested with the result, and apart from other such tests ({@link #apart}).
 */
public final class DoubleVectors {
    /** Moves the exponents of ordinary numbers to where the two bits of {@link #OUTSIDE} are clear. */
    private static final LongVector WINDOW = constant(0x5010_0000_0000_0000L);

    private static final LongVector POSITIVE_WINDOW = constant(0x5010_0000_0000_0000L ^ Long.MIN_VALUE);
    private static final long OUTSIDE = 0x6000_0000_0000_0000L;

    /** Moves exponents of numbers that are neither small nor large to where the highest bit is set. */
    private static final LongVector SAFE = constant(0x2000_0000_0000_0000L);

    // Each is one constant of compiled code; of scalars Graal would make one for each use.
    private static final LongVector INFINITY = constant(0x7ff0_0000_0000_0000L);
    private static final LongVector MAGNITUDE = constant(Long.MAX_VALUE);
    private static final LongVector ONE = constant(1);
    private static final LongVector ALL_EXPONENTS = constant(0x7ff);
    private static final LongVector MOST_EXPONENTS = constant(0x7fc);

    private DoubleVectors() {}

    private static LongVector constant(long value) {
        return LongVector.broadcast(LongVector.SPECIES_128, value);
    }

    /** What some lane has. */
    private static long any(LongVector x) {
        return x.lane(0) | x.lane(1);
    }

    // ---- operands alone ----

    public static boolean areOrdinary(HostArithmeticCpu cpu, LongVector a, LongVector b) {
        return usual((any(a.add(WINDOW).or(b.add(WINDOW))) & OUTSIDE | cpu.unsettled) == 0);
    }

    public static boolean areOrdinary(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector c) {
        return usual((any(a.add(WINDOW).or(b.add(WINDOW)).or(c.add(WINDOW))) & OUTSIDE | cpu.unsettled) == 0);
    }

    private static boolean arePositive(HostArithmeticCpu cpu, LongVector a) {
        return usual((any(a.add(POSITIVE_WINDOW)) & (OUTSIDE | Long.MIN_VALUE) | cpu.unsettled) == 0);
    }

    /** Whether nothing has to be said about a comparison: no NaN, nothing denormal. */
    public static boolean areComparable(LongVector a, LongVector b) {
        return usual(any(notTiny(a).or(notTiny(b)).or(number(a)).or(number(b))) >= 0);
    }

    // ---- numbers that are negative where a condition does not hold ----

    private static LongVector notTiny(LongVector a) {
        return a.add(a).sub(ONE).lanewise(VectorOperators.LSHR, 53).sub(ONE);
    }

    private static LongVector finite(LongVector a) {
        return a.lanewise(VectorOperators.LSHR, 52).add(ONE).and(ALL_EXPONENTS).sub(ONE);
    }

    private static LongVector normal(LongVector a) {
        return a.lanewise(VectorOperators.LSHR, 52).add(ONE).and(MOST_EXPONENTS).sub(ONE);
    }

    private static LongVector notZero(LongVector a) {
        return a.and(MAGNITUDE).sub(ONE);
    }

    /** No NaN. */
    private static LongVector number(LongVector a) {
        return INFINITY.sub(a.and(MAGNITUDE));
    }

    /** What two slow paths have in common would be computed before both of them, on the fast one. */
    private static LongVector apart(HostArithmeticCpu cpu) {
        return constant(cpu.hiddenZero);
    }

    private static LongVector plain(LongVector a, LongVector b, LongVector result) {
        return notTiny(a).or(notTiny(b)).or(notTiny(result)).or(finite(result));
    }

    /** Without regard of what may be inexact, or else of a result without this error. */
    private static long settled(HostArithmeticCpu cpu, LongVector error) {
        long inexact = any(error.add(error));
        return cpu.unsettled & (inexact | -inexact | cpu.directed);
    }

    /** Of a difference with the second operand negated. The error is that of Knuth's two-sum. */
    private static boolean isSum(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector result) {
        LongVector zero = apart(cpu);
        return sum(cpu, a.or(zero), b.or(zero), result.or(zero));
    }

    private static boolean sum(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector result) {
        DoubleVector x = a.reinterpretAsDoubles();
        DoubleVector y = b.reinterpretAsDoubles();
        DoubleVector sum = result.reinterpretAsDoubles();
        DoubleVector part = sum.sub(x);
        DoubleVector error = x.sub(sum.sub(part)).add(y.sub(part));
        return (any(plain(a, b, result)) | settled(cpu, error.reinterpretAsLongs())) >= 0;
    }

    /** Zeros have to come from zeros. The error of a product that is not small is a number of its own. */
    private static boolean isProduct(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector result) {
        LongVector zero = apart(cpu);
        return product(cpu, a.or(zero), b.or(zero), result.or(zero));
    }

    private static boolean product(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector result) {
        LongVector zero = notZero(result).and(notZero(a).or(notZero(b)).not());
        DoubleVector error = a.reinterpretAsDoubles()
                .lanewise(
                        VectorOperators.FMA,
                        b.reinterpretAsDoubles(),
                        result.reinterpretAsDoubles().neg());
        LongVector magnitude = result.add(SAFE);
        LongVector small = magnitude.add(magnitude).or(notZero(result)).not();
        return (any(plain(a, b, result).or(zero))
                        | cpu.unsettled & any(small)
                        | settled(cpu, error.reinterpretAsLongs()))
                >= 0;
    }

    private static boolean isQuotient(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector result) {
        LongVector zero = apart(cpu);
        return quotient(cpu, a.or(zero), b.or(zero), result.or(zero));
    }

    private static boolean quotient(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector result) {
        LongVector zero = notZero(result).and(notZero(a).not());
        return (any(plain(a, b, result).or(zero)) | cpu.unsettled) >= 0;
    }

    private static boolean isRoot(HostArithmeticCpu cpu, LongVector a, LongVector result) {
        LongVector zero = apart(cpu);
        return root(cpu, a.or(zero), result.or(zero));
    }

    private static boolean root(HostArithmeticCpu cpu, LongVector a, LongVector result) {
        return (any(notTiny(a).or(finite(result))) | cpu.unsettled) >= 0;
    }

    /** a · b + c. */
    public static boolean isFused(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector c, LongVector result) {
        LongVector zero = apart(cpu);
        return fused(cpu, a.or(zero), b.or(zero), c.or(zero), result.or(zero));
    }

    private static boolean fused(HostArithmeticCpu cpu, LongVector a, LongVector b, LongVector c, LongVector result) {
        LongVector zero = notZero(a).or(notZero(b)).and(notZero(c)).and(notZero(result));
        LongVector others = notTiny(a).or(notTiny(b)).or(notTiny(c));
        return (any(others.or(normal(result).and(zero.not()))) | cpu.unsettled) >= 0;
    }

    // ---- arithmetic: the host's, or else the exact one of 64 bits ----

    public static <C extends HostArithmeticCpu> LongVector add(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result =
                a.reinterpretAsDoubles().add(b.reinterpretAsDoubles()).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isSum(cpu, a, b, result) ? result : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector subtract(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result =
                a.reinterpretAsDoubles().sub(b.reinterpretAsDoubles()).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isSum(cpu, a, b.lanewise(VectorOperators.XOR, Long.MIN_VALUE), result)
                ? result
                : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector multiply(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result =
                a.reinterpretAsDoubles().mul(b.reinterpretAsDoubles()).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isProduct(cpu, a, b, result) ? result : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector divide(C cpu, Part<C> exact, LongVector a, LongVector b) {
        LongVector result =
                a.reinterpretAsDoubles().div(b.reinterpretAsDoubles()).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isQuotient(cpu, a, b, result) ? result : ExactParts.apply(cpu, exact, a, b);
    }

    public static <C extends HostArithmeticCpu> LongVector squareRoot(C cpu, Part<C> exact, LongVector a) {
        LongVector result =
                a.reinterpretAsDoubles().lanewise(VectorOperators.SQRT).reinterpretAsLongs();
        if (arePositive(cpu, a)) {
            return result;
        }
        return isRoot(cpu, a, result) ? result : ExactParts.apply(cpu, exact, a, a);
    }

    /** a · b + c, rounded once. */
    public static <C extends HostArithmeticCpu> LongVector fused(
            C cpu, Part3<C> exact, LongVector a, LongVector b, LongVector c) {
        LongVector result = a.reinterpretAsDoubles()
                .lanewise(VectorOperators.FMA, b.reinterpretAsDoubles(), c.reinterpretAsDoubles())
                .reinterpretAsLongs();
        if (areOrdinary(cpu, a, b, c)) {
            return result;
        }
        return isFused(cpu, a, b, c, result) ? result : ExactParts.apply(cpu, exact, a, b, c);
    }
}
