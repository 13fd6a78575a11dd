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
import org.graftvm.spec.Operation;

/**
 * Conversions to and from integers and fixed-point numbers of 16, 32 or 64 {@code bits}, of which {@code fraction} stand behind the
 * point.
 */
final class FpIntegers {
    /** All integers up to two to the power of this are singles, or doubles. */
    private static final int SINGLE_DIGITS = 24;

    private static final int DOUBLE_DIGITS = 53;

    private FpIntegers() {}

    // ---- to integers ----

    @Operation
    static long fromDouble(Arm64Cpu cpu, long a, int bits, int signed, int rounding, int fraction) {
        double x = Double.longBitsToDouble(a);
        double rounded = HostDouble.integral(x, rounding);
        return holds(cpu, x, rounded, bits, signed, fraction) || rarely()
                ? (long) rounded
                : exactly(cpu, BINARY64, a, bits, signed, rounding, fraction);
    }

    @Operation
    static long fromSingle(Arm64Cpu cpu, long a, int bits, int signed, int rounding, int fraction) {
        double x = Float.intBitsToFloat((int) a);
        double rounded = HostDouble.integral(x, rounding);
        return holds(cpu, x, rounded, bits, signed, fraction) || rarely()
                ? (long) rounded
                : exactly(cpu, BINARY32, a, bits, signed, rounding, fraction);
    }

    @Operation
    static long fromHalf(Arm64Cpu cpu, long a, int bits, int signed, int rounding, int fraction) {
        return exactly(cpu, BINARY16, a, bits, signed, rounding, fraction);
    }

    /** Whether what was rounded is in the range of the integer, and was one or need not have been. */
    private static boolean holds(Arm64Cpu cpu, double x, double rounded, int bits, int signed, int fraction) {
        long integer = (long) rounded;
        return fraction == 0
                && usual(isInside(integer, bits, signed))
                && (integer == x || cpu.unsettled == 0 && !Double.isNaN(rounded));
    }

    /** Whether it is in the range; both ends of that of 64 bits also stand for what is beyond them. */
    private static boolean isInside(long integer, int bits, int signed) {
        if (bits == 64) {
            return signed != 0 ? integer + 1 > Long.MIN_VALUE + 1 : integer >= 0 && integer != Long.MAX_VALUE;
        }
        return signed != 0 ? integer << 64 - bits >> 64 - bits == integer : integer >>> bits == 0;
    }

    @TruffleBoundary
    private static long exactly(
            Arm64Cpu cpu, FpFormat format, long a, int bits, int signed, int rounding, int fraction) {
        long x = FpStatus.operand(cpu, format, a);
        if (format.isNan(x)) {
            FpStatus.raise(cpu, FpStatus.INVALID_OPERATION);
            return 0;
        }
        int mode = FpStatus.rounding(cpu, rounding);
        long integer = FpConversion.toFixed(format, x, signed != 0, bits, fraction, mode, cpu.floatingPoint);
        return FpStatus.finish(cpu, format, integer, false);
    }

    // ---- from integers ----

    @Operation
    static long toDouble(Arm64Cpu cpu, long a, int bits, int signed, int fraction) {
        long integer = extended(a, bits, signed);
        boolean holds = fraction == 0
                && (signed != 0 || integer >= 0)
                && (cpu.unsettled == 0 || integer + (1L << DOUBLE_DIGITS) >>> DOUBLE_DIGITS + 1 == 0);
        return usual(holds) || rarely()
                ? Double.doubleToRawLongBits(integer)
                : exactly(cpu, BINARY64, integer, signed, fraction);
    }

    @Operation
    static long toSingle(Arm64Cpu cpu, long a, int bits, int signed, int fraction) {
        long integer = extended(a, bits, signed);
        boolean holds = fraction == 0
                && (signed != 0 || integer >= 0)
                && (cpu.unsettled == 0 || integer + (1L << SINGLE_DIGITS) >>> SINGLE_DIGITS + 1 == 0);
        return usual(holds) || rarely()
                ? Float.floatToRawIntBits(integer)
                : exactly(cpu, BINARY32, integer, signed, fraction);
    }

    @Operation
    static long toHalf(Arm64Cpu cpu, long a, int bits, int signed, int fraction) {
        return exactly(cpu, BINARY16, extended(a, bits, signed), signed, fraction);
    }

    private static long extended(long a, int bits, int signed) {
        return signed != 0 ? a << 64 - bits >> 64 - bits : a << 64 - bits >>> 64 - bits;
    }

    @TruffleBoundary
    private static long exactly(Arm64Cpu cpu, FpFormat format, long integer, int signed, int fraction) {
        int mode = FpStatus.rounding(cpu);
        return FpStatus.finish(
                cpu, format, FpConversion.fromFixed(format, integer, signed != 0, fraction, mode, cpu.floatingPoint));
    }
}
