package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Comparison;
import org.graftvm.engine.lowering.Condition;
import org.graftvm.engine.lowering.InstructionLowering;
import org.graftvm.engine.lowering.Value;
import org.jspecify.annotations.Nullable;

/** The condition codes (SDM volume 1, appendix B). */
final class ConditionCode {
    private ConditionCode() {}

    /** That of the instruction being lowered, by the low four bits of its opcode. */
    static Condition of(Lowering x) {
        int code = x.form().condition();
        return ofFlags(code).orRather(x, code);
    }

    private static Condition ofFlags(int code) {
        return switch (code) {
            case 0 -> Condition.on(X86Operations.CONDITIONS_OVERFLOW, OF);
            case 1 -> Condition.on(X86Operations.CONDITIONS_NOT_OVERFLOW, OF);
            case 2 -> Condition.on(CommonOperations.COMPARISONS_NEGATIVE, CF);
            case 3 -> Condition.on(CommonOperations.COMPARISONS_NOT_NEGATIVE, CF);
            case 4 -> Condition.on(CommonOperations.COMPARISONS_ZERO, ZF);
            case 5 -> Condition.on(CommonOperations.COMPARISONS_NOT_ZERO, ZF);
            case 6 -> Condition.on(X86Operations.CONDITIONS_BELOW_OR_EQUAL, CF, ZF);
            case 7 -> Condition.on(X86Operations.CONDITIONS_ABOVE, CF, ZF);
            case 8 -> Condition.on(CommonOperations.COMPARISONS_NEGATIVE, SF);
            case 9 -> Condition.on(CommonOperations.COMPARISONS_NOT_NEGATIVE, SF);
            case 10 -> Condition.on(X86Operations.CONDITIONS_PARITY_EVEN, PF);
            case 11 -> Condition.on(X86Operations.CONDITIONS_PARITY_ODD, PF);
            case 12 -> Condition.on(X86Operations.CONDITIONS_LESS, SF, OF);
            case 13 -> Condition.on(X86Operations.CONDITIONS_GREATER_OR_EQUAL, SF, OF);
            case 14 -> Condition.on(X86Operations.CONDITIONS_LESS_OR_EQUAL, ZF, SF, OF);
            default -> Condition.on(X86Operations.CONDITIONS_GREATER, ZF, SF, OF);
        };
    }

    /** What a logic instruction's flags say: they compare the result, which is the raw sign, with zero. */
    static Comparison ofResult() {
        return new Comparison(Value.register(SF), Value.constant(0), 64, ConditionCode::signed);
    }

    /** What CMP's flags say. */
    static Comparison of(Value a, Value b, int bits) {
        return new Comparison(a, b, bits, ConditionCode::compared);
    }

    /** A flag tells overflow, sign and parity as plainly. */
    private static @Nullable Condition compared(InstructionLowering x, int code, Comparison comparison) {
        return switch (code) {
            case 2 -> comparison.by(x, CommonOperations.COMPARISONS_BELOW);
            case 3 -> comparison.by(x, CommonOperations.COMPARISONS_ABOVE_OR_EQUAL);
            case 4 -> comparison.by(x, CommonOperations.COMPARISONS_EQUAL);
            case 5 -> comparison.by(x, CommonOperations.COMPARISONS_NOT_EQUAL);
            case 6 -> comparison.by(x, CommonOperations.COMPARISONS_BELOW_OR_EQUAL);
            case 7 -> comparison.by(x, CommonOperations.COMPARISONS_ABOVE);
            default -> signed(x, code, comparison);
        };
    }

    private static @Nullable Condition signed(InstructionLowering x, int code, Comparison comparison) {
        return switch (code) {
            case 12 -> comparison.by(x, CommonOperations.COMPARISONS_LESS);
            case 13 -> comparison.by(x, CommonOperations.COMPARISONS_GREATER_OR_EQUAL);
            case 14 -> comparison.by(x, CommonOperations.COMPARISONS_LESS_OR_EQUAL);
            case 15 -> comparison.by(x, CommonOperations.COMPARISONS_GREATER);
            default -> null;
        };
    }
}
