package org.graftvm.isa.arm64.instructions;

import static org.graftvm.machine.fp.FpEnvironment.TINY;
import static org.graftvm.machine.fp.FpFormat.BINARY16;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.Rounding;

/** Control and status of floating point (Arm ARM C5.2.8 and C5.2.10), for exact arithmetic. */
final class FpStatus {
    /** Stands for the rounding mode in FPCR. */
    static final int DYNAMIC = -1;

    static final int INVALID_OPERATION = 1;
    static final int DIVISION_BY_ZERO = 1 << 1;
    static final int OVERFLOW = 1 << 2;
    static final int UNDERFLOW = 1 << 3;
    static final int INEXACT = 1 << 4;
    static final int INPUT_DENORMAL = 1 << 7;

    private static final int FLUSH_TO_ZERO = 1 << 24;
    private static final int FLUSH_HALVES_TO_ZERO = 1 << 19;
    private static final int ALTERNATIVE_HALVES = 1 << 26;

    private static final int[] MODES = {Rounding.NEAREST_EVEN, Rounding.UP, Rounding.DOWN, Rounding.TOWARD_ZERO};
    private static final int MODE_SHIFT = 22;

    /** Exceptions of IEEE 754, of which {@link org.graftvm.machine.fp.FpEnvironment} has them in the opposite order. */
    private static final int EXCEPTIONS = 31;

    private static final FpFormat[] FORMATS = {BINARY16, BINARY16, FpFormat.BINARY32, FpFormat.BINARY64};

    private FpStatus() {}

    /** The format of 2, 4 or 8 bytes, by the logarithm of this number. */
    static FpFormat format(int size) {
        return FORMATS[size];
    }

    static int rounding(Arm64Cpu cpu) {
        return MODES[cpu.fpcr() >>> MODE_SHIFT & 3];
    }

    /** The rounding mode of an instruction that may have its own. */
    static int rounding(Arm64Cpu cpu, int rounding) {
        return rounding == DYNAMIC ? rounding(cpu) : rounding;
    }

    /** Whether denormal operands count as zeros, and denormal results become zeros. */
    static boolean flushes(Arm64Cpu cpu, FpFormat format) {
        return (cpu.fpcr() & (format == BINARY16 ? FLUSH_HALVES_TO_ZERO : FLUSH_TO_ZERO)) != 0;
    }

    /** Whether half precision is the alternative format, without infinities and NaNs. */
    static boolean hasAlternativeHalves(Arm64Cpu cpu) {
        return (cpu.fpcr() & ALTERNATIVE_HALVES) != 0;
    }

    static void raise(Arm64Cpu cpu, int exceptions) {
        cpu.setFpsr(cpu.fpsr() | exceptions);
    }

    /** An operand as it counts; the bits above the format may be anything. */
    static long operand(Arm64Cpu cpu, FpFormat format, long register) {
        long bits = register & format.mask();
        if (!flushes(cpu, format) || !format.isSubnormal(bits)) {
            return bits;
        }
        if (format != BINARY16) {
            raise(cpu, INPUT_DENORMAL);
        }
        return format.zero(format.isNegative(bits));
    }

    /** A result, with what it has raised. */
    static long finish(Arm64Cpu cpu, FpFormat format, long result) {
        return finish(cpu, format, result, flushes(cpu, format));
    }

    /** @param flushed whether it becomes zero if it is tiny, which raises underflow alone */
    static long finish(Arm64Cpu cpu, FpFormat format, long result, boolean flushed) {
        int raised = cpu.floatingPoint.takeAll();
        if (flushed && (raised & TINY) != 0) {
            raise(cpu, UNDERFLOW);
            return format.zero(format.isNegative(result));
        }
        raise(cpu, Integer.reverse(raised & EXCEPTIONS) >>> 27);
        return result;
    }
}
