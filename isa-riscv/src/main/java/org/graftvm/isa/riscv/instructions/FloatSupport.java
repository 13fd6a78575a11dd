package org.graftvm.isa.riscv.instructions;

import static org.graftvm.machine.fp.FpEnvironment.INEXACT;

import com.oracle.truffle.api.CompilerDirectives;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.HostDouble;
import org.graftvm.machine.fp.HostFloat;
import org.graftvm.machine.fp.Rounding;

/** What floating-point instructions have in common: rounding modes, boxing, classes. Small, to be inlined. */
final class FloatSupport {
    /** Value of an instruction's {@code rm} field that refers to the {@code frm} register. */
    static final int DYNAMIC = 7;

    private static final long BOX = 0xffff_ffffL << 32;
    private static final long HALF_BOX = -1L << 16;
    private static final long SINGLE_NAN = 0x7fc0_0000L;
    private static final long HALF_NAN = 0x7e00;

    private FloatSupport() {}

    // ---- rounding ----

    /** Whether results are rounded to nearest even, as the host does. */
    static boolean nearest(RiscvCpu cpu, int rm) {
        return rm == Rounding.NEAREST_EVEN || (rm == DYNAMIC && cpu.frm == Rounding.NEAREST_EVEN);
    }

    /** Whether host arithmetic will do as long as it raises at most inexact: that flag is set already. */
    static boolean settled(RiscvCpu cpu, int rm) {
        return (cpu.fflags & INEXACT) != 0 && nearest(cpu, rm);
    }

    /** Raises the trap of an invalid dynamic rounding mode, in instructions that do not round. */
    static void requireValid(RiscvCpu cpu, int rm) {
        if (rm == DYNAMIC && cpu.frm > Rounding.NEAREST_AWAY) {
            throw RiscvCpu.illegalInstruction();
        }
    }

    /**
     * {@code value} rounded to an integral value, except that rounding toward zero is left to the conversion that
     * follows; NaN where the host cannot round that way.
     */
    static double integral(RiscvCpu cpu, double value, int rm) {
        return HostDouble.integral(value, rm == DYNAMIC ? cpu.frm : rm);
    }

    /** Returns {@code result}, and raises inexact unless {@code exact}. */
    static long exactOr(RiscvCpu cpu, long result, boolean exact) {
        if (!exact) {
            cpu.fflags |= INEXACT;
        }
        return result;
    }

    // ---- host arithmetic ----
    // Once inexact is set, a result that raised at most that will do. Before it, an exact result will: programs that
    // compute with integers in floating point never set the flag.

    /** Keeps compilers from computing the exactness of a result that needs none. */
    private static boolean usual(boolean condition) {
        return CompilerDirectives.injectBranchProbability(0.99, condition);
    }

    /** Whether the host's {@code sum} of a and b is the guest's, flags included; likewise the methods below. */
    static boolean sumHolds(RiscvCpu cpu, int rm, double a, double b, double sum) {
        return usual(settled(cpu, rm) && HostDouble.sumSettled(sum))
                || nearest(cpu, rm) && HostDouble.sumExact(a, b, sum);
    }

    static boolean productHolds(RiscvCpu cpu, int rm, double a, double b, double product) {
        return usual(settled(cpu, rm) && HostDouble.settled(product))
                || nearest(cpu, rm) && HostDouble.productExact(a, b, product);
    }

    static boolean quotientHolds(RiscvCpu cpu, int rm, double a, double b, double quotient) {
        return usual(settled(cpu, rm) && HostDouble.settled(quotient))
                || nearest(cpu, rm) && HostDouble.quotientExact(a, b, quotient);
    }

    static boolean rootHolds(RiscvCpu cpu, int rm, double a, double root) {
        return usual(settled(cpu, rm) && HostDouble.sumSettled(root))
                || nearest(cpu, rm) && HostDouble.rootExact(a, root);
    }

    static boolean fusedHolds(RiscvCpu cpu, int rm, double a, double b, double c, double result) {
        return usual(settled(cpu, rm) && HostDouble.settled(result))
                || nearest(cpu, rm) && HostDouble.fusedExact(a, b, c, result);
    }

    /** Whether the host's {@code sum} of a and b is the guest's, flags included; likewise the methods below. */
    static boolean sumHolds(RiscvCpu cpu, int rm, float a, float b, float sum) {
        return usual(settled(cpu, rm) && HostFloat.sumSettled(sum))
                || nearest(cpu, rm) && HostFloat.sumExact(a, b, sum);
    }

    static boolean productHolds(RiscvCpu cpu, int rm, float a, float b, float product) {
        return usual(settled(cpu, rm) && HostFloat.settled(product))
                || nearest(cpu, rm) && HostFloat.productExact(a, b, product);
    }

    static boolean quotientHolds(RiscvCpu cpu, int rm, float a, float b, float quotient) {
        return usual(settled(cpu, rm) && HostFloat.settled(quotient))
                || nearest(cpu, rm) && HostFloat.quotientExact(a, b, quotient);
    }

    static boolean rootHolds(RiscvCpu cpu, int rm, float a, float root) {
        return usual(settled(cpu, rm) && HostFloat.sumSettled(root))
                || nearest(cpu, rm) && HostFloat.rootExact(a, root);
    }

    static boolean fusedHolds(RiscvCpu cpu, int rm, float a, float b, float c, float result) {
        return usual(settled(cpu, rm) && HostFloat.settled(result))
                || nearest(cpu, rm) && HostFloat.fusedExact(a, b, c, result);
    }

    // ---- NaN boxing ----

    /** The single in a register; NaN if it is not boxed. */
    static float single(long register) {
        return register >>> 32 == BOX >>> 32 ? Float.intBitsToFloat((int) register) : Float.NaN;
    }

    /** The bits of the single in a register; the canonical NaN if it is not boxed. */
    static long singleBits(long register) {
        return register >>> 32 == BOX >>> 32 ? register & ~BOX : SINGLE_NAN;
    }

    static long box(float value) {
        return boxBits(Float.floatToRawIntBits(value));
    }

    static long boxBits(int bits) {
        return BOX | bits;
    }

    /** The bits of the half in a register; the canonical NaN if it is not boxed. */
    static long halfBits(long register) {
        return register >>> 16 == HALF_BOX >>> 16 ? register & ~HALF_BOX : HALF_NAN;
    }

    static long boxHalf(int bits) {
        return HALF_BOX | bits;
    }

    // ---- classification ----

    /** The ten-bit mask of fclass. */
    static long classify(FpFormat format, long bits) {
        if (format.isNan(bits)) {
            return format.isSignaling(bits) ? 1 << 8 : 1 << 9;
        }
        int magnitude = format.isZero(bits) ? 3 : format.isSubnormal(bits) ? 2 : format.isInfinite(bits) ? 0 : 1;
        return format.isNegative(bits) ? 1 << magnitude : 1 << (7 - magnitude);
    }
}
