package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.SlowPath.accrue;
import static org.graftvm.isa.riscv.instructions.SlowPath.rounding;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpEnvironment;

/**
 * Double-precision operations with their flags, by the exact algorithms, for what the host's arithmetic does not settle.
 */
final class DoubleSlow {
    private DoubleSlow() {}

    @TruffleBoundary
    static long add(RiscvCpu cpu, long a, long b, int rm) {
        int rounding = rounding(cpu, rm);
        return accrue(cpu, FpArithmetic.add(BINARY64, a, b, rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long subtract(RiscvCpu cpu, long a, long b, int rm) {
        return add(cpu, a, BINARY64.negate(b), rm);
    }

    @TruffleBoundary
    static long multiply(RiscvCpu cpu, long a, long b, int rm) {
        int rounding = rounding(cpu, rm);
        return accrue(cpu, FpArithmetic.multiply(BINARY64, a, b, rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long divide(RiscvCpu cpu, long a, long b, int rm) {
        int rounding = rounding(cpu, rm);
        return accrue(cpu, FpArithmetic.divide(BINARY64, a, b, rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long squareRoot(RiscvCpu cpu, long a, int rm) {
        int rounding = rounding(cpu, rm);
        return accrue(cpu, FpArithmetic.squareRoot(BINARY64, a, rounding, cpu.floatingPoint));
    }

    /** a · b + c, with the product or {@code c} negated first. */
    @TruffleBoundary
    static long multiplyAdd(RiscvCpu cpu, long a, long b, long c, boolean negateProduct, boolean negateAddend, int rm) {
        int rounding = rounding(cpu, rm);
        long p = negateProduct ? BINARY64.negate(a) : a;
        long r = negateAddend ? BINARY64.negate(c) : c;
        return accrue(cpu, FpArithmetic.multiplyAdd(BINARY64, p, b, r, rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long roundToIntegral(RiscvCpu cpu, long a, boolean reportInexact, int rm) {
        int rounding = rounding(cpu, rm);
        return accrue(cpu, FpConversion.roundToIntegral(BINARY64, a, reportInexact, rounding, cpu.floatingPoint));
    }

    /** Result of a minimum or maximum with a NaN: the other operand, or the canonical NaN if both are. */
    @TruffleBoundary
    static long numberOf(RiscvCpu cpu, long a, long b) {
        signalQuiet(cpu, a, b);
        return !BINARY64.isNan(a) ? a : !BINARY64.isNan(b) ? b : BINARY64.defaultNan();
    }

    /** Raises invalid if one operand is a signaling NaN. */
    @TruffleBoundary
    static void signalQuiet(RiscvCpu cpu, long a, long b) {
        if (BINARY64.isSignaling(a) || BINARY64.isSignaling(b)) {
            cpu.fflags |= FpEnvironment.INVALID;
        }
    }
}
