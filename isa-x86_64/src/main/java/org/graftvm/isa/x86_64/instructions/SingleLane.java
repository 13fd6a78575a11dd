package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.rarely;
import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearest;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.HostFloat;

/** Arithmetic of singles, as {@link DoubleLane} does that of doubles. A pair is two singles in the halves of 64 bits. */
final class SingleLane {
    private static final int EXPONENT = 0x7f80_0000;
    private static final long HIGH = 0xffff_ffffL << 32;

    /** Moves the exponents of ordinary numbers to where the two bits of {@link #OUTSIDE} are clear. */
    private static final int WINDOW = 0x5080_0000;

    private static final int OUTSIDE = 0x6000_0000;

    private SingleLane() {}

    /** Replaces the low single of {@code old}. */
    static long merge(long old, int low) {
        return old & HIGH | low & ~HIGH;
    }

    static int high(long pair) {
        return (int) (pair >>> 32);
    }

    static long pair(int low, int high) {
        return (long) high << 32 | low & ~HIGH;
    }

    private static long exact(int bits) {
        return Integer.toUnsignedLong(bits);
    }

    // ---- conditions ----

    /**
     * Whether nothing that is done to both overflows or gets denormal, and nothing else of MXCSR matters: magnitudes from
     * 2<sup>-32</sup> up to 2<sup>32</sup>.
     */
    private static boolean areOrdinary(X86Cpu cpu, int a, int b) {
        return usual(((a + WINDOW | b + WINDOW) & OUTSIDE | (int) cpu.unsettled) == 0);
    }

    /** Not denormal, nor the smallest normal number, which may be what a tiny result was rounded to. */
    static int notTiny(int bits) {
        return ((bits << 1) - 1 >>> 24) - 1;
    }

    /** Neither infinite nor NaN. */
    static int finite(int bits) {
        return ((bits >>> 23) + 1 & 0xff) - 1;
    }

    /** Neither zero, infinite, NaN, nor nearly as small as a denormal number. */
    static int normal(int bits) {
        return ((bits >>> 23) + 1 & 0xfc) - 1;
    }

    static boolean isZero(int bits) {
        return bits << 1 == 0;
    }

    /** Whether a sum will do, zeros included: a sum is zero only if it is exact. Of a difference with the second operand negated. */
    private static boolean isSum(X86Cpu cpu, int a, int b, int result) {
        int apart = (int) cpu.hiddenZero; // Else what two of these have in common would be computed before both.
        int x = a | apart;
        int y = b | apart;
        int z = result | apart;
        return (notTiny(x) | notTiny(y) | notTiny(z) | finite(z)) >= 0
                && (cpu.unsettled == 0
                        || cpu.directed == 0
                                && HostFloat.sumExact(
                                        Float.intBitsToFloat(x), Float.intBitsToFloat(y), Float.intBitsToFloat(z)));
    }

    /** Whether a product will do: its zeros have to come from zeros. */
    private static boolean isProduct(X86Cpu cpu, int a, int b, int result) {
        int apart = (int) cpu.hiddenZero;
        int x = a | apart;
        int y = b | apart;
        int z = result | apart;
        return (notTiny(x) | notTiny(y) | notTiny(z) | finite(z)) >= 0
                && (!isZero(z) || isZero(x) || isZero(y))
                && (cpu.unsettled == 0
                        || cpu.directed == 0
                                && HostFloat.productExact(
                                        Float.intBitsToFloat(x), Float.intBitsToFloat(y), Float.intBitsToFloat(z)));
    }

    private static boolean isQuotient(X86Cpu cpu, int a, int b, int result) {
        int apart = (int) cpu.hiddenZero;
        int x = a | apart;
        int y = b | apart;
        int z = result | apart;
        return ((int) cpu.unsettled | notTiny(x) | notTiny(y) | notTiny(z) | finite(z)) >= 0
                && (!isZero(z) || isZero(x));
    }

    /** Whether the host may have got an exact result. */
    private static boolean mayBeExact(X86Cpu cpu, int a, int b, int result) {
        return isNearest(cpu) && (notTiny(a) | notTiny(b) | notTiny(result) | finite(result)) >= 0;
    }

    // ---- arithmetic ----

    static int add(X86Cpu cpu, int a, int b, boolean alone) {
        float sum = Float.intBitsToFloat(a) + Float.intBitsToFloat(b);
        int result = Float.floatToRawIntBits(sum);
        return Float.floatToRawIntBits(
                areOrdinary(cpu, a, b) || isSum(cpu, a, b, result) || rarely()
                        ? sum
                        : Float.intBitsToFloat(addExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static int addExactly(X86Cpu cpu, int a, int b, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float sum = x + y;
        int result = Float.floatToRawIntBits(sum);
        return mayBeExact(cpu, a, b, result) && HostFloat.sumExact(x, y, sum)
                ? result
                : (int) ExactLane.end(cpu, ExactLane.add(cpu, BINARY32, exact(a), exact(b)), alone);
    }

    static int subtract(X86Cpu cpu, int a, int b, boolean alone) {
        float difference = Float.intBitsToFloat(a) - Float.intBitsToFloat(b);
        int result = Float.floatToRawIntBits(difference);
        return Float.floatToRawIntBits(
                areOrdinary(cpu, a, b) || isSum(cpu, a, b ^ Integer.MIN_VALUE, result) || rarely()
                        ? difference
                        : Float.intBitsToFloat(subtractExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static int subtractExactly(X86Cpu cpu, int a, int b, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float difference = x - y;
        int result = Float.floatToRawIntBits(difference);
        return mayBeExact(cpu, a, b, result) && HostFloat.sumExact(x, -y, difference)
                ? result
                : (int) ExactLane.end(cpu, ExactLane.subtract(cpu, BINARY32, exact(a), exact(b)), alone);
    }

    static int multiply(X86Cpu cpu, int a, int b, boolean alone) {
        float product = Float.intBitsToFloat(a) * Float.intBitsToFloat(b);
        int result = Float.floatToRawIntBits(product);
        return Float.floatToRawIntBits(
                areOrdinary(cpu, a, b) || isProduct(cpu, a, b, result) || rarely()
                        ? product
                        : Float.intBitsToFloat(multiplyExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static int multiplyExactly(X86Cpu cpu, int a, int b, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float product = x * y;
        int result = Float.floatToRawIntBits(product);
        return mayBeExact(cpu, a, b, result) && HostFloat.productExact(x, y, product)
                ? result
                : (int) ExactLane.end(cpu, ExactLane.multiply(cpu, BINARY32, exact(a), exact(b)), alone);
    }

    static int divide(X86Cpu cpu, int a, int b, boolean alone) {
        float quotient = Float.intBitsToFloat(a) / Float.intBitsToFloat(b);
        int result = Float.floatToRawIntBits(quotient);
        return Float.floatToRawIntBits(
                areOrdinary(cpu, a, b) || isQuotient(cpu, a, b, result) || rarely()
                        ? quotient
                        : Float.intBitsToFloat(divideExactly(cpu, a, b, alone)));
    }

    @TruffleBoundary
    static int divideExactly(X86Cpu cpu, int a, int b, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float quotient = x / y;
        int result = Float.floatToRawIntBits(quotient);
        return mayBeExact(cpu, a, b, result) && HostFloat.quotientExact(x, y, quotient)
                ? result
                : (int) ExactLane.end(cpu, ExactLane.divide(cpu, BINARY32, exact(a), exact(b)), alone);
    }

    static int squareRoot(X86Cpu cpu, int a, boolean alone) {
        float root = (float) Math.sqrt(Float.intBitsToFloat(a));
        int result = Float.floatToRawIntBits(root);
        int conditions = (int) cpu.unsettled | notTiny(a) | finite(result);
        return Float.floatToRawIntBits(
                usual(conditions >= 0) || rarely() ? root : Float.intBitsToFloat(squareRootExactly(cpu, a, alone)));
    }

    @TruffleBoundary
    static int squareRootExactly(X86Cpu cpu, int a, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float root = (float) Math.sqrt(x);
        int result = Float.floatToRawIntBits(root);
        return mayBeExact(cpu, a, a, result) && HostFloat.rootExact(x, root)
                ? result
                : (int) ExactLane.end(cpu, ExactLane.squareRoot(cpu, BINARY32, exact(a)), alone);
    }

    // ---- comparisons ----

    static int minimum(X86Cpu cpu, int a, int b, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        if (usual((notTiny(a) | notTiny(b)) >= 0)) {
            if (x < y) {
                return a;
            }
            if (x >= y) {
                return b;
            }
        }
        rarely();
        return (int) ExactLane.end(cpu, ExactLane.minimum(cpu, BINARY32, exact(a), exact(b)), alone);
    }

    static int maximum(X86Cpu cpu, int a, int b, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        if (usual((notTiny(a) | notTiny(b)) >= 0)) {
            if (x > y) {
                return a;
            }
            if (x <= y) {
                return b;
            }
        }
        rarely();
        return (int) ExactLane.end(cpu, ExactLane.maximum(cpu, BINARY32, exact(a), exact(b)), alone);
    }

    /**
     * Compares.
     *
     * @param signals whether quiet NaNs are invalid too
     * @return one of {@link Relation}
     */
    static long relation(X86Cpu cpu, int a, int b, boolean signals, boolean alone) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
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
        return ExactLane.end(cpu, ExactLane.relation(cpu, BINARY32, exact(a), exact(b), signals), alone);
    }

    /** All ones where a predicate holds. */
    static int compare(X86Cpu cpu, int a, int b, int predicate, boolean alone) {
        return Relation.satisfies(relation(cpu, a, b, Relation.signals(predicate), alone), predicate) ? -1 : 0;
    }
}
