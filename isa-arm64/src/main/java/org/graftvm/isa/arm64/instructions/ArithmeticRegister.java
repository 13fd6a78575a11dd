package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Additions and subtractions of registers, the second of which is shifted or extended. */
@Section(ref = "Arm ARM C3.5.1, C3.5.2: Arithmetic (shifted register), (extended register)", feature = "A64")
final class ArithmeticRegister {
    private static final String SHIFTED = "shift != 3 && (sf == 1 || imm6 < 32)";
    private static final String EXTENDED = "imm3 < 5";

    private ArithmeticRegister() {}

    @Instruction("add Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 0 0 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void add(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, CommonOperations.BASIC_PLUS, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("adds Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 0 1 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void adds(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        Arithmetic.adds(x, Rd, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("sub Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 1 0 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void sub(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, CommonOperations.BASIC_MINUS, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("subs Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 1 1 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void subs(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        Arithmetic.subs(x, Rd, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("add RdSP, RnSP, Rm{, option}")
    @Encoding(value = "sf:1 0 0 01011 001 Rm:5 option:3 imm3:3 RnSP:5 RdSP:5", when = EXTENDED)
    static void addExtended(Lowering x, int Rm, int option, int imm3, int RnSP, int RdSP) {
        x.writeOrStack(
                RdSP, CommonOperations.BASIC_PLUS, Lowering.readOrStack(RnSP), Shifts.extended(x, Rm, option, imm3));
    }

    @Instruction("adds Rd, RnSP, Rm{, option}")
    @Encoding(value = "sf:1 0 1 01011 001 Rm:5 option:3 imm3:3 RnSP:5 Rd:5", when = EXTENDED)
    static void addsExtended(Lowering x, int Rm, int option, int imm3, int RnSP, int Rd) {
        Arithmetic.adds(x, Rd, Lowering.readOrStack(RnSP), Shifts.extended(x, Rm, option, imm3));
    }

    @Instruction("sub RdSP, RnSP, Rm{, option}")
    @Encoding(value = "sf:1 1 0 01011 001 Rm:5 option:3 imm3:3 RnSP:5 RdSP:5", when = EXTENDED)
    static void subExtended(Lowering x, int Rm, int option, int imm3, int RnSP, int RdSP) {
        x.writeOrStack(
                RdSP, CommonOperations.BASIC_MINUS, Lowering.readOrStack(RnSP), Shifts.extended(x, Rm, option, imm3));
    }

    @Instruction("subs Rd, RnSP, Rm{, option}")
    @Encoding(value = "sf:1 1 1 01011 001 Rm:5 option:3 imm3:3 RnSP:5 Rd:5", when = EXTENDED)
    static void subsExtended(Lowering x, int Rm, int option, int imm3, int RnSP, int Rd) {
        Arithmetic.subs(x, Rd, Lowering.readOrStack(RnSP), Shifts.extended(x, Rm, option, imm3));
    }
}
