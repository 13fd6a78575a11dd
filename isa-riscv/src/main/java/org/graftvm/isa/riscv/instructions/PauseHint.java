package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** A hint for loops that wait for another hart. */
@Section(ref = "RISC-V unprivileged ISA, Zihintpause", feature = "Zihintpause")
final class PauseHint {
    private PauseHint() {}

    @Instruction("pause")
    @Encoding("0000 0001 0000 00000 000 00000 0001111")
    static void pause() {
        Thread.onSpinWait();
    }
}
