package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Waiting for a store to the reservation set. The manual lets both end at any time, and so they do after a moment. */
@Section(ref = "RISC-V unprivileged ISA, Zawrs", feature = "Zawrs")
final class WaitOnReservation {
    private WaitOnReservation() {}

    @Instruction("wrs.nto")
    @Encoding("000000001101 00000 000 00000 1110011")
    static void wrsNto() {
        Thread.onSpinWait();
    }

    @Instruction("wrs.sto")
    @Encoding("000000011101 00000 000 00000 1110011")
    static void wrsSto() {
        Thread.onSpinWait();
    }
}
