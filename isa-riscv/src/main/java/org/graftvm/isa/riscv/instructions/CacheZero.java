package org.graftvm.isa.riscv.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Zeroing of cache blocks, which have 64 bytes here. */
@Section(ref = "RISC-V unprivileged ISA, CMO: Zicboz, Cache-Block Zero Instructions", feature = "Zicboz")
final class CacheZero {
    private static final long BLOCK = 64;

    private CacheZero() {}

    @Instruction("cbo.zero (rs1)")
    @Encoding("000000000100 rs1:5 010 00000 0001111")
    static void cboZero(Memory memory, long rs1) {
        long block = rs1 & -BLOCK;
        for (long at = block; at != block + BLOCK; at += 8) {
            memory.writeLong(at, 0);
        }
    }
}
