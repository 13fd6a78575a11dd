package org.graftvm.isa.x86_64.instructions;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** The end of MMX code, which gives the registers back to x87. */
@Section(ref = "SDM volume 1, 5.4.8: MMX State Management Instructions", feature = "MMX")
final class Mmx {
    private Mmx() {}

    @Instruction("emms")
    @Encoding("NP 0F 77")
    static void emms(Lowering x) {
        x.run(X86Operations.MMX_EMPTY);
    }

    @Operation
    static void empty(X86Cpu cpu) {
        cpu.x87.await();
        cpu.x87.enterMmx(0);
    }
}
