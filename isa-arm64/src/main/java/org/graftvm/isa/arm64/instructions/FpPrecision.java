package org.graftvm.isa.arm64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.rarely;
import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY16;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpEnvironment;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.HostFloat;
import org.graftvm.spec.Operation;

/** Conversions between formats, which are told by the logarithm of their bytes. */
final class FpPrecision {
    static final int HALF = 1;
    static final int SINGLE = 2;
    static final int DOUBLE = 3;

    /** Of halves in the alternative format: numbers from 65536 up have the exponent that stands for infinities else. */
    private static final double ALTERNATIVE_SCALE = 64;

    private static final int HALF_INFINITY = 0x7c00;
    private static final int HALF_FRACTION = 0x3ff;
    private static final int LARGEST_ALTERNATIVE = 0x7fff;
    private static final int EXPONENT_STEP = 0x400;
    private static final double BEYOND_HALVES = 0x1p16;
    private static final double BEYOND_ALTERNATIVES = 0x1p17;

    private FpPrecision() {}

    /** Always exact. */
    @Operation
    static long singleToDouble(Arm64Cpu cpu, long a) {
        float x = Float.intBitsToFloat((int) a);
        return Double.doubleToRawLongBits(
                usual(cpu.directed == 0 && !Float.isNaN(x)) || rarely()
                        ? x
                        : Double.longBitsToDouble(convert(cpu, a, SINGLE, DOUBLE, FpStatus.DYNAMIC)));
    }

    @Operation
    static long doubleToSingle(Arm64Cpu cpu, long a) {
        double x = Double.longBitsToDouble(a);
        float result = (float) x;
        return usual(cpu.unsettled == 0 && HostFloat.settled(result)) || cpu.directed == 0 && result == x || rarely()
                ? Float.floatToRawIntBits(result)
                : convert(cpu, a, DOUBLE, SINGLE, FpStatus.DYNAMIC);
    }

    /** Converts; flushing to zero has no effect on halves here. */
    @Operation
    @TruffleBoundary
    static long convert(Arm64Cpu cpu, long a, int from, int to, int rounding) {
        FpFormat source = FpStatus.format(from);
        FpFormat result = FpStatus.format(to);
        long x = from == HALF ? a & BINARY16.mask() : FpStatus.operand(cpu, source, a);
        if (FpStatus.hasAlternativeHalves(cpu)) {
            if (from == HALF && (x & HALF_INFINITY) == HALF_INFINITY) {
                double magnitude = ALTERNATIVE_SCALE * (EXPONENT_STEP + (x & HALF_FRACTION));
                return floating(source.isNegative(x) ? -magnitude : magnitude, to);
            }
            if (to == HALF) {
                return toAlternative(cpu, source, x, from, FpStatus.rounding(cpu, rounding));
            }
        }
        long converted = FpConversion.convert(source, result, x, FpStatus.rounding(cpu, rounding), cpu.floatingPoint);
        return FpStatus.finish(cpu, result, converted, to != HALF && FpStatus.flushes(cpu, result));
    }

    /** What has no number in the alternative format is invalid: NaNs, which become zeros, and what is too large. */
    private static long toAlternative(Arm64Cpu cpu, FpFormat source, long x, int from, int rounding) {
        long sign = BINARY16.zero(source.isNegative(x));
        if (source.isNan(x)) {
            FpStatus.raise(cpu, FpStatus.INVALID_OPERATION);
            return sign;
        }
        double value = from == DOUBLE ? Double.longBitsToDouble(x) : Float.intBitsToFloat((int) x);
        boolean isLarge = Math.abs(value) >= BEYOND_HALVES;
        long scaled = isLarge ? floating(value / 2, from) : x;
        long bits = FpConversion.convert(source, BINARY16, scaled, rounding, cpu.floatingPoint);
        int raised = cpu.floatingPoint.take();
        if (Math.abs(value) >= BEYOND_ALTERNATIVES || isLarge && BINARY16.isInfinite(bits)) {
            FpStatus.raise(cpu, FpStatus.INVALID_OPERATION);
            return sign | LARGEST_ALTERNATIVE;
        }
        cpu.floatingPoint.raise(raised & ~FpEnvironment.OVERFLOW);
        return FpStatus.finish(cpu, BINARY16, isLarge ? bits + EXPONENT_STEP : bits, false);
    }

    private static long floating(double value, int size) {
        return size == DOUBLE
                ? Double.doubleToRawLongBits(value)
                : Integer.toUnsignedLong(Float.floatToRawIntBits((float) value));
    }
}
