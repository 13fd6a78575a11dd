package org.graftvm.isa.arm64.instructions;

import static org.graftvm.machine.fp.FpFormat.BFLOAT16;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpEnvironment;
import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Operation;

/**
 * BFloat16. Sums of its products ask nothing of FPCR and tell nothing to FPSR (Arm ARM J1.3, BFAdd and BFMul): each step is rounded to
 * odd, denormal numbers are zeros, and a NaN is the default one.
 */
final class FpBfloat {
    private static final int HALF = 32;
    private static final int BITS = 16;
    private static final long UPPER = 0xffff_0000L;

    private FpBfloat() {}

    @Operation
    @TruffleBoundary
    static long fromSingle(Arm64Cpu cpu, long a) {
        long x = FpStatus.operand(cpu, BINARY32, a);
        long converted = FpConversion.convert(BINARY32, BFLOAT16, x, FpStatus.rounding(cpu), cpu.floatingPoint);
        return FpStatus.finish(cpu, BFLOAT16, converted);
    }

    /** To each of two singles the products of two pairs are added. */
    @TruffleBoundary
    static long dots(long sums, long a, long b) {
        long low = dot(sums, a, b);
        return low | dot(sums >>> HALF, a >>> HALF, b >>> HALF) << HALF;
    }

    /** A row of a product of matrices: a row of four times two columns of four. */
    @Operation
    @TruffleBoundary
    static long row(long sums, long row, long first, long second) {
        return four(sums, row, first) | four(sums >>> HALF, row, second) << HALF;
    }

    private static long four(long sum, long a, long b) {
        return dot(dot(sum, a, b), a >>> HALF, b >>> HALF);
    }

    private static long dot(long sum, long a, long b) {
        long products = add(multiply(a << BITS & UPPER, b << BITS & UPPER), multiply(a & UPPER, b & UPPER));
        return add(sum & BINARY32.mask(), products);
    }

    private static long add(long a, long b) {
        FpEnvironment environment = new FpEnvironment(true);
        return rounded(FpArithmetic.add(BINARY32, flushed(a), flushed(b), Rounding.ODD, environment), environment);
    }

    private static long multiply(long a, long b) {
        FpEnvironment environment = new FpEnvironment(true);
        return rounded(FpArithmetic.multiply(BINARY32, flushed(a), flushed(b), Rounding.ODD, environment), environment);
    }

    private static long flushed(long a) {
        return BINARY32.isSubnormal(a) ? BINARY32.zero(BINARY32.isNegative(a)) : a;
    }

    /** Unlike elsewhere, what is too large for a number is infinite though it is rounded to odd. */
    private static long rounded(long result, FpEnvironment environment) {
        boolean isTooLarge = (environment.take() & FpEnvironment.OVERFLOW) != 0;
        return isTooLarge ? BINARY32.infinity(BINARY32.isNegative(result)) : flushed(result);
    }
}
