package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Comparisons that happen on a condition; otherwise the flags get a constant. */
@Section(ref = "Arm ARM C3.5.10: Conditional comparison", feature = "A64")
final class ConditionalCompare {
    private ConditionalCompare() {}

    @Instruction("ccmn Rn, Rm, #nzcv, cond")
    @Encoding("sf:1 0 1 11010010 Rm:5 cond:4 0 0 Rn:5 0 nzcv:4")
    static void ccmn(Lowering x, int Rm, int cond, int Rn, int nzcv) {
        compareNegative(x, cond, Lowering.read(Rn), Lowering.read(Rm), nzcv);
    }

    @Instruction("ccmn Rn, #imm5, #nzcv, cond")
    @Encoding("sf:1 0 1 11010010 imm5:5 cond:4 1 0 Rn:5 0 nzcv:4")
    static void ccmnImmediate(Lowering x, int imm5, int cond, int Rn, int nzcv) {
        compareNegative(x, cond, Lowering.read(Rn), Lowering.constant(imm5), nzcv);
    }

    @Instruction("ccmp Rn, Rm, #nzcv, cond")
    @Encoding("sf:1 1 1 11010010 Rm:5 cond:4 0 0 Rn:5 0 nzcv:4")
    static void ccmp(Lowering x, int Rm, int cond, int Rn, int nzcv) {
        compare(x, cond, Lowering.read(Rn), Lowering.read(Rm), nzcv);
    }

    @Instruction("ccmp Rn, #imm5, #nzcv, cond")
    @Encoding("sf:1 1 1 11010010 imm5:5 cond:4 1 0 Rn:5 0 nzcv:4")
    static void ccmpImmediate(Lowering x, int imm5, int cond, int Rn, int nzcv) {
        compare(x, cond, Lowering.read(Rn), Lowering.constant(imm5), nzcv);
    }

    private static void compare(Lowering x, int cond, Value a, Value b, int nzcv) {
        Value result = x.apply(CommonOperations.BASIC_MINUS, a, b);
        setFlags(
                x,
                ConditionCode.of(x, cond).value(x),
                nzcv,
                x.extend(result, x.size(), Extend.Kind.SIGN),
                flag(x, Arm64Operations.ARITHMETIC_SUB_CARRY, a, b),
                flag(x, Arm64Operations.ARITHMETIC_SUB_OVERFLOW, a, b));
    }

    private static void compareNegative(Lowering x, int cond, Value a, Value b, int nzcv) {
        Value result = x.apply(CommonOperations.BASIC_PLUS, a, b);
        setFlags(
                x,
                ConditionCode.of(x, cond).value(x),
                nzcv,
                x.extend(result, x.size(), Extend.Kind.SIGN),
                flag(x, Arm64Operations.ARITHMETIC_ADD_CARRY, a, b),
                flag(x, Arm64Operations.ARITHMETIC_ADD_OVERFLOW, a, b));
    }

    private static Value flag(Lowering x, OperationType type, Value a, Value b) {
        return x.apply(type, a, b, Lowering.constant(64 - x.size()));
    }

    /** Flags get what was compared, as raw values, or on another condition a constant. */
    static void setFlags(Lowering x, Value condition, int nzcv, Value result, Value carry, Value overflow) {
        choose(x, NF, condition, result, (nzcv & 8) == 0 ? 0 : -1);
        choose(x, ZF, condition, result, (nzcv & 4) == 0 ? 1 : 0);
        choose(x, CF, condition, carry, (nzcv & 2) == 0 ? 0 : 1);
        choose(x, VF, condition, overflow, (nzcv & 1) == 0 ? 0 : -1);
    }

    private static void choose(Lowering x, int flag, Value condition, Value compared, long otherwise) {
        x.applyTo(
                new int[] {flag}, -1, CommonOperations.BASIC_SELECT, condition, compared, Lowering.constant(otherwise));
    }
}
