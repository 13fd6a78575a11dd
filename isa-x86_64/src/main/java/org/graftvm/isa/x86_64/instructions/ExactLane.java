package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.machine.fp.FpEnvironment.DIVIDE_BY_ZERO;
import static org.graftvm.machine.fp.FpEnvironment.INEXACT;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;
import static org.graftvm.machine.fp.FpEnvironment.OVERFLOW;
import static org.graftvm.machine.fp.FpEnvironment.ROUNDED;
import static org.graftvm.machine.fp.FpEnvironment.TINY;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.Rounding;

/**
 * One lane's arithmetic in either format with all that MXCSR asks for, by the exact algorithms: for what the host's own does not
 * settle. Rules are those of SDM volume 1, 11.5.2 and appendix E.4.2; where they leave room, those of Intel's CPUs.
 */
final class ExactLane {
    private ExactLane() {}

    /** Delivers exceptions where there are no other lanes. */
    @TruffleBoundary
    static long end(X86Cpu cpu, long result, boolean alone) {
        return alone ? Mxcsr.deliver(cpu, result) : result;
    }

    @TruffleBoundary
    static long add(X86Cpu cpu, FpFormat format, long a, long b) {
        long x = operand(cpu, format, a);
        long y = operand(cpu, format, b);
        long sum = FpArithmetic.add(format, x, y, Mxcsr.rounding(cpu), cpu.sse);
        return finish(cpu, format, sum, isDenormal(format, x, y));
    }

    @TruffleBoundary
    static long subtract(X86Cpu cpu, FpFormat format, long a, long b) {
        long x = operand(cpu, format, a);
        long y = operand(cpu, format, b);
        long difference = FpArithmetic.subtract(format, x, y, Mxcsr.rounding(cpu), cpu.sse);
        return finish(cpu, format, difference, isDenormal(format, x, y));
    }

    @TruffleBoundary
    static long multiply(X86Cpu cpu, FpFormat format, long a, long b) {
        long x = operand(cpu, format, a);
        long y = operand(cpu, format, b);
        long product = FpArithmetic.multiply(format, x, y, Mxcsr.rounding(cpu), cpu.sse);
        return finish(cpu, format, product, isDenormal(format, x, y));
    }

    @TruffleBoundary
    static long divide(X86Cpu cpu, FpFormat format, long a, long b) {
        long x = operand(cpu, format, a);
        long y = operand(cpu, format, b);
        long quotient = FpArithmetic.divide(format, x, y, Mxcsr.rounding(cpu), cpu.sse);
        return finish(cpu, format, quotient, isDenormal(format, x, y));
    }

    @TruffleBoundary
    static long squareRoot(X86Cpu cpu, FpFormat format, long a) {
        long x = operand(cpu, format, a);
        long root = FpArithmetic.squareRoot(format, x, Mxcsr.rounding(cpu), cpu.sse);
        return finish(cpu, format, root, isDenormal(format, x, x));
    }

    @TruffleBoundary
    static long convert(X86Cpu cpu, FpFormat from, FpFormat to, long a) {
        long x = operand(cpu, from, a);
        long result = FpConversion.convert(from, to, x, Mxcsr.rounding(cpu), cpu.sse);
        return finish(cpu, to, result, isDenormal(from, x, x));
    }

    /** Denormal operands raise nothing here. */
    @TruffleBoundary
    static long toInteger(X86Cpu cpu, FpFormat format, long a, int bits, boolean truncate) {
        int rounding = truncate ? Rounding.TOWARD_ZERO : Mxcsr.rounding(cpu);
        long integer = FpConversion.toInteger(format, operand(cpu, format, a), true, bits, rounding, cpu.sse);
        int raised = cpu.sse.take();
        if ((raised & INVALID) != 0) {
            Mxcsr.raise(cpu, Mxcsr.INVALID_FLAG);
            return 1L << bits - 1; // The integer indefinite.
        }
        Mxcsr.raise(cpu, raised == 0 ? 0 : Mxcsr.PRECISION_FLAG);
        return integer;
    }

    @TruffleBoundary
    static long fromInteger(X86Cpu cpu, FpFormat format, long integer) {
        long result = FpConversion.fromInteger(format, integer, true, Mxcsr.rounding(cpu), cpu.sse);
        Mxcsr.raise(cpu, cpu.sse.take() == 0 ? 0 : Mxcsr.PRECISION_FLAG);
        return result;
    }

    /** With a NaN, or two zeros, the second operand. */
    @TruffleBoundary
    static long minimum(X86Cpu cpu, FpFormat format, long a, long b) {
        return relation(cpu, format, a, b, true) == Relation.LESS ? operand(cpu, format, a) : operand(cpu, format, b);
    }

    @TruffleBoundary
    static long maximum(X86Cpu cpu, FpFormat format, long a, long b) {
        return relation(cpu, format, a, b, true) == Relation.GREATER
                ? operand(cpu, format, a)
                : operand(cpu, format, b);
    }

    /**
     * Compares.
     *
     * @param signals whether quiet NaNs are invalid too
     * @return one of {@link Relation}
     */
    @TruffleBoundary
    static int relation(X86Cpu cpu, FpFormat format, long a, long b, boolean signals) {
        if (format.isNan(a) || format.isNan(b)) {
            boolean invalid = signals || format.isSignaling(a) || format.isSignaling(b);
            Mxcsr.raise(cpu, invalid ? Mxcsr.INVALID_FLAG : 0);
            return Relation.UNORDERED;
        }
        long x = operand(cpu, format, a);
        long y = operand(cpu, format, b);
        Mxcsr.raise(cpu, isDenormal(format, x, y) ? Mxcsr.DENORMAL_FLAG : 0);
        return Relation.EQUAL + format.compare(x, y);
    }

    /** The operand, or a zero in its place where denormal ones count as such. */
    static long operand(X86Cpu cpu, FpFormat format, long bits) {
        boolean isZero = (cpu.mxcsr() & Mxcsr.DENORMALS_ARE_ZEROS) != 0 && format.isSubnormal(bits);
        return isZero ? format.zero(format.isNegative(bits)) : bits;
    }

    static boolean isDenormal(FpFormat format, long x, long y) {
        return format.isSubnormal(x) || format.isSubnormal(y);
    }

    /** Raises what an operation and its operands ask for. */
    static long finish(X86Cpu cpu, FpFormat format, long result, boolean denormalOperand) {
        int raised = cpu.sse.takeAll();
        if ((raised & INVALID) != 0) {
            Mxcsr.raise(cpu, Mxcsr.INVALID_FLAG);
            return result;
        }
        if ((raised & DIVIDE_BY_ZERO) != 0) {
            Mxcsr.raise(cpu, Mxcsr.ZERO_DIVIDE_FLAG);
            return result;
        }
        if (format.isNan(result)) {
            return result;
        }
        int flags = denormalOperand ? Mxcsr.DENORMAL_FLAG : 0;
        if ((raised & OVERFLOW) != 0) {
            boolean exact = (raised & ROUNDED) == 0 && !Mxcsr.isMasked(cpu, Mxcsr.OVERFLOW_FLAG);
            Mxcsr.raise(cpu, flags | Mxcsr.OVERFLOW_FLAG | (exact ? 0 : Mxcsr.PRECISION_FLAG));
            return result;
        }
        // A sum with zero is tiny without having been rounded.
        if ((raised & TINY) != 0 || format.isSubnormal(result)) {
            if (!Mxcsr.isMasked(cpu, Mxcsr.UNDERFLOW_FLAG)) {
                int precision = (raised & ROUNDED) != 0 ? Mxcsr.PRECISION_FLAG : 0;
                Mxcsr.raise(cpu, flags | Mxcsr.UNDERFLOW_FLAG | precision);
                return result;
            }
            if ((cpu.mxcsr() & Mxcsr.FLUSH_TO_ZERO) != 0) {
                Mxcsr.raise(cpu, flags | Mxcsr.UNDERFLOW_FLAG | Mxcsr.PRECISION_FLAG);
                return format.zero(format.isNegative(result));
            }
            flags |= (raised & INEXACT) != 0 ? Mxcsr.UNDERFLOW_FLAG : 0;
        }
        Mxcsr.raise(cpu, flags | ((raised & INEXACT) != 0 ? Mxcsr.PRECISION_FLAG : 0));
        return result;
    }
}
