package org.graftvm.isa.arm64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Operation;

/**
 * First approximations of reciprocals and of those of roots, to eight bits, and the steps of Newton's method behind them (Arm ARM
 * J1.3, FPRecipEstimate and its neighbours). {@code size} is the logarithm of the format's bytes.
 */
final class FpEstimates {
    /** Bits of an estimate behind the leading one. */
    private static final int ESTIMATE_BITS = 8;

    private FpEstimates() {}

    // ---- estimates ----

    @Operation
    @TruffleBoundary
    static long reciprocal(Arm64Cpu cpu, long a, int size) {
        FpFormat format = FpStatus.format(size);
        long x = FpStatus.operand(cpu, format, a);
        boolean negative = format.isNegative(x);
        if (format.isNan(x)) {
            return FpStatus.finish(cpu, format, cpu.floatingPoint.nan(format, x, x));
        }
        if (format.isInfinite(x)) {
            return format.zero(negative);
        }
        if (format.isZero(x)) {
            FpStatus.raise(cpu, FpStatus.DIVISION_BY_ZERO);
            return format.infinity(negative);
        }
        int fractionBits = format.fractionBits();
        int bias = format.largestExponentField() / 2;
        int exponent = field(format, x);
        long fraction = x << 64 - fractionBits;
        if (exponent == 0 && fraction >>> 62 == 0) {
            FpStatus.raise(cpu, FpStatus.OVERFLOW | FpStatus.INEXACT);
            int mode = FpStatus.rounding(cpu);
            boolean infinite = mode == Rounding.NEAREST_EVEN || mode == (negative ? Rounding.DOWN : Rounding.UP);
            return format.infinity(negative) - (infinite ? 0 : 1);
        }
        if (exponent >= 2 * bias - 1 && FpStatus.flushes(cpu, format)) {
            FpStatus.raise(cpu, FpStatus.UNDERFLOW);
            return format.zero(negative);
        }
        if (exponent == 0) {
            int shift = Long.numberOfLeadingZeros(fraction) + 1;
            exponent = 1 - shift;
            fraction <<= shift;
        }
        int scaled = 1 << ESTIMATE_BITS | (int) (fraction >>> 64 - ESTIMATE_BITS);
        long estimate = (long) reciprocal(scaled) << fractionBits - ESTIMATE_BITS & (1L << fractionBits) - 1;
        int result = 2 * bias - 1 - exponent;
        if (result <= 0) { // Denormal.
            estimate = (1L << fractionBits | estimate) >>> 1 - result;
            result = 0;
        }
        return format.zero(negative) | (long) result << fractionBits | estimate;
    }

    /** 2^17 divided by a number from 256 up to 511, which stand for 0.5 up to 1, in nine bits. */
    private static int reciprocal(int a) {
        return ((1 << 19) / (2 * a + 1) + 1) / 2;
    }

    @Operation
    @TruffleBoundary
    static long reciprocalRoot(Arm64Cpu cpu, long a, int size) {
        FpFormat format = FpStatus.format(size);
        long x = FpStatus.operand(cpu, format, a);
        if (format.isNan(x)) {
            return FpStatus.finish(cpu, format, cpu.floatingPoint.nan(format, x, x));
        }
        if (format.isZero(x)) {
            FpStatus.raise(cpu, FpStatus.DIVISION_BY_ZERO);
            return format.infinity(format.isNegative(x));
        }
        if (format.isNegative(x)) {
            return FpStatus.finish(cpu, format, cpu.floatingPoint.invalid(format));
        }
        if (format.isInfinite(x)) {
            return format.zero(false);
        }
        int fractionBits = format.fractionBits();
        int exponent = field(format, x);
        long fraction = x << 64 - fractionBits;
        if (exponent == 0) {
            int shift = Long.numberOfLeadingZeros(fraction) + 1;
            exponent = 1 - shift;
            fraction <<= shift;
        }
        boolean odd = (exponent & 1) != 0;
        int scaled = 1 << ESTIMATE_BITS | (int) (fraction >>> 64 - ESTIMATE_BITS);
        int estimate = reciprocalRoot(odd ? scaled >>> 1 : scaled) & (1 << ESTIMATE_BITS) - 1;
        int bias = format.largestExponentField() / 2;
        long result = 3 * bias - 1 - exponent >> 1;
        return result << fractionBits | (long) estimate << fractionBits - ESTIMATE_BITS;
    }

    /** The reciprocal of the root of a number from 128 up to 511, which stand for 0.25 up to 1, in nine bits. */
    private static int reciprocalRoot(int a) {
        int middle = a < 1 << ESTIMATE_BITS ? 2 * a + 1 : (a >>> 1 << 1) + 1 << 1;
        int root = 512;
        while (middle * (root + 1) * (root + 1) < 1 << 28) {
            root++;
        }
        return (root + 1) / 2;
    }

    /** What a number is divided by to get near one: the exponent's complement. */
    @Operation
    @TruffleBoundary
    static long reciprocalExponent(Arm64Cpu cpu, long a, int size) {
        FpFormat format = FpStatus.format(size);
        long x = FpStatus.operand(cpu, format, a);
        if (format.isNan(x)) {
            return FpStatus.finish(cpu, format, cpu.floatingPoint.nan(format, x, x));
        }
        int all = format.largestExponentField();
        int exponent = field(format, x);
        long result = exponent == 0 ? all - 1 : exponent ^ all;
        return format.zero(format.isNegative(x)) | result << format.fractionBits();
    }

    /** Of an unsigned fixed-point number from 0.5 up to 1; below them all bits are set. */
    @Operation
    static long fixedReciprocal(long a) {
        return (int) a >= 0 ? -1 : (long) reciprocal((int) a >>> 23) << 23;
    }

    /** Of an unsigned fixed-point number from 0.25 up to 1. */
    @Operation
    @TruffleBoundary
    static long fixedReciprocalRoot(long a) {
        return ((int) a & 3 << 30) == 0 ? -1 : (long) reciprocalRoot((int) a >>> 23) << 23;
    }

    // ---- steps ----

    /** 2 - a · b. */
    @Operation
    @TruffleBoundary
    static long reciprocalStep(Arm64Cpu cpu, long a, long b, int size) {
        FpFormat format = FpStatus.format(size);
        long x = FpStatus.operand(cpu, format, format.negate(a & format.mask()));
        long y = FpStatus.operand(cpu, format, b);
        long two = FpExact.two(format);
        return FpExact.isImpossible(format, x, y) ? two : sum(cpu, format, x, y, two);
    }

    /** (3 - a · b) / 2. */
    @Operation
    @TruffleBoundary
    static long reciprocalRootStep(Arm64Cpu cpu, long a, long b, int size) {
        FpFormat format = FpStatus.format(size);
        long x = FpStatus.operand(cpu, format, format.negate(a & format.mask()));
        long y = FpStatus.operand(cpu, format, b);
        // One and a half: the exponent field of one, and the first bit of the fraction.
        long half = (2L * (format.largestExponentField() / 2) + 1) << format.fractionBits() - 1;
        if (FpExact.isImpossible(format, x, y)) {
            return half;
        }
        // One factor is halved, which is exact unless it is nearly denormal. Where both are, neither matters but for
        // its sign.
        if (isHalvable(format, x)) {
            x -= 1L << format.fractionBits();
        } else if (isHalvable(format, y)) {
            y -= 1L << format.fractionBits();
        }
        return sum(cpu, format, x, y, half);
    }

    private static boolean isHalvable(FpFormat format, long x) {
        int exponent = field(format, x);
        return exponent > 1 && exponent < format.largestExponentField();
    }

    private static long sum(Arm64Cpu cpu, FpFormat format, long x, long y, long addend) {
        long sum = format.isNan(x) || format.isNan(y)
                ? cpu.floatingPoint.nan(format, x, y)
                : FpArithmetic.multiplyAdd(format, x, y, addend, FpStatus.rounding(cpu), cpu.floatingPoint);
        return FpStatus.finish(cpu, format, sum);
    }

    private static int field(FpFormat format, long x) {
        return (int) (x >>> format.fractionBits()) & format.largestExponentField();
    }
}
