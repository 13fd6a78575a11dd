package org.graftvm.isa.riscv.instructions;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** 16-bit jumps, branches and breakpoint. */
@Section(ref = "RISC-V unprivileged ISA, C: Control Transfer Instructions", feature = "C")
final class CompressedControlTransfer {
    private CompressedControlTransfer() {}

    @Instruction(value = "c.j offset", flow = Flow.JUMP)
    @Encoding("101 offset[11|4|9:8|10|6|7|3:1|5] 01")
    static void cJ() {}

    @Instruction(value = "c.jr rs1", flow = Flow.INDIRECT)
    @Encoding(value = "100 0 rs1:5 00000 10", when = "rs1 != 0")
    static long cJr(long rs1) {
        return rs1 & ~1L;
    }

    @Instruction(value = "c.jalr rs1", flow = Flow.INDIRECT, destination = "ra")
    @Encoding(value = "100 1 rs1:5 00000 10", when = "rs1 != 0")
    static long cJalr(long rs1) {
        return rs1 & ~1L;
    }

    @Instruction(value = "c.beqz rs1c, offset", flow = Flow.BRANCH)
    @Encoding("110 offset[8|4:3] rs1c:3 offset[7:6|2:1|5] 01")
    static boolean cBeqz(long rs1c) {
        return rs1c == 0;
    }

    @Instruction(value = "c.bnez rs1c, offset", flow = Flow.BRANCH)
    @Encoding("111 offset[8|4:3] rs1c:3 offset[7:6|2:1|5] 01")
    static boolean cBnez(long rs1c) {
        return rs1c != 0;
    }

    @Instruction("c.ebreak")
    @Encoding("100 1 00000 00000 10")
    static void cEbreak(RiscvCpu cpu) {
        throw FenceAndEnvironment.breakpoint();
    }
}
