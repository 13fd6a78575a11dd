package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Additions and subtractions of a constant of twelve bits. */
@Section(ref = "Arm ARM C3.4.1: Arithmetic (immediate)", feature = "A64")
final class ArithmeticImmediate {
    private ArithmeticImmediate() {}

    @Instruction("add RdSP, RnSP, #imm{, shiftBy12}")
    @Encoding("sf:1 00 100010 shiftBy12:1 imm:12 RnSP:5 RdSP:5")
    static void add(Lowering x, int shiftBy12, int imm, int RnSP, int RdSP) {
        x.writeOrStack(RdSP, CommonOperations.BASIC_PLUS, Lowering.readOrStack(RnSP), constant(imm, shiftBy12));
    }

    @Instruction("sub RdSP, RnSP, #imm{, shiftBy12}")
    @Encoding("sf:1 10 100010 shiftBy12:1 imm:12 RnSP:5 RdSP:5")
    static void sub(Lowering x, int shiftBy12, int imm, int RnSP, int RdSP) {
        Value negative = Lowering.constant(-constant(imm, shiftBy12).constant());
        x.writeOrStack(RdSP, CommonOperations.BASIC_PLUS, Lowering.readOrStack(RnSP), negative);
    }

    @Instruction("adds Rd, RnSP, #imm{, shiftBy12}")
    @Encoding("sf:1 01 100010 shiftBy12:1 imm:12 RnSP:5 Rd:5")
    static void adds(Lowering x, int shiftBy12, int imm, int RnSP, int Rd) {
        Arithmetic.adds(x, Rd, Lowering.readOrStack(RnSP), constant(imm, shiftBy12));
    }

    @Instruction("subs Rd, RnSP, #imm{, shiftBy12}")
    @Encoding("sf:1 11 100010 shiftBy12:1 imm:12 RnSP:5 Rd:5")
    static void subs(Lowering x, int shiftBy12, int imm, int RnSP, int Rd) {
        Arithmetic.subs(x, Rd, Lowering.readOrStack(RnSP), constant(imm, shiftBy12));
    }

    private static Value constant(int imm, int shiftBy12) {
        return Lowering.constant((long) imm << 12 * shiftBy12);
    }
}
