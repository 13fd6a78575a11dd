package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.box;
import static org.graftvm.isa.riscv.instructions.FloatSupport.productHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.quotientHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.rootHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.single;
import static org.graftvm.isa.riscv.instructions.FloatSupport.sumHolds;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Single-precision arithmetic: host arithmetic where it is exact enough, {@link SingleSlow} elsewhere. */
@Section(ref = "RISC-V unprivileged ISA, F: Single-Precision Floating-Point Computational Instructions", feature = "F")
final class FloatSingleCompute {
    private FloatSingleCompute() {}

    @Instruction("fadd.s fd, fs1, fs2{, rm}")
    @Encoding(value = "0000000 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long faddS(RiscvCpu cpu, long fs1, long fs2, int rm) {
        float a = single(fs1);
        float b = single(fs2);
        float result = a + b;
        if (sumHolds(cpu, rm, a, b, result)) {
            return box(result);
        }
        return SingleSlow.add(cpu, fs1, fs2, rm);
    }

    @Instruction("fsub.s fd, fs1, fs2{, rm}")
    @Encoding(value = "0000100 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fsubS(RiscvCpu cpu, long fs1, long fs2, int rm) {
        float a = single(fs1);
        float b = single(fs2);
        float result = a - b;
        if (sumHolds(cpu, rm, a, -b, result)) {
            return box(result);
        }
        return SingleSlow.subtract(cpu, fs1, fs2, rm);
    }

    @Instruction("fmul.s fd, fs1, fs2{, rm}")
    @Encoding(value = "0001000 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fmulS(RiscvCpu cpu, long fs1, long fs2, int rm) {
        float a = single(fs1);
        float b = single(fs2);
        float result = a * b;
        if (productHolds(cpu, rm, a, b, result)) {
            return box(result);
        }
        return SingleSlow.multiply(cpu, fs1, fs2, rm);
    }

    @Instruction("fdiv.s fd, fs1, fs2{, rm}")
    @Encoding(value = "0001100 fs2:5 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fdivS(RiscvCpu cpu, long fs1, long fs2, int rm) {
        float a = single(fs1);
        float b = single(fs2);
        float result = a / b;
        if (quotientHolds(cpu, rm, a, b, result)) {
            return box(result);
        }
        return SingleSlow.divide(cpu, fs1, fs2, rm);
    }

    @Instruction("fsqrt.s fd, fs1{, rm}")
    @Encoding(value = "0101100 00000 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fsqrtS(RiscvCpu cpu, long fs1, int rm) {
        float a = single(fs1);
        float result = (float) Math.sqrt(a);
        if (rootHolds(cpu, rm, a, result)) {
            return box(result);
        }
        return SingleSlow.squareRoot(cpu, fs1, rm);
    }

    /** Equal operands differ at most in the sign of zero, so combining their bits picks the negative zero. */
    @Instruction("fmin.s fd, fs1, fs2")
    @Encoding("0010100 fs2:5 fs1:5 000 fd:5 1010011")
    static long fminS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (a < b) {
            return fs1;
        }
        if (b < a) {
            return fs2;
        }
        if (a == b) {
            return fs1 | fs2;
        }
        return SingleSlow.numberOf(cpu, fs1, fs2);
    }

    /** Equal operands differ at most in the sign of zero, so combining their bits picks the positive zero. */
    @Instruction("fmax.s fd, fs1, fs2")
    @Encoding("0010100 fs2:5 fs1:5 001 fd:5 1010011")
    static long fmaxS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (a > b) {
            return fs1;
        }
        if (b > a) {
            return fs2;
        }
        if (a == b) {
            return fs1 & fs2;
        }
        return SingleSlow.numberOf(cpu, fs1, fs2);
    }
}
