package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.box;
import static org.graftvm.isa.riscv.instructions.FloatSupport.fusedHolds;
import static org.graftvm.isa.riscv.instructions.FloatSupport.single;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Single-precision fused multiply-add; {@code fnmadd} and {@code fnmsub} negate the product. */
@Section(ref = "RISC-V unprivileged ISA, F: Single-Precision Floating-Point Computational Instructions", feature = "F")
final class FloatSingleFused {
    private FloatSingleFused() {}

    @Instruction("fmadd.s fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 00 fs2:5 fs1:5 rm:3 fd:5 1000011", when = "rm != 5 && rm != 6")
    static long fmaddS(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        float a = single(fs1);
        float b = single(fs2);
        float c = single(fs3);
        float result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return box(result);
        }
        return SingleSlow.multiplyAdd(cpu, fs1, fs2, fs3, false, false, rm);
    }

    @Instruction("fmsub.s fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 00 fs2:5 fs1:5 rm:3 fd:5 1000111", when = "rm != 5 && rm != 6")
    static long fmsubS(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        float a = single(fs1);
        float b = single(fs2);
        float c = -single(fs3);
        float result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return box(result);
        }
        return SingleSlow.multiplyAdd(cpu, fs1, fs2, fs3, false, true, rm);
    }

    @Instruction("fnmsub.s fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 00 fs2:5 fs1:5 rm:3 fd:5 1001011", when = "rm != 5 && rm != 6")
    static long fnmsubS(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        float a = -single(fs1);
        float b = single(fs2);
        float c = single(fs3);
        float result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return box(result);
        }
        return SingleSlow.multiplyAdd(cpu, fs1, fs2, fs3, true, false, rm);
    }

    @Instruction("fnmadd.s fd, fs1, fs2, fs3{, rm}")
    @Encoding(value = "fs3:5 00 fs2:5 fs1:5 rm:3 fd:5 1001111", when = "rm != 5 && rm != 6")
    static long fnmaddS(RiscvCpu cpu, long fs1, long fs2, long fs3, int rm) {
        float a = -single(fs1);
        float b = single(fs2);
        float c = -single(fs3);
        float result = Math.fma(a, b, c);
        if (fusedHolds(cpu, rm, a, b, c, result)) {
            return box(result);
        }
        return SingleSlow.multiplyAdd(cpu, fs1, fs2, fs3, true, true, rm);
    }
}
