package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.productHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.quotientHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.rootHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.sumHolds;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Double-precision arithmetic: host arithmetic where it is exact enough, {@link DoubleSlow} elsewhere. */
@Section(ref = "RISC-V unprivileged ISA, D: Double-Precision Floating-Point Computational Instructions", feature = "D")
final class FloatDoubleCompute {
    private FloatDoubleCompute() {}

    @Instruction("fadd.d fd, fs1, fs2{, rm}")
    @Encoding(value = "0000001 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long faddD(RiscvCpu cpu, long fs1, long fs2, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double result = a + b;
        if (sumHolds(cpu, rm, a, b, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.add(cpu, fs1, fs2, rm);
    }

    @Instruction("fsub.d fd, fs1, fs2{, rm}")
    @Encoding(value = "0000101 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fsubD(RiscvCpu cpu, long fs1, long fs2, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double result = a - b;
        if (sumHolds(cpu, rm, a, -b, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.subtract(cpu, fs1, fs2, rm);
    }

    @Instruction("fmul.d fd, fs1, fs2{, rm}")
    @Encoding(value = "0001001 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fmulD(RiscvCpu cpu, long fs1, long fs2, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double result = a * b;
        if (productHolds(cpu, rm, a, b, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.multiply(cpu, fs1, fs2, rm);
    }

    @Instruction("fdiv.d fd, fs1, fs2{, rm}")
    @Encoding(value = "0001101 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fdivD(RiscvCpu cpu, long fs1, long fs2, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        double result = a / b;
        if (quotientHolds(cpu, rm, a, b, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.divide(cpu, fs1, fs2, rm);
    }

    @Instruction("fsqrt.d fd, fs1{, rm}")
    @Encoding(value = "0101101 00000 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fsqrtD(RiscvCpu cpu, long fs1, int rm) {
        double a = Double.longBitsToDouble(fs1);
        double result = Math.sqrt(a);
        if (rootHolds(cpu, rm, a, result)) {
            return Double.doubleToRawLongBits(result);
        }
        return DoubleSlow.squareRoot(cpu, fs1, rm);
    }

    /** Equal operands differ at most in the sign of zero, so combining their bits picks the negative zero. */
    @Instruction("fmin.d fd, fs1, fs2")
    @Encoding("0010101 fs2:5 fs1:5 000 fd:5 1010011")
    static long fminD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (a < b) {
            return fs1;
        }
        if (b < a) {
            return fs2;
        }
        if (a == b) {
            return fs1 | fs2;
        }
        return DoubleSlow.numberOf(cpu, fs1, fs2);
    }

    /** Equal operands differ at most in the sign of zero, so combining their bits picks the positive zero. */
    @Instruction("fmax.d fd, fs1, fs2")
    @Encoding("0010101 fs2:5 fs1:5 001 fd:5 1010011")
    static long fmaxD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (a > b) {
            return fs1;
        }
        if (b > a) {
            return fs2;
        }
        if (a == b) {
            return fs1 & fs2;
        }
        return DoubleSlow.numberOf(cpu, fs1, fs2);
    }
}
