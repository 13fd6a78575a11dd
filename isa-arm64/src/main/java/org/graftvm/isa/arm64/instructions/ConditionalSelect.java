package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Condition;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** One of two registers by a condition, the second of which may be incremented, complemented or negated. */
@Section(ref = "Arm ARM C3.5.9: Conditional select", feature = "A64")
final class ConditionalSelect {
    private ConditionalSelect() {}

    @Instruction("csel Rd, Rn, Rm, cond")
    @Encoding("sf:1 0 0 11010100 Rm:5 cond:4 00 Rn:5 Rd:5")
    static void csel(Lowering x, int Rm, int cond, int Rn, int Rd) {
        select(x, Rd, cond, Lowering.read(Rn), Lowering.read(Rm));
    }

    /** Of the zero register twice, the opposite condition as a number. */
    @Instruction("csinc Rd, Rn, Rm, cond")
    @Encoding("sf:1 0 0 11010100 Rm:5 cond:4 01 Rn:5 Rd:5")
    static void csinc(Lowering x, int Rm, int cond, int Rn, int Rd) {
        if (Rn == Lowering.R31 && Rm == Lowering.R31 && cond < ConditionCode.ALWAYS) {
            Condition condition = ConditionCode.of(x, cond ^ 1);
            x.write(Rd, condition.type(), condition.arguments());
            return;
        }
        Value second = Rm == Lowering.R31
                ? Lowering.constant(1)
                : x.apply(CommonOperations.BASIC_PLUS, Lowering.read(Rm), Lowering.constant(1));
        select(x, Rd, cond, Lowering.read(Rn), second);
    }

    @Instruction("csinv Rd, Rn, Rm, cond")
    @Encoding("sf:1 1 0 11010100 Rm:5 cond:4 00 Rn:5 Rd:5")
    static void csinv(Lowering x, int Rm, int cond, int Rn, int Rd) {
        Value second = Rm == Lowering.R31
                ? Lowering.constant(-1)
                : x.apply(Arm64Operations.LOGIC_XOR, Lowering.read(Rm), Lowering.constant(-1));
        select(x, Rd, cond, Lowering.read(Rn), second);
    }

    @Instruction("csneg Rd, Rn, Rm, cond")
    @Encoding("sf:1 1 0 11010100 Rm:5 cond:4 01 Rn:5 Rd:5")
    static void csneg(Lowering x, int Rm, int cond, int Rn, int Rd) {
        Value second = x.apply(CommonOperations.BASIC_MINUS, Lowering.constant(0), Lowering.read(Rm));
        select(x, Rd, cond, Lowering.read(Rn), second);
    }

    private static void select(Lowering x, int Rd, int cond, Value ifTrue, Value ifFalse) {
        if (cond >= ConditionCode.ALWAYS) {
            x.write(Rd, ifTrue);
        } else {
            Value condition = ConditionCode.of(x, cond).value(x);
            x.write(Rd, CommonOperations.BASIC_SELECT, condition, ifTrue, ifFalse);
        }
    }
}
