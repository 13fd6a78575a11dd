package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** 32-bit operations of RV64; results are sign-extended. */
@Section(ref = "RISC-V unprivileged ISA, RV64I: Integer Computational Instructions", feature = "I")
final class IntegerWord {
    private IntegerWord() {}

    @Instruction("addiw rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 000 rd:5 0011011")
    static long addiw(long rs1, long imm) {
        return (int) rs1 + (int) imm;
    }

    @Instruction("slliw rd, rs1, shamt")
    @Encoding("0000000 shamt:5 rs1:5 001 rd:5 0011011")
    static long slliw(long rs1, long shamt) {
        return (int) rs1 << shamt;
    }

    @Instruction("srliw rd, rs1, shamt")
    @Encoding("0000000 shamt:5 rs1:5 101 rd:5 0011011")
    static long srliw(long rs1, long shamt) {
        return (int) rs1 >>> shamt;
    }

    @Instruction("sraiw rd, rs1, shamt")
    @Encoding("0100000 shamt:5 rs1:5 101 rd:5 0011011")
    static long sraiw(long rs1, long shamt) {
        return (int) rs1 >> shamt;
    }

    @Instruction("addw rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 000 rd:5 0111011")
    static long addw(long rs1, long rs2) {
        return (int) rs1 + (int) rs2;
    }

    @Instruction("subw rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 000 rd:5 0111011")
    static long subw(long rs1, long rs2) {
        return (int) rs1 - (int) rs2;
    }

    @Instruction("sllw rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 001 rd:5 0111011")
    static long sllw(long rs1, long rs2) {
        return (int) rs1 << (int) rs2;
    }

    @Instruction("srlw rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 101 rd:5 0111011")
    static long srlw(long rs1, long rs2) {
        return (int) rs1 >>> (int) rs2;
    }

    @Instruction("sraw rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 101 rd:5 0111011")
    static long sraw(long rs1, long rs2) {
        return (int) rs1 >> (int) rs2;
    }
}
