package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.boxBits;
import static org.graftvm.isa.riscv.instructions.FloatSupport.singleBits;
import static org.graftvm.isa.riscv.instructions.SlowPath.accrue;
import static org.graftvm.isa.riscv.instructions.SlowPath.rounding;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpArithmetic;
import org.graftvm.machine.fp.FpConversion;
import org.graftvm.machine.fp.FpEnvironment;

/**
 * Single-precision operations with their flags, on boxed values, by the exact algorithms, for what the host's arithmetic
 * does not settle.
 */
final class SingleSlow {
    private SingleSlow() {}

    @TruffleBoundary
    static long add(RiscvCpu cpu, long a, long b, int rm) {
        int rounding = rounding(cpu, rm);
        return boxed(cpu, FpArithmetic.add(BINARY32, singleBits(a), singleBits(b), rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long subtract(RiscvCpu cpu, long a, long b, int rm) {
        return add(cpu, a, boxBits((int) BINARY32.negate(singleBits(b))), rm);
    }

    @TruffleBoundary
    static long multiply(RiscvCpu cpu, long a, long b, int rm) {
        int rounding = rounding(cpu, rm);
        return boxed(cpu, FpArithmetic.multiply(BINARY32, singleBits(a), singleBits(b), rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long divide(RiscvCpu cpu, long a, long b, int rm) {
        int rounding = rounding(cpu, rm);
        return boxed(cpu, FpArithmetic.divide(BINARY32, singleBits(a), singleBits(b), rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long squareRoot(RiscvCpu cpu, long a, int rm) {
        int rounding = rounding(cpu, rm);
        return boxed(cpu, FpArithmetic.squareRoot(BINARY32, singleBits(a), rounding, cpu.floatingPoint));
    }

    /** a · b + c, with the product or {@code c} negated first. */
    @TruffleBoundary
    static long multiplyAdd(RiscvCpu cpu, long a, long b, long c, boolean negateProduct, boolean negateAddend, int rm) {
        int rounding = rounding(cpu, rm);
        long p = negateProduct ? BINARY32.negate(singleBits(a)) : singleBits(a);
        long q = singleBits(b);
        long r = negateAddend ? BINARY32.negate(singleBits(c)) : singleBits(c);
        return boxed(cpu, FpArithmetic.multiplyAdd(BINARY32, p, q, r, rounding, cpu.floatingPoint));
    }

    @TruffleBoundary
    static long roundToIntegral(RiscvCpu cpu, long a, boolean reportInexact, int rm) {
        int rounding = rounding(cpu, rm);
        return boxed(
                cpu, FpConversion.roundToIntegral(BINARY32, singleBits(a), reportInexact, rounding, cpu.floatingPoint));
    }

    /** Result of a minimum or maximum with a NaN: the other operand, or the canonical NaN if both are. */
    @TruffleBoundary
    static long numberOf(RiscvCpu cpu, long a, long b) {
        signalQuiet(cpu, a, b);
        long x = singleBits(a);
        long y = singleBits(b);
        return boxBits((int) (!BINARY32.isNan(x) ? x : !BINARY32.isNan(y) ? y : BINARY32.defaultNan()));
    }

    /** Raises invalid if one operand is a signaling NaN. */
    @TruffleBoundary
    static void signalQuiet(RiscvCpu cpu, long a, long b) {
        if (BINARY32.isSignaling(singleBits(a)) || BINARY32.isSignaling(singleBits(b))) {
            cpu.fflags |= FpEnvironment.INVALID;
        }
    }

    private static long boxed(RiscvCpu cpu, long bits) {
        return boxBits((int) accrue(cpu, bits));
    }
}
