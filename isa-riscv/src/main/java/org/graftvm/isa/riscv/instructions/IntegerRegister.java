package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Operations of two registers. */
@Section(ref = "RISC-V unprivileged ISA, RV32I: Integer Register-Register Operations", feature = "I")
final class IntegerRegister {
    private IntegerRegister() {}

    @Instruction("add rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 000 rd:5 0110011")
    static long add(long rs1, long rs2) {
        return rs1 + rs2;
    }

    @Instruction("sub rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 000 rd:5 0110011")
    static long sub(long rs1, long rs2) {
        return rs1 - rs2;
    }

    @Instruction("sll rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 001 rd:5 0110011")
    static long sll(long rs1, long rs2) {
        return rs1 << rs2;
    }

    @Instruction("slt rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 010 rd:5 0110011")
    static long slt(long rs1, long rs2) {
        return rs1 < rs2 ? 1 : 0;
    }

    @Instruction("sltu rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 011 rd:5 0110011")
    static long sltu(long rs1, long rs2) {
        return Long.compareUnsigned(rs1, rs2) < 0 ? 1 : 0;
    }

    @Instruction("xor rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 100 rd:5 0110011")
    static long xor(long rs1, long rs2) {
        return rs1 ^ rs2;
    }

    @Instruction("srl rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 101 rd:5 0110011")
    static long srl(long rs1, long rs2) {
        return rs1 >>> rs2;
    }

    @Instruction("sra rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 101 rd:5 0110011")
    static long sra(long rs1, long rs2) {
        return rs1 >> rs2;
    }

    @Instruction("or rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 110 rd:5 0110011")
    static long or(long rs1, long rs2) {
        return rs1 | rs2;
    }

    @Instruction("and rd, rs1, rs2")
    @Encoding("0000000 rs2:5 rs1:5 111 rd:5 0110011")
    static long and(long rs1, long rs2) {
        return rs1 & rs2;
    }
}
