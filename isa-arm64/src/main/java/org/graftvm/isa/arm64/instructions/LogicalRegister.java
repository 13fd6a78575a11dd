package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Logic of registers, the second of which is shifted and may be complemented. */
@Section(ref = "Arm ARM C3.5.4: Logical (shifted register)", feature = "A64")
final class LogicalRegister {
    private static final String SHIFTED = "sf == 1 || imm6 < 32";

    private LogicalRegister() {}

    @Instruction("and Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 00 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void and(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, Arm64Operations.LOGIC_AND, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("bic Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 00 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void bic(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, Arm64Operations.LOGIC_AND_NOT, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    /** Of the zero register, a plain move. */
    @Instruction("orr Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 01 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void orr(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        Value second = Shifts.shifted(x, Rm, shift, imm6);
        if (Rn == Lowering.R31) {
            x.write(Rd, second);
        } else {
            x.write(Rd, Arm64Operations.LOGIC_OR, Lowering.read(Rn), second);
        }
    }

    @Instruction("orn Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 01 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void orn(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, Arm64Operations.LOGIC_OR_NOT, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("eor Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 10 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void eor(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, Arm64Operations.LOGIC_XOR, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("eon Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 10 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void eon(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        x.write(Rd, Arm64Operations.LOGIC_XOR_NOT, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6));
    }

    @Instruction("ands Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 11 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void ands(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        setFlags(x, Arm64Operations.LOGIC_AND, shift, Rm, imm6, Rn, Rd);
    }

    @Instruction("bics Rd, Rn, Rm{, shift}")
    @Encoding(value = "sf:1 11 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5", when = SHIFTED)
    static void bics(Lowering x, int shift, int Rm, int imm6, int Rn, int Rd) {
        setFlags(x, Arm64Operations.LOGIC_AND_NOT, shift, Rm, imm6, Rn, Rd);
    }

    private static void setFlags(Lowering x, OperationType type, int shift, int Rm, int imm6, int Rn, int Rd) {
        Logic.setFlags(x, Rd, x.apply(type, Lowering.read(Rn), Shifts.shifted(x, Rm, shift, imm6)));
    }
}
