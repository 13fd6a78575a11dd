package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Jumps, calls, returns and conditional branches. Targets are always legal: with C, code is aligned to two bytes. */
@Section(ref = "RISC-V unprivileged ISA, RV32I: Control Transfer Instructions", feature = "I")
final class ControlTransfer {
    private ControlTransfer() {}

    @Instruction(value = "jal rd, offset", flow = Flow.JUMP)
    @Encoding("offset[20|10:1|11|19:12] rd:5 1101111")
    static long jal(long next) {
        return next;
    }

    @Instruction(value = "jalr rd, imm(rs1)", flow = Flow.INDIRECT)
    @Encoding("imm[11:0] rs1:5 000 rd:5 1100111")
    static long jalr(long rs1, long imm) {
        return (rs1 + imm) & ~1L;
    }

    @Instruction(value = "beq rs1, rs2, offset", flow = Flow.BRANCH)
    @Encoding("offset[12|10:5] rs2:5 rs1:5 000 offset[4:1|11] 1100011")
    static boolean beq(long rs1, long rs2) {
        return rs1 == rs2;
    }

    @Instruction(value = "bne rs1, rs2, offset", flow = Flow.BRANCH)
    @Encoding("offset[12|10:5] rs2:5 rs1:5 001 offset[4:1|11] 1100011")
    static boolean bne(long rs1, long rs2) {
        return rs1 != rs2;
    }

    @Instruction(value = "blt rs1, rs2, offset", flow = Flow.BRANCH)
    @Encoding("offset[12|10:5] rs2:5 rs1:5 100 offset[4:1|11] 1100011")
    static boolean blt(long rs1, long rs2) {
        return rs1 < rs2;
    }

    @Instruction(value = "bge rs1, rs2, offset", flow = Flow.BRANCH)
    @Encoding("offset[12|10:5] rs2:5 rs1:5 101 offset[4:1|11] 1100011")
    static boolean bge(long rs1, long rs2) {
        return rs1 >= rs2;
    }

    @Instruction(value = "bltu rs1, rs2, offset", flow = Flow.BRANCH)
    @Encoding("offset[12|10:5] rs2:5 rs1:5 110 offset[4:1|11] 1100011")
    static boolean bltu(long rs1, long rs2) {
        return Long.compareUnsigned(rs1, rs2) < 0;
    }

    @Instruction(value = "bgeu rs1, rs2, offset", flow = Flow.BRANCH)
    @Encoding("offset[12|10:5] rs2:5 rs1:5 111 offset[4:1|11] 1100011")
    static boolean bgeu(long rs1, long rs2) {
        return Long.compareUnsigned(rs1, rs2) >= 0;
    }
}
