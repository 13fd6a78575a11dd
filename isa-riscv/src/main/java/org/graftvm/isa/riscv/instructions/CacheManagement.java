package org.graftvm.isa.riscv.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Cleaning, flushing and invalidating cache blocks. Guest memory is coherent, so nothing is left to do but the access check; {@code cbo.inval} behaves as {@code cbo.flush}, as an execution environment may choose. */
@Section(ref = "RISC-V unprivileged ISA, CMO: Zicbom, Cache-Block Management Instructions", feature = "Zicbom")
final class CacheManagement {
    private CacheManagement() {}

    @Instruction("cbo.inval (rs1)")
    @Encoding("000000000000 rs1:5 010 00000 0001111")
    static void cboInval(Memory memory, long rs1) {
        memory.check(rs1, 1, Memory.Access.READ);
    }

    @Instruction("cbo.clean (rs1)")
    @Encoding("000000000001 rs1:5 010 00000 0001111")
    static void cboClean(Memory memory, long rs1) {
        memory.check(rs1, 1, Memory.Access.READ);
    }

    @Instruction("cbo.flush (rs1)")
    @Encoding("000000000010 rs1:5 010 00000 0001111")
    static void cboFlush(Memory memory, long rs1) {
        memory.check(rs1, 1, Memory.Access.READ);
    }
}
