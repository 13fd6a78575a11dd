package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.machine.fp.FpEnvironment.DENORMAL;
import static org.graftvm.machine.fp.FpEnvironment.DIVIDE_BY_ZERO;
import static org.graftvm.machine.fp.FpEnvironment.INEXACT;
import static org.graftvm.machine.fp.FpEnvironment.INVALID;
import static org.graftvm.machine.fp.FpEnvironment.OVERFLOW;
import static org.graftvm.machine.fp.FpEnvironment.UNDERFLOW;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.machine.fp.Rounding;

/**
 * Control and status of SSE floating point (SDM volume 1, 10.2.3 and 11.5): exception flags in bits 0 to 5, their masks in bits 7 to
 * 12, rounding in bits 13 and 14.
 */
final class Mxcsr {
    static final int INVALID_FLAG = 1;
    static final int DENORMAL_FLAG = 1 << 1;
    static final int ZERO_DIVIDE_FLAG = 1 << 2;
    static final int OVERFLOW_FLAG = 1 << 3;
    static final int UNDERFLOW_FLAG = 1 << 4;
    static final int PRECISION_FLAG = 1 << 5;

    /** Denormal operands count as zeros. */
    static final int DENORMALS_ARE_ZEROS = 1 << 6;

    /** Tiny results become zero while underflow is masked. */
    static final int FLUSH_TO_ZERO = 1 << 15;

    private static final int FLAGS = 0x3f;
    private static final int MASK_SHIFT = 7;
    private static final int MASKS = FLAGS << MASK_SHIFT;
    private static final int ROUNDING_SHIFT = 13;
    private static final int ROUNDING = 3 << ROUNDING_SHIFT;

    /** Exceptions of operands, which come before all that a result raises. */
    private static final int EARLY = INVALID_FLAG | DENORMAL_FLAG | ZERO_DIVIDE_FLAG;

    /** Inexact results change nothing: the exception is masked and its flag set. */
    private static final int PRECISION_SETTLED = PRECISION_FLAG | PRECISION_FLAG << MASK_SHIFT;

    private static final int[] MODES = {Rounding.NEAREST_EVEN, Rounding.DOWN, Rounding.UP, Rounding.TOWARD_ZERO};

    private Mxcsr() {}

    // ---- for fast paths ----

    /** Whether results are rounded to nearest even, as the host does. */
    static boolean isNearest(X86Cpu cpu) {
        return (cpu.mxcsr() & ROUNDING) == 0;
    }

    /** Whether results may be inexact. */
    static boolean isSettled(X86Cpu cpu) {
        return (cpu.mxcsr() & PRECISION_SETTLED) == PRECISION_SETTLED;
    }

    // ---- for slow paths ----

    static int rounding(X86Cpu cpu) {
        return rounding(roundingBits(cpu));
    }

    /** The rounding mode as its two bits encode it. */
    static int roundingBits(X86Cpu cpu) {
        return (cpu.mxcsr() & ROUNDING) >> ROUNDING_SHIFT;
    }

    /** The mode that two bits encode. */
    static int rounding(int bits) {
        return MODES[bits];
    }

    static boolean isMasked(X86Cpu cpu, int flag) {
        return (cpu.mxcsr() & flag << MASK_SHIFT) != 0;
    }

    /**
     * Takes note of what one lane has raised. While exceptions are unmasked, {@link #deliver} decides when all lanes are done:
     * what results have raised counts only if no operand has raised something unmasked.
     */
    static void raise(X86Cpu cpu, int flags) {
        if ((cpu.mxcsr() & MASKS) == MASKS) {
            cpu.setMxcsr(cpu.mxcsr() | flags);
        } else {
            cpu.raised |= flags;
        }
    }

    /**
     * Ends an instruction.
     *
     * @return {@code result}
     * @throws GuestFault where an unmasked exception was raised
     */
    static long deliver(X86Cpu cpu, long result) {
        if (cpu.raised != 0) {
            settle(cpu);
        }
        return result;
    }

    @TruffleBoundary
    static void settle(X86Cpu cpu) {
        int unmasked = ~(cpu.mxcsr() >> MASK_SHIFT) & FLAGS;
        int flags = cpu.raised;
        cpu.raised = 0;
        int early = flags & EARLY;
        if ((early & unmasked) != 0) {
            flags = early;
        }
        cpu.setMxcsr(cpu.mxcsr() | flags);
        if ((flags & unmasked) != 0) {
            // The kernel names the signal after all flags, those from before included.
            throw new GuestFault(new Trap.FloatingPointError(exceptions(cpu.mxcsr() & unmasked)));
        }
    }

    private static int exceptions(int flags) {
        return ((flags & INVALID_FLAG) != 0 ? INVALID : 0)
                | ((flags & DENORMAL_FLAG) != 0 ? DENORMAL : 0)
                | ((flags & ZERO_DIVIDE_FLAG) != 0 ? DIVIDE_BY_ZERO : 0)
                | ((flags & OVERFLOW_FLAG) != 0 ? OVERFLOW : 0)
                | ((flags & UNDERFLOW_FLAG) != 0 ? UNDERFLOW : 0)
                | ((flags & PRECISION_FLAG) != 0 ? INEXACT : 0);
    }
}
