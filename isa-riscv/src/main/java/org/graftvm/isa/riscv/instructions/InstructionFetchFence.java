package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Synchronizes instruction fetch with stores. */
@Section(ref = "RISC-V unprivileged ISA, Zifencei", feature = "Zifencei")
final class InstructionFetchFence {
    private InstructionFetchFence() {}

    /** Stores into translated code are noticed when they happen; what is left to do is to leave the running region. */
    @Instruction(value = "fence.i", flow = Flow.BARRIER)
    @Encoding("_:12 _:5 001 _:5 0001111")
    static void fenceI() {}
}
