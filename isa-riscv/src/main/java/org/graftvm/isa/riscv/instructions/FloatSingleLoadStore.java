package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.boxBits;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Single-precision loads and stores. */
@Section(ref = "RISC-V unprivileged ISA, F: Single-Precision Load and Store Instructions", feature = "F")
final class FloatSingleLoadStore {
    private FloatSingleLoadStore() {}

    @Instruction("flw fd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 010 fd:5 0000111")
    @Access(bytes = 4, base = "rs1", displacement = "imm")
    static long flw(Memory memory, long rs1, long imm) {
        return boxBits(memory.readInt(rs1 + imm));
    }

    @Instruction("fsw fs2, imm(rs1)")
    @Encoding("imm[11:5] fs2:5 rs1:5 010 imm[4:0] 0100111")
    @Access(bytes = 4, write = true, base = "rs1", displacement = "imm")
    static void fsw(Memory memory, long rs1, long fs2, long imm) {
        memory.writeInt(rs1 + imm, (int) fs2);
    }
}
