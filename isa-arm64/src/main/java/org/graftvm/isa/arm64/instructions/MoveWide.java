package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Constants of sixteen bits, at a place that is a multiple of sixteen. */
@Section(ref = "Arm ARM C3.4.3: Move (wide immediate)", feature = "A64")
final class MoveWide {
    private static final String PLACE = "sf == 1 || hw < 2";
    private static final long ALL = 0xffff;

    private MoveWide() {}

    @Instruction("movn Rd, #imm16{, hw}")
    @Encoding(value = "sf:1 00 100101 hw:2 imm16:16 Rd:5", when = PLACE)
    static void movn(Lowering x, int hw, int imm16, int Rd) {
        x.write(Rd, Lowering.constant(~((long) imm16 << 16 * hw)));
    }

    @Instruction("movz Rd, #imm16{, hw}")
    @Encoding(value = "sf:1 10 100101 hw:2 imm16:16 Rd:5", when = PLACE)
    static void movz(Lowering x, int hw, int imm16, int Rd) {
        x.write(Rd, Lowering.constant((long) imm16 << 16 * hw));
    }

    @Instruction("movk Rd, #imm16{, hw}")
    @Encoding(value = "sf:1 11 100101 hw:2 imm16:16 Rd:5", when = PLACE)
    static void movk(Lowering x, int hw, int imm16, int Rd) {
        x.write(
                Rd,
                CommonOperations.BASIC_MERGE,
                Lowering.read(Rd),
                Lowering.constant((long) imm16 << 16 * hw),
                Lowering.constant(ALL << 16 * hw));
    }
}
