package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Double-precision sign injection, and moves to and from integer registers. */
@Section(
        ref = "RISC-V unprivileged ISA, D: Double-Precision Floating-Point Conversion and Move Instructions",
        feature = "D")
final class FloatDoubleMove {
    private static final long SIGN = 1L << 63;
    private static final long MAGNITUDE = SIGN - 1;

    private FloatDoubleMove() {}

    @Instruction("fsgnj.d fd, fs1, fs2")
    @Encoding("0010001 fs2:5 fs1:5 000 fd:5 1010011")
    static long fsgnjD(long fs1, long fs2) {
        return fs1 & MAGNITUDE | fs2 & SIGN;
    }

    @Instruction("fsgnjn.d fd, fs1, fs2")
    @Encoding("0010001 fs2:5 fs1:5 001 fd:5 1010011")
    static long fsgnjnD(long fs1, long fs2) {
        return fs1 & MAGNITUDE | ~fs2 & SIGN;
    }

    @Instruction("fsgnjx.d fd, fs1, fs2")
    @Encoding("0010001 fs2:5 fs1:5 010 fd:5 1010011")
    static long fsgnjxD(long fs1, long fs2) {
        return fs1 & MAGNITUDE | (fs1 ^ fs2) & SIGN;
    }

    @Instruction("fmv.x.d rd, fs1")
    @Encoding("1110001 00000 fs1:5 000 rd:5 1010011")
    static long fmvXD(long fs1) {
        return fs1;
    }

    @Instruction("fmv.d.x fd, rs1")
    @Encoding("1111001 00000 rs1:5 000 fd:5 1010011")
    static long fmvDX(long rs1) {
        return rs1;
    }
}
