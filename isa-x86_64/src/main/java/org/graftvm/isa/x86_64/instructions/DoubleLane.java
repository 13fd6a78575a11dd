package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.rarely;
import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearest;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.HostDouble;

/**
 * Arithmetic of doubles. The host's own does where precision is settled, results are rounded to nearest, and neither an operand nor
 * the result is denormal: then nothing else of MXCSR matters, flush-to-zero and denormals-are-zeros included. Elsewhere an exact
 * result of the host still does; the rest is for {@link ExactLane}.
 *
 * <p>Each condition is a number that is negative where it does not hold, so that one branch decides about all of them.
 *
 * <p>A lane is {@code alone} where it is all that the instruction computes: then it delivers its exceptions at once, else the
 * instruction does.
 */
final class DoubleLane {
    private static final long EXPONENT = 0x7ff0_0000_0000_0000L;

    /** Moves the exponents of ordinary numbers to where the two bits of {@link #OUTSIDE} are clear. */
    private static final long WINDOW = 0x5010_0000_0000_0000L;

    private static final long OUTSIDE = 0x6000_0000_0000_0000L;

    private DoubleLane() {}

    // ---- conditions ----

    /**
     * Whether nothing that is done to both overflows or gets denormal, and nothing else of MXCSR matters: magnitudes from
     * 2<sup>-256</sup> up to 2<sup>256</sup>.
     */
    private static boolean areOrdinary(X86Cpu cpu, long a, long b) {
        return usual(((a + WINDOW | b + WINDOW) & OUTSIDE | cpu.unsettled) == 0);
    }

    /** Not denormal, nor the smallest normal number, which may be what a tiny result was rounded to. */
    static long notTiny(long bits) {
        return ((bits << 1) - 1 >>> 53) - 1;
    }

    /** Neither infinite nor NaN. */
    static long finite(long bits) {
        return ((bits >>> 52) + 1 & 0x7ff) - 1;
    }

    /** Neither zero, infinite, NaN, nor nearly as small as a denormal number. */
    static long normal(long bits) {
        return ((bits >>> 52) + 1 & 0x7fc) - 1;
    }

    static boolean isZero(long bits) {
        return bits << 1 == 0;
    }

    /** Whether a sum will do, zeros included: a sum is zero only if it is exact. Of a difference with the second operand negated. */
    private static boolean isSum(X86Cpu cpu, long a, long b, long result) {
        long apart = cpu.hiddenZero; // Else what two of these have in common would be computed before both.
        long x = a | apart;
        long y = b | apart;
        long z = result | apart;
        return (notTiny(x) | notTiny(y) | notTiny(z) | finite(z)) >= 0
                && (cpu.unsettled == 0
                        || cpu.directed == 0
                                && HostDouble.sumExact(
                                        Double.longBitsToDouble(x),
                                        Double.longBitsToDouble(y),
                                        Double.longBitsToDouble(z)));
    }

    /** Whether a product will do: its zeros have to come from zeros. */
    private static boolean isProduct(X86Cpu cpu, long a, long b, long result) {
        long apart = cpu.hiddenZero;
        long x = a | apart;
        long y = b | apart;
        long z = result | apart;
        return (notTiny(x) | notTiny(y) | notTiny(z) | finite(z)) >= 0
                && (!isZero(z) || isZero(x) || isZero(y))
                && (cpu.unsettled == 0
                        || cpu.directed == 0
                                && HostDouble.productExact(
                                        Double.longBitsToDouble(x),
                                        Double.longBitsToDouble(y),
                                        Double.longBitsToDouble(z)));
    }

    private static boolean isQuotient(X86Cpu cpu, long a, long b, long result) {
        long apart = cpu.hiddenZero;
        long x = a | apart;
        long y = b | apart;
        long z = result | apart;
        return (cpu.unsettled | notTiny(x) | notTiny(y) | notTiny(z) | finite(z)) >= 0 && (!isZero(z) || isZero(x));
    }

    /** Whether the host may have got an exact result. */
    private static boolean mayBeExact(X86Cpu cpu, long a, long b, long result) {
        return isNearest(cpu) && (notTiny(a) | notTiny(b) | notTiny(result) | finite(result)) >= 0;
    }

    // ---- arithmetic ----

    static long add(X86Cpu cpu, long a, long b, boolean alone) {
        double sum = Double.longBitsToDouble(a) + Double.longBitsToDouble(b);
        long result = Double.doubleToRawLongBits(sum);
        return Double.doubleToRawLongBits(
                areOrdinary(cpu, a, b) || isSum(cpu, a, b, result) || rarely()
                        ? sum
                        : Double.longBitsToDouble(addExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static long addExactly(X86Cpu cpu, long a, long b, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double sum = x + y;
        long result = Double.doubleToRawLongBits(sum);
        return mayBeExact(cpu, a, b, result) && HostDouble.sumExact(x, y, sum)
                ? result
                : ExactLane.end(cpu, ExactLane.add(cpu, BINARY64, a, b), alone);
    }

    static long subtract(X86Cpu cpu, long a, long b, boolean alone) {
        double difference = Double.longBitsToDouble(a) - Double.longBitsToDouble(b);
        long result = Double.doubleToRawLongBits(difference);
        return Double.doubleToRawLongBits(
                areOrdinary(cpu, a, b) || isSum(cpu, a, b ^ Long.MIN_VALUE, result) || rarely()
                        ? difference
                        : Double.longBitsToDouble(subtractExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static long subtractExactly(X86Cpu cpu, long a, long b, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double difference = x - y;
        long result = Double.doubleToRawLongBits(difference);
        return mayBeExact(cpu, a, b, result) && HostDouble.sumExact(x, -y, difference)
                ? result
                : ExactLane.end(cpu, ExactLane.subtract(cpu, BINARY64, a, b), alone);
    }

    static long multiply(X86Cpu cpu, long a, long b, boolean alone) {
        double product = Double.longBitsToDouble(a) * Double.longBitsToDouble(b);
        long result = Double.doubleToRawLongBits(product);
        return Double.doubleToRawLongBits(
                areOrdinary(cpu, a, b) || isProduct(cpu, a, b, result) || rarely()
                        ? product
                        : Double.longBitsToDouble(multiplyExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static long multiplyExactly(X86Cpu cpu, long a, long b, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double product = x * y;
        long result = Double.doubleToRawLongBits(product);
        return mayBeExact(cpu, a, b, result) && HostDouble.productExact(x, y, product)
                ? result
                : ExactLane.end(cpu, ExactLane.multiply(cpu, BINARY64, a, b), alone);
    }

    static long divide(X86Cpu cpu, long a, long b, boolean alone) {
        double quotient = Double.longBitsToDouble(a) / Double.longBitsToDouble(b);
        long result = Double.doubleToRawLongBits(quotient);
        return Double.doubleToRawLongBits(
                areOrdinary(cpu, a, b) || isQuotient(cpu, a, b, result) || rarely()
                        ? quotient
                        : Double.longBitsToDouble(divideExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static long divideExactly(X86Cpu cpu, long a, long b, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double quotient = x / y;
        long result = Double.doubleToRawLongBits(quotient);
        return mayBeExact(cpu, a, b, result) && HostDouble.quotientExact(x, y, quotient)
                ? result
                : ExactLane.end(cpu, ExactLane.divide(cpu, BINARY64, a, b), alone);
    }

    static long squareRoot(X86Cpu cpu, long a, boolean alone) {
        double root = Math.sqrt(Double.longBitsToDouble(a));
        long result = Double.doubleToRawLongBits(root);
        long conditions = cpu.unsettled | notTiny(a) | finite(result);
        return Double.doubleToRawLongBits(
                usual(conditions >= 0) || rarely() ? root : Double.longBitsToDouble(squareRootExactly(cpu, a, alone)));
    }

    @TruffleBoundary
    static long squareRootExactly(X86Cpu cpu, long a, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double root = Math.sqrt(x);
        long result = Double.doubleToRawLongBits(root);
        return mayBeExact(cpu, a, a, result) && HostDouble.rootExact(x, root)
                ? result
                : ExactLane.end(cpu, ExactLane.squareRoot(cpu, BINARY64, a), alone);
    }

    // ---- comparisons ----

    static long minimum(X86Cpu cpu, long a, long b, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        if (usual((notTiny(a) | notTiny(b)) >= 0)) {
            if (x < y) {
                return a;
            }
            if (x >= y) {
                return b;
            }
        }
        rarely();
        return ExactLane.end(cpu, ExactLane.minimum(cpu, BINARY64, a, b), alone);
    }

    static long maximum(X86Cpu cpu, long a, long b, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        if (usual((notTiny(a) | notTiny(b)) >= 0)) {
            if (x > y) {
                return a;
            }
            if (x <= y) {
                return b;
            }
        }
        rarely();
        return ExactLane.end(cpu, ExactLane.maximum(cpu, BINARY64, a, b), alone);
    }

    /**
     * Compares.
     *
     * @param signals whether quiet NaNs are invalid too
     * @return one of {@link Relation}
     */
    static long relation(X86Cpu cpu, long a, long b, boolean signals, boolean alone) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        if (usual((notTiny(a) | notTiny(b)) >= 0)) {
            if (x < y) {
                return Relation.LESS;
            }
            if (x > y) {
                return Relation.GREATER;
            }
            if (x == y) {
                return Relation.EQUAL;
            }
        }
        rarely();
        return ExactLane.end(cpu, ExactLane.relation(cpu, BINARY64, a, b, signals), alone);
    }

    /** All ones where a predicate holds. */
    static long compare(X86Cpu cpu, long a, long b, int predicate, boolean alone) {
        return Relation.satisfies(relation(cpu, a, b, Relation.signals(predicate), alone), predicate) ? -1 : 0;
    }
}
