package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Operations of a register and a constant. */
@Section(ref = "RISC-V unprivileged ISA, RV32I: Integer Register-Immediate Instructions", feature = "I")
final class IntegerImmediate {
    private IntegerImmediate() {}

    @Instruction("addi rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 000 rd:5 0010011")
    static long addi(long rs1, long imm) {
        return rs1 + imm;
    }

    @Instruction("slti rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 010 rd:5 0010011")
    static long slti(long rs1, long imm) {
        return rs1 < imm ? 1 : 0;
    }

    @Instruction("sltiu rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 011 rd:5 0010011")
    static long sltiu(long rs1, long imm) {
        return Long.compareUnsigned(rs1, imm) < 0 ? 1 : 0;
    }

    @Instruction("xori rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 100 rd:5 0010011")
    static long xori(long rs1, long imm) {
        return rs1 ^ imm;
    }

    @Instruction("ori rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 110 rd:5 0010011")
    static long ori(long rs1, long imm) {
        return rs1 | imm;
    }

    @Instruction("andi rd, rs1, imm")
    @Encoding("imm[11:0] rs1:5 111 rd:5 0010011")
    static long andi(long rs1, long imm) {
        return rs1 & imm;
    }

    @Instruction("slli rd, rs1, shamt")
    @Encoding("000000 shamt:6 rs1:5 001 rd:5 0010011")
    static long slli(long rs1, long shamt) {
        return rs1 << shamt;
    }

    @Instruction("srli rd, rs1, shamt")
    @Encoding("000000 shamt:6 rs1:5 101 rd:5 0010011")
    static long srli(long rs1, long shamt) {
        return rs1 >>> shamt;
    }

    @Instruction("srai rd, rs1, shamt")
    @Encoding("010000 shamt:6 rs1:5 101 rd:5 0010011")
    static long srai(long rs1, long shamt) {
        return rs1 >> shamt;
    }

    @Instruction("lui rd, imm20")
    @Encoding("imm20:20 rd:5 0110111")
    static long lui(long imm20) {
        return imm20;
    }

    @Instruction("auipc rd, imm20")
    @Encoding("imm20:20 rd:5 0010111")
    static long auipc(long pc, long imm20) {
        return pc + imm20;
    }
}
