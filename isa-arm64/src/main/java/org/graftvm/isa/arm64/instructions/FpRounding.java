package org.graftvm.isa.arm64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.rarely;
import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY16;
import static org.graftvm.machine.fp.FpFormat.BINARY32;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.HostDouble;
import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Operation;

/** Rounding to integral values; a value that changes is inexact where {@code exact} is 1. */
final class FpRounding {
    private FpRounding() {}

    @Operation
    static long roundDouble(Arm64Cpu cpu, long a, int rounding, int exact) {
        double x = Double.longBitsToDouble(a);
        double rounded = integral(x, rounding);
        return Double.doubleToRawLongBits(
                holds(cpu, x, rounded, exact) || rarely()
                        ? rounded
                        : Double.longBitsToDouble(exactly(cpu, BINARY64, a, rounding, exact)));
    }

    @Operation
    static long roundSingle(Arm64Cpu cpu, long a, int rounding, int exact) {
        double x = Float.intBitsToFloat((int) a);
        double rounded = integral(x, rounding);
        return holds(cpu, x, rounded, exact) || rarely()
                ? Float.floatToRawIntBits((float) rounded)
                : exactly(cpu, BINARY32, a, rounding, exact);
    }

    @Operation
    static long roundHalf(Arm64Cpu cpu, long a, int rounding, int exact) {
        return exactly(cpu, BINARY16, a, rounding, exact);
    }

    /** FPCR is taken to ask for the nearest value, as it does wherever {@link #holds} is true. */
    private static double integral(double x, int rounding) {
        return rounding == Rounding.TOWARD_ZERO
                ? Math.copySign(Math.floor(Math.abs(x)), x)
                : HostDouble.integral(x, rounding == FpStatus.DYNAMIC ? Rounding.NEAREST_EVEN : rounding);
    }

    private static boolean holds(Arm64Cpu cpu, double x, double rounded, int exact) {
        return usual(cpu.directed == 0)
                && (rounded == x || (exact == 0 || cpu.unsettled == 0) && HostDouble.sumSettled(rounded));
    }

    @TruffleBoundary
    private static long exactly(Arm64Cpu cpu, FpFormat format, long a, int rounding, int exact) {
        long x = FpStatus.operand(cpu, format, a);
        int mode = FpStatus.rounding(cpu, rounding);
        return FpStatus.finish(
                cpu, format, FpConversion.roundToIntegral(format, x, exact != 0, mode, cpu.floatingPoint));
    }

    /**
     * Rounds to an integral value of 32 or 64 bits with sign; beyond their range, the smallest one.
     *
     * @param size logarithm of the format's bytes
     */
    @Operation
    @TruffleBoundary
    static long roundBounded(Arm64Cpu cpu, long a, int size, int bits, int rounding) {
        FpFormat format = FpStatus.format(size);
        long x = FpStatus.operand(cpu, format, a);
        long bound = (long) (format.largestExponentField() / 2 + bits - 1) << format.fractionBits();
        if (!format.isNan(x) && !format.isInfinite(x)) {
            int mode = FpStatus.rounding(cpu, rounding);
            long result = FpConversion.roundToIntegral(format, x, true, mode, cpu.floatingPoint);
            if (result == format.negate(bound) || (result & ~format.zero(true)) < bound) {
                return FpStatus.finish(cpu, format, result);
            }
            cpu.floatingPoint.takeAll();
        }
        FpStatus.raise(cpu, FpStatus.INVALID_OPERATION);
        return format.negate(bound);
    }
}
