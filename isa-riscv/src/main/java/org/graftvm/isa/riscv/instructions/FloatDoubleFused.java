package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.fusedHolds;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Double-precision fused multiply-add; {@code fnmadd} and {@code fnmsub} negate the product. */
@Section(ref = "RISC-V unprivileged ISA, D: Double-Precision Floating-Point Computational Instructions", feature = "D")
final class FloatDoubleFused {
    private FloatDoubleFused() {}

    @Instruction("fmadd.d fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 01 fs2:5 fs1:5 rm:3 fd:5 1000011", when = "rm != 5 && rm != 6")
    static long fmaddD(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double c = Double.longBitsToDouble(fs3);
        double result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.multiplyAdd(cpu, fs1, fs2, fs3, false, false, rm);
    }

    @Instruction("fmsub.d fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 01 fs2:5 fs1:5 rm:3 fd:5 1000111", when = "rm != 5 && rm != 6")
    static long fmsubD(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double c = -Double.longBitsToDouble(fs3);
        double result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.multiplyAdd(cpu, fs1, fs2, fs3, false, true, rm);
    }

    @Instruction("fnmsub.d fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 01 fs2:5 fs1:5 rm:3 fd:5 1001011", when = "rm != 5 && rm != 6")
    static long fnmsubD(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        double a = -Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double c = Double.longBitsToDouble(fs3);
        double result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.multiplyAdd(cpu, fs1, fs2, fs3, true, false, rm);
    }

    @Instruction("fnmadd.d fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 01 fs2:5 fs1:5 rm:3 fd:5 1001111", when = "rm != 5 && rm != 6")
    static long fnmaddD(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        double a = -Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double c = -Double.longBitsToDouble(fs3);
        double result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.multiplyAdd(cpu, fs1, fs2, fs3, true, true, rm);
    }
}
