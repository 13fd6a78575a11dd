package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Addresses relative to the instruction's own. */
@Section(ref = "Arm ARM C3.4.4: PC-relative address calculation", feature = "A64")
final class PcRelative {
    private static final long PAGE = 4096;

    private PcRelative() {}

    @Instruction("adr Xd, label21")
    @Encoding("0 label21[1:0] 10000 label21[20:2] Xd:5")
    static void adr(Lowering x, long label21, int Xd) {
        x.write(Xd, 64, CommonOperations.BASIC_MOVE, Lowering.constant(x.pc() + label21));
    }

    @Instruction("adrp Xd, page")
    @Encoding("1 page[1:0] 10000 page[20:2] Xd:5")
    static void adrp(Lowering x, long page, int Xd) {
        x.write(Xd, 64, CommonOperations.BASIC_MOVE, Lowering.constant((x.pc() & -PAGE) + page));
    }
}
