package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.boxBits;
import static org.graftvm.isa.riscv.instructions.FloatSupport.singleBits;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Single-precision sign injection, and moves to and from integer registers. */
@Section(
        ref = "RISC-V unprivileged ISA, F: Single-Precision Floating-Point Conversion and Move Instructions",
        feature = "F")
final class FloatSingleMove {
    private static final long SIGN = 1L << 31;
    private static final long MAGNITUDE = SIGN - 1;

    private FloatSingleMove() {}

    @Instruction("fsgnj.s fd, fs1, fs2")
    @Encoding("0010000 fs2:5 fs1:5 000 fd:5 1010011")
    static long fsgnjS(long fs1, long fs2) {
        long a = singleBits(fs1);
        long b = singleBits(fs2);
        return boxBits((int) (a & MAGNITUDE | b & SIGN));
    }

    @Instruction("fsgnjn.s fd, fs1, fs2")
    @Encoding("0010000 fs2:5 fs1:5 001 fd:5 1010011")
    static long fsgnjnS(long fs1, long fs2) {
        long a = singleBits(fs1);
        long b = singleBits(fs2);
        return boxBits((int) (a & MAGNITUDE | ~b & SIGN));
    }

    @Instruction("fsgnjx.s fd, fs1, fs2")
    @Encoding("0010000 fs2:5 fs1:5 010 fd:5 1010011")
    static long fsgnjxS(long fs1, long fs2) {
        long a = singleBits(fs1);
        long b = singleBits(fs2);
        return boxBits((int) (a & MAGNITUDE | (a ^ b) & SIGN));
    }

    @Instruction("fmv.x.w rd, fs1")
    @Encoding("1110000 00000 fs1:5 000 rd:5 1010011")
    static long fmvXW(long fs1) {
        return (int) fs1;
    }

    @Instruction("fmv.w.x fd, rs1")
    @Encoding("1111000 00000 rs1:5 000 fd:5 1010011")
    static long fmvWX(long rs1) {
        return boxBits((int) rs1);
    }
}
