package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** JavaScript's conversion of numbers to integers, modulo 2^32. */
@Section(ref = "Arm ARM C3.6.4: Floating-point conversion, FJCVTZS", feature = "FP, FEAT_JSCVT")
final class FloatToJavaScript {
    private static final double MODULUS = 0x1p32;

    private FloatToJavaScript() {}

    /** Z tells that the number was an integer of 32 bits, and not the negative zero. */
    @Instruction("fjcvtzs Wd, Dn")
    @Encoding("0 00 11110 01 1 11 110 000000 Dn:5 Wd:5")
    static void fjcvtzs(Lowering x, int Dn, int Wd) {
        Value number = x.copy(Floats.scalar(Dn));
        x.write(Wd, 32, Arm64Operations.FLOAT_TO_JAVA_SCRIPT_CONVERT, number);
        x.applyTo(new int[] {ZF}, -1, Arm64Operations.FLOAT_TO_JAVA_SCRIPT_DIFFERENCE, number);
        x.set(Lowering.constant(0), NF, CF, VF);
    }

    @Operation
    static long convert(Arm64Cpu cpu, long a) {
        double x = Double.longBitsToDouble(a);
        int integer = (int) x;
        return integer == x ? integer : exactly(cpu, a);
    }

    @TruffleBoundary
    private static long exactly(Arm64Cpu cpu, long a) {
        double x = Double.longBitsToDouble(FpStatus.operand(cpu, BINARY64, a));
        double truncated = x < 0 ? Math.ceil(x) : Math.floor(x);
        if ((int) truncated != truncated) { // Not a number, infinite or too large.
            FpStatus.raise(cpu, FpStatus.INVALID_OPERATION);
        } else if (truncated != x) {
            FpStatus.raise(cpu, FpStatus.INEXACT);
        }
        return (long) (truncated % MODULUS);
    }

    /** Raw Z: zero where the integer is the same number, of the same sign. */
    @Operation
    static long difference(Arm64Cpu cpu, long a) {
        long bits = FpStatus.operand(cpu, BINARY64, a);
        return bits ^ Double.doubleToRawLongBits((int) Double.longBitsToDouble(bits));
    }
}
