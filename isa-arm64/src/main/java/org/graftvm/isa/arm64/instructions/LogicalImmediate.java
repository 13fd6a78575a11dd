package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Logic with a {@link BitmaskImmediate}. */
@Section(ref = "Arm ARM C3.4.2: Logical (immediate)", feature = "A64")
final class LogicalImmediate {
    private static final String VALID = "(sf == 1 || bitmask[12] == 0) && (" + BitmaskImmediate.VALID + ")";

    private LogicalImmediate() {}

    @Instruction("and RdSP, Rn, bitmask")
    @Encoding(value = "sf:1 00 100100 bitmask:13 Rn:5 RdSP:5", when = VALID)
    static void and(Lowering x, int bitmask, int Rn, int RdSP) {
        apply(x, Arm64Operations.LOGIC_AND, bitmask, Rn, RdSP);
    }

    @Instruction("orr RdSP, Rn, bitmask")
    @Encoding(value = "sf:1 01 100100 bitmask:13 Rn:5 RdSP:5", when = VALID)
    static void orr(Lowering x, int bitmask, int Rn, int RdSP) {
        if (Rn == Lowering.R31) {
            x.writeOrStack(RdSP, CommonOperations.BASIC_MOVE, constant(bitmask));
        } else {
            apply(x, Arm64Operations.LOGIC_OR, bitmask, Rn, RdSP);
        }
    }

    @Instruction("eor RdSP, Rn, bitmask")
    @Encoding(value = "sf:1 10 100100 bitmask:13 Rn:5 RdSP:5", when = VALID)
    static void eor(Lowering x, int bitmask, int Rn, int RdSP) {
        apply(x, Arm64Operations.LOGIC_XOR, bitmask, Rn, RdSP);
    }

    @Instruction("ands Rd, Rn, bitmask")
    @Encoding(value = "sf:1 11 100100 bitmask:13 Rn:5 Rd:5", when = VALID)
    static void ands(Lowering x, int bitmask, int Rn, int Rd) {
        Logic.andSettingFlags(x, Rd, Lowering.read(Rn), constant(bitmask));
    }

    private static void apply(Lowering x, OperationType type, int bitmask, int Rn, int RdSP) {
        x.writeOrStack(RdSP, type, Lowering.read(Rn), constant(bitmask));
    }

    private static Value constant(int bitmask) {
        return Lowering.constant(BitmaskImmediate.decode(bitmask));
    }
}
