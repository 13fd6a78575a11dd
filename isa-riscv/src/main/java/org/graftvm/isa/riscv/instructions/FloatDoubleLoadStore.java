package org.graftvm.isa.riscv.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Double-precision loads and stores. */
@Section(ref = "RISC-V unprivileged ISA, D: Double-Precision Load and Store Instructions", feature = "D")
final class FloatDoubleLoadStore {
    private FloatDoubleLoadStore() {}

    @Instruction("fld fd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 011 fd:5 0000111")
    @Access(bytes = 8, base = "rs1", displacement = "imm")
    static long fld(Memory memory, long rs1, long imm) {
        return memory.readLong(rs1 + imm);
    }

    @Instruction("fsd fs2, imm(rs1)")
    @Encoding("imm[11:5] fs2:5 rs1:5 011 imm[4:0] 0100111")
    @Access(bytes = 8, write = true, base = "rs1", displacement = "imm")
    static void fsd(Memory memory, long rs1, long fs2, long imm) {
        memory.writeLong(rs1 + imm, fs2);
    }
}
