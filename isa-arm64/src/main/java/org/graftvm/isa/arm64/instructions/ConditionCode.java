package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Comparison;
import org.graftvm.engine.lowering.Condition;
import org.graftvm.engine.lowering.InstructionLowering;
import org.jspecify.annotations.Nullable;

/** The condition codes (Arm ARM C1.2.4). */
final class ConditionCode {
    static final int ALWAYS = 14;

    private ConditionCode() {}

    static Condition of(Lowering x, int code) {
        return ofFlags(code).orRather(x, code);
    }

    private static Condition ofFlags(int code) {
        return switch (code) {
            case 0 -> Condition.on(CommonOperations.COMPARISONS_ZERO, ZF);
            case 1 -> Condition.on(CommonOperations.COMPARISONS_NOT_ZERO, ZF);
            case 2 -> Condition.on(CommonOperations.COMPARISONS_NOT_ZERO, CF);
            case 3 -> Condition.on(CommonOperations.COMPARISONS_ZERO, CF);
            case 4 -> Condition.on(CommonOperations.COMPARISONS_NEGATIVE, NF);
            case 5 -> Condition.on(CommonOperations.COMPARISONS_NOT_NEGATIVE, NF);
            case 6 -> Condition.on(CommonOperations.COMPARISONS_NEGATIVE, VF);
            case 7 -> Condition.on(CommonOperations.COMPARISONS_NOT_NEGATIVE, VF);
            case 8 -> Condition.on(Arm64Operations.CONDITIONS_HIGHER, CF, ZF);
            case 9 -> Condition.on(Arm64Operations.CONDITIONS_LOWER_OR_SAME, CF, ZF);
            case 10 -> Condition.on(Arm64Operations.CONDITIONS_GREATER_OR_EQUAL, NF, VF);
            case 11 -> Condition.on(Arm64Operations.CONDITIONS_LESS, NF, VF);
            case 12 -> Condition.on(Arm64Operations.CONDITIONS_GREATER, ZF, NF, VF);
            case 13 -> Condition.on(Arm64Operations.CONDITIONS_LESS_OR_EQUAL, ZF, NF, VF);
            default -> Condition.on(Arm64Operations.CONDITIONS_ALWAYS);
        };
    }

    /** Of two integers. A flag tells sign and overflow as plainly. */
    static @Nullable Condition compared(InstructionLowering x, int code, Comparison comparison) {
        return switch (code) {
            case 0 -> comparison.by(x, CommonOperations.COMPARISONS_EQUAL);
            case 1 -> comparison.by(x, CommonOperations.COMPARISONS_NOT_EQUAL);
            case 2 -> comparison.by(x, CommonOperations.COMPARISONS_ABOVE_OR_EQUAL);
            case 3 -> comparison.by(x, CommonOperations.COMPARISONS_BELOW);
            case 8 -> comparison.by(x, CommonOperations.COMPARISONS_ABOVE);
            case 9 -> comparison.by(x, CommonOperations.COMPARISONS_BELOW_OR_EQUAL);
            case 10 -> comparison.by(x, CommonOperations.COMPARISONS_GREATER_OR_EQUAL);
            case 11 -> comparison.by(x, CommonOperations.COMPARISONS_LESS);
            case 12 -> comparison.by(x, CommonOperations.COMPARISONS_GREATER);
            case 13 -> comparison.by(x, CommonOperations.COMPARISONS_LESS_OR_EQUAL);
            default -> null;
        };
    }

    /** Of two floating-point numbers, with how they relate as {@link FpExact#relation} tells in place of the first. */
    static @Nullable Condition related(InstructionLowering x, int code, Comparison comparison) {
        return switch (code) {
            case 0 -> related(x, CommonOperations.COMPARISONS_EQUAL, comparison, FpExact.EQUAL);
            case 1 -> related(x, CommonOperations.COMPARISONS_NOT_EQUAL, comparison, FpExact.EQUAL);
            case 2, 5 -> related(x, CommonOperations.COMPARISONS_GREATER_OR_EQUAL, comparison, FpExact.EQUAL);
            case 3, 4 -> related(x, CommonOperations.COMPARISONS_LESS, comparison, FpExact.EQUAL);
            case 6 -> related(x, CommonOperations.COMPARISONS_EQUAL, comparison, FpExact.UNORDERED);
            case 7 -> related(x, CommonOperations.COMPARISONS_NOT_EQUAL, comparison, FpExact.UNORDERED);
            case 8 -> related(x, CommonOperations.COMPARISONS_GREATER, comparison, FpExact.EQUAL);
            case 9 -> related(x, CommonOperations.COMPARISONS_LESS_OR_EQUAL, comparison, FpExact.EQUAL);
            case 10 -> related(x, CommonOperations.COMPARISONS_BELOW, comparison, FpExact.UNORDERED);
            case 11 -> related(x, CommonOperations.COMPARISONS_ABOVE_OR_EQUAL, comparison, FpExact.UNORDERED);
            case 12 -> related(x, CommonOperations.COMPARISONS_EQUAL, comparison, FpExact.GREATER);
            case 13 -> related(x, CommonOperations.COMPARISONS_NOT_EQUAL, comparison, FpExact.GREATER);
            default -> null;
        };
    }

    private static Condition related(InstructionLowering x, OperationType type, Comparison comparison, long other) {
        return new Comparison(comparison.a(), Lowering.constant(other), 64, comparison.codes()).by(x, type);
    }
}
