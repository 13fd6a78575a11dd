package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Clearing, extracting, inverting and setting one bit. */
@Section(ref = "RISC-V unprivileged ISA, B: Zbs, Single-bit instructions", feature = "Zbs")
final class SingleBit {
    private SingleBit() {}

    @Instruction("bclr rd, rs1, rs2")
    @Encoding("0100100 rs2:5 rs1:5 001 rd:5 0110011")
    static long bclr(long rs1, long rs2) {
        return rs1 & ~(1L << rs2);
    }

    @Instruction("bclri rd, rs1, shamt")
    @Encoding("010010 shamt:6 rs1:5 001 rd:5 0010011")
    static long bclri(long rs1, long shamt) {
        return rs1 & ~(1L << shamt);
    }

    @Instruction("bext rd, rs1, rs2")
    @Encoding("0100100 rs2:5 rs1:5 101 rd:5 0110011")
    static long bext(long rs1, long rs2) {
        return rs1 >>> rs2 & 1;
    }

    @Instruction("bexti rd, rs1, shamt")
    @Encoding("010010 shamt:6 rs1:5 101 rd:5 0010011")
    static long bexti(long rs1, long shamt) {
        return rs1 >>> shamt & 1;
    }

    @Instruction("binv rd, rs1, rs2")
    @Encoding("0110100 rs2:5 rs1:5 001 rd:5 0110011")
    static long binv(long rs1, long rs2) {
        return rs1 ^ 1L << rs2;
    }

    @Instruction("binvi rd, rs1, shamt")
    @Encoding("011010 shamt:6 rs1:5 001 rd:5 0010011")
    static long binvi(long rs1, long shamt) {
        return rs1 ^ 1L << shamt;
    }

    @Instruction("bset rd, rs1, rs2")
    @Encoding("0010100 rs2:5 rs1:5 001 rd:5 0110011")
    static long bset(long rs1, long rs2) {
        return rs1 | 1L << rs2;
    }

    @Instruction("bseti rd, rs1, shamt")
    @Encoding("001010 shamt:6 rs1:5 001 rd:5 0010011")
    static long bseti(long rs1, long shamt) {
        return rs1 | 1L << shamt;
    }
}
