package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearest;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.isSettled;
import static org.graftvm.machine.fp.FpFormat.BINARY32;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import org.graftvm.isa.x86_64.X86Cpu;

/** Conversions of one lane: the host's where they are exact enough, {@link ExactLane} elsewhere. */
final class ConversionLane {
    /** Integers up to this magnitude are singles, or doubles. */
    private static final int SINGLE_INTEGERS = 1 << 24;

    private static final long DOUBLE_INTEGERS = 1L << 53;

    private ConversionLane() {}

    // ---- to integers ----

    /** As integer of 32 bits, sign-extended; rounded as MXCSR says, or toward zero. */
    static long toInt(X86Cpu cpu, long a, boolean truncate, boolean alone) {
        double x = Double.longBitsToDouble(a);
        long integer = (long) rounded(cpu, x, truncate);
        return usual(integer == (int) integer && isInteger(cpu, x, integer))
                ? integer
                : ExactLane.end(cpu, ExactLane.toInteger(cpu, BINARY64, a, 32, truncate), alone);
    }

    static long toLong(X86Cpu cpu, long a, boolean truncate, boolean alone) {
        double x = Double.longBitsToDouble(a);
        long integer = (long) rounded(cpu, x, truncate);
        // Both ends of the range also stand for what is beyond them.
        return usual(integer + 1 > Long.MIN_VALUE + 1 && isInteger(cpu, x, integer))
                ? integer
                : ExactLane.end(cpu, ExactLane.toInteger(cpu, BINARY64, a, 64, truncate), alone);
    }

    static long singleToInt(X86Cpu cpu, int a, boolean truncate, boolean alone) {
        double x = Float.intBitsToFloat(a);
        long integer = (long) rounded(cpu, x, truncate);
        return usual(integer == (int) integer && isInteger(cpu, x, integer))
                ? integer
                : ExactLane.end(
                        cpu, ExactLane.toInteger(cpu, BINARY32, Integer.toUnsignedLong(a), 32, truncate), alone);
    }

    static long singleToLong(X86Cpu cpu, int a, boolean truncate, boolean alone) {
        double x = Float.intBitsToFloat(a);
        long integer = (long) rounded(cpu, x, truncate);
        return usual(integer + 1 > Long.MIN_VALUE + 1 && isInteger(cpu, x, integer))
                ? integer
                : ExactLane.end(
                        cpu, ExactLane.toInteger(cpu, BINARY32, Integer.toUnsignedLong(a), 64, truncate), alone);
    }

    /** What the host truncates to the right integer; beyond all integers where the host does not round so. */
    static double rounded(X86Cpu cpu, double x, boolean truncate) {
        return truncate ? x : isNearest(cpu) ? Math.rint(x) : Double.POSITIVE_INFINITY;
    }

    /** Whether a number that was converted is one, and was an integer or need not have been. */
    static boolean isInteger(X86Cpu cpu, double x, long integer) {
        return isSettled(cpu) && !Double.isNaN(x) || integer == x;
    }

    // ---- from integers ----

    static long fromLong(X86Cpu cpu, long integer, boolean alone) {
        return usual(cpu.unsettled == 0 || Math.abs(integer) <= DOUBLE_INTEGERS && integer != Long.MIN_VALUE)
                ? Double.doubleToRawLongBits(integer)
                : ExactLane.end(cpu, ExactLane.fromInteger(cpu, BINARY64, integer), alone);
    }

    static int singleFromLong(X86Cpu cpu, long integer, boolean alone) {
        return usual(cpu.unsettled == 0 || integer == (int) integer && Math.abs((int) integer) <= SINGLE_INTEGERS)
                ? Float.floatToRawIntBits(integer)
                : (int) ExactLane.end(cpu, ExactLane.fromInteger(cpu, BINARY32, integer), alone);
    }

    // ---- between formats ----

    static int toSingle(X86Cpu cpu, long a, boolean alone) {
        double x = Double.longBitsToDouble(a);
        float result = (float) x;
        int bits = Float.floatToRawIntBits(result);
        return usual(((int) cpu.unsettled | SingleLane.normal(bits)) >= 0)
                        || SingleLane.normal(bits) >= 0 && result == x
                        || DoubleLane.isZero(a)
                ? bits
                : (int) ExactLane.end(cpu, ExactLane.convert(cpu, BINARY64, BINARY32, a), alone);
    }

    /** Always exact. */
    static long toDouble(X86Cpu cpu, int a, boolean alone) {
        float x = Float.intBitsToFloat(a);
        return usual((SingleLane.notTiny(a) | SingleLane.finite(a)) >= 0)
                ? Double.doubleToRawLongBits(x)
                : ExactLane.end(cpu, ExactLane.convert(cpu, BINARY32, BINARY64, Integer.toUnsignedLong(a)), alone);
    }
}
