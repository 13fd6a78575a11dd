package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Comparison;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Comparisons of scalars. */
@Section(ref = "Arm ARM C3.6.10: Floating-point comparison", feature = "FP")
final class FloatComparison {
    private FloatComparison() {}

    @Instruction("fcmp Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 001000 Fn:5 00000", when = "ftype != 2")
    static void fcmp(Lowering x, int Fm, int Fn) {
        setFlags(x, relation(x, Floats.scalar(Fn), Floats.scalar(Fm), 0));
    }

    @Instruction("fcmp Fn, #0.0")
    @Encoding(value = "000 11110 ftype:2 1 00000 001000 Fn:5 01000", when = "ftype != 2")
    static void fcmpZero(Lowering x, int Fn) {
        setFlags(x, relation(x, Floats.scalar(Fn), Lowering.constant(0), 0));
    }

    @Instruction("fcmpe Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 001000 Fn:5 10000", when = "ftype != 2")
    static void fcmpe(Lowering x, int Fm, int Fn) {
        setFlags(x, relation(x, Floats.scalar(Fn), Floats.scalar(Fm), 1));
    }

    @Instruction("fcmpe Fn, #0.0")
    @Encoding(value = "000 11110 ftype:2 1 00000 001000 Fn:5 11000", when = "ftype != 2")
    static void fcmpeZero(Lowering x, int Fn) {
        setFlags(x, relation(x, Floats.scalar(Fn), Lowering.constant(0), 1));
    }

    @Instruction("fccmp Fn, Fm, #nzcv, cond")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 cond:4 01 Fn:5 0 nzcv:4", when = "ftype != 2")
    static void fccmp(Lowering x, int Fm, int cond, int Fn, int nzcv) {
        conditional(x, cond, Fn, Fm, nzcv, 0);
    }

    @Instruction("fccmpe Fn, Fm, #nzcv, cond")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 cond:4 01 Fn:5 1 nzcv:4", when = "ftype != 2")
    static void fccmpe(Lowering x, int Fm, int cond, int Fn, int nzcv) {
        conditional(x, cond, Fn, Fm, nzcv, 1);
    }

    private static Value relation(Lowering x, Value a, Value b, int signals) {
        return x.apply(FloatOperation.RELATION.of(Simd.shape(x).size()), a, b, Lowering.constant(signals));
    }

    /** Without order C and V are set. */
    private static void setFlags(Lowering x, Value relation) {
        x.applyTo(new int[] {NF, ZF}, -1, CommonOperations.BASIC_MOVE, relation);
        x.applyTo(new int[] {CF}, -1, CommonOperations.COMPARISONS_NOT_NEGATIVE, relation);
        x.applyTo(new int[] {VF}, -1, CommonOperations.BASIC_MINUS, Lowering.constant(1), relation);
        x.compared(new Comparison(relation, Lowering.constant(FpExact.EQUAL), 64, ConditionCode::related));
    }

    /** Where the condition does not hold zeros are compared, which raises nothing. */
    private static void conditional(Lowering x, int cond, int Fn, int Fm, int nzcv, int signals) {
        Value zero = Lowering.constant(0);
        Value condition = ConditionCode.of(x, cond).value(x);
        Value a = x.apply(CommonOperations.BASIC_SELECT, condition, Floats.scalar(Fn), zero);
        Value b = x.apply(CommonOperations.BASIC_SELECT, condition, Floats.scalar(Fm), zero);
        Value relation = relation(x, a, b, signals);
        Value carry = x.apply(CommonOperations.COMPARISONS_NOT_NEGATIVE, relation);
        Value overflow = x.apply(CommonOperations.BASIC_MINUS, Lowering.constant(1), relation);
        ConditionalCompare.setFlags(x, condition, nzcv, relation, carry, overflow);
    }
}
