package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Conditional zero. */
@Section(ref = "RISC-V unprivileged ISA, Zicond", feature = "Zicond")
final class IntegerConditional {
    private IntegerConditional() {}

    @Instruction("czero.eqz rd, rs1, rs2")
    @Encoding("0000111 rs2:5 rs1:5 101 rd:5 0110011")
    static long czeroEqz(long rs1, long rs2) {
        return rs2 == 0 ? 0 : rs1;
    }

    @Instruction("czero.nez rd, rs1, rs2")
    @Encoding("0000111 rs2:5 rs1:5 111 rd:5 0110011")
    static long czeroNez(long rs1, long rs2) {
        return rs2 != 0 ? 0 : rs1;
    }
}
