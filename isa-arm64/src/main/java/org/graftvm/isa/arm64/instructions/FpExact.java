package org.graftvm.isa.arm64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpFormat;

/** Arithmetic of all formats with all that FPCR asks for and all that FPSR tells (Arm ARM J1.3, shared/functions/float). */
final class FpExact {
    /** How numbers compare. */
    static final long LESS = -1;

    static final long EQUAL = 0;
    static final long GREATER = 1;
    static final long UNORDERED = 2;

    private FpExact() {}

    @TruffleBoundary
    static long add(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        return FpStatus.finish(cpu, format, FpArithmetic.add(format, x, y, FpStatus.rounding(cpu), cpu.floatingPoint));
    }

    @TruffleBoundary
    static long subtract(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        return FpStatus.finish(
                cpu, format, FpArithmetic.subtract(format, x, y, FpStatus.rounding(cpu), cpu.floatingPoint));
    }

    @TruffleBoundary
    static long multiply(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        return FpStatus.finish(
                cpu, format, FpArithmetic.multiply(format, x, y, FpStatus.rounding(cpu), cpu.floatingPoint));
    }

    /** Zero times infinity is two, as FMULX has it. */
    @TruffleBoundary
    static long multiplyExtended(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        if (isImpossible(format, x, y)) {
            return two(format) | format.zero(format.isNegative(x) != format.isNegative(y));
        }
        return FpStatus.finish(
                cpu, format, FpArithmetic.multiply(format, x, y, FpStatus.rounding(cpu), cpu.floatingPoint));
    }

    @TruffleBoundary
    static long divide(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        return FpStatus.finish(
                cpu, format, FpArithmetic.divide(format, x, y, FpStatus.rounding(cpu), cpu.floatingPoint));
    }

    @TruffleBoundary
    static long squareRoot(Arm64Cpu cpu, FpFormat format, long a) {
        long x = FpStatus.operand(cpu, format, a);
        return FpStatus.finish(
                cpu, format, FpArithmetic.squareRoot(format, x, FpStatus.rounding(cpu), cpu.floatingPoint));
    }

    /** addend + a · b, rounded once. */
    @TruffleBoundary
    static long fused(Arm64Cpu cpu, FpFormat format, long addend, long a, long b) {
        long z = FpStatus.operand(cpu, format, addend);
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        long sum = format.isNan(x) || format.isNan(y) || format.isNan(z)
                ? cpu.floatingPoint.fused(format, x, y, z)
                : FpArithmetic.multiplyAdd(format, x, y, z, FpStatus.rounding(cpu), cpu.floatingPoint);
        return FpStatus.finish(cpu, format, sum);
    }

    /** Where zeros differ the negative one is smaller. */
    @TruffleBoundary
    static long minimum(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        if (format.isNan(x) || format.isNan(y)) {
            return FpStatus.finish(cpu, format, cpu.floatingPoint.nan(format, x, y));
        }
        int order = format.compare(x, y);
        return order == 0 ? x | y : order < 0 ? x : y;
    }

    @TruffleBoundary
    static long maximum(Arm64Cpu cpu, FpFormat format, long a, long b) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        if (format.isNan(x) || format.isNan(y)) {
            return FpStatus.finish(cpu, format, cpu.floatingPoint.nan(format, x, y));
        }
        int order = format.compare(x, y);
        return order == 0 ? x & y : order > 0 ? x : y;
    }

    /** Of a number and a quiet NaN the number. */
    @TruffleBoundary
    static long minimumNumber(Arm64Cpu cpu, FpFormat format, long a, long b) {
        boolean isA = isQuiet(format, b) && !isQuiet(format, a);
        boolean isB = isQuiet(format, a) && !isQuiet(format, b);
        return minimum(cpu, format, isB ? format.infinity(false) : a, isA ? format.infinity(false) : b);
    }

    @TruffleBoundary
    static long maximumNumber(Arm64Cpu cpu, FpFormat format, long a, long b) {
        boolean isA = isQuiet(format, b) && !isQuiet(format, a);
        boolean isB = isQuiet(format, a) && !isQuiet(format, b);
        return maximum(cpu, format, isB ? format.infinity(true) : a, isA ? format.infinity(true) : b);
    }

    /**
     * {@link #LESS}, {@link #EQUAL}, {@link #GREATER} or {@link #UNORDERED}.
     *
     * @param signals 1 where quiet NaNs are invalid too
     */
    @TruffleBoundary
    static long relation(Arm64Cpu cpu, FpFormat format, long a, long b, int signals) {
        long x = FpStatus.operand(cpu, format, a);
        long y = FpStatus.operand(cpu, format, b);
        if (format.isNan(x) || format.isNan(y)) {
            if (signals != 0 || format.isSignaling(x) || format.isSignaling(y)) {
                FpStatus.raise(cpu, FpStatus.INVALID_OPERATION);
            }
            return UNORDERED;
        }
        return format.compare(x, y);
    }

    static boolean isImpossible(FpFormat format, long x, long y) {
        return format.isInfinite(x) && format.isZero(y) || format.isZero(x) && format.isInfinite(y);
    }

    static long two(FpFormat format) {
        return (long) (format.largestExponentField() / 2 + 1) << format.fractionBits();
    }

    private static boolean isQuiet(FpFormat format, long register) {
        long bits = register & format.mask();
        return format.isNan(bits) && !format.isSignaling(bits);
    }
}
