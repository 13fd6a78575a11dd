package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Comparison;
import org.graftvm.engine.lowering.Condition;
import org.graftvm.engine.lowering.Value;
import org.jspecify.annotations.Nullable;

/** The condition codes (SDM volume 1, appendix B). */
final class ConditionCode {
    private ConditionCode() {}

    /** That of the instruction being lowered, by the low four bits of its opcode. */
    static Condition of(Lowering x) {
        int code = x.form().condition();
        Comparison previous = x.previous();
        return ofFlags(code)
                .orRather(x, previous != null ? compared(x, code, previous) : x.followsLogic() ? ofResult(code) : null);
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

    /** Signed conditions behind a logic instruction, where the raw sign is the result. */
    private static @Nullable Condition ofResult(int code) {
        Value result = Value.register(SF);
        Value zero = Value.constant(0);
        return switch (code) {
            case 12 -> new Condition(CommonOperations.COMPARISONS_LESS, result, zero);
            case 13 -> new Condition(CommonOperations.COMPARISONS_GREATER_OR_EQUAL, result, zero);
            case 14 -> new Condition(CommonOperations.COMPARISONS_LESS_OR_EQUAL, result, zero);
            case 15 -> new Condition(CommonOperations.COMPARISONS_GREATER, result, zero);
            default -> null;
        };
    }

    /** Null for what a flag tells as plainly: overflow, sign, parity. */
    private static @Nullable Condition compared(Lowering x, int code, Comparison previous) {
        return switch (code) {
            case 2 -> previous.by(x, CommonOperations.COMPARISONS_BELOW);
            case 3 -> previous.by(x, CommonOperations.COMPARISONS_ABOVE_OR_EQUAL);
            case 4 -> previous.by(x, CommonOperations.COMPARISONS_EQUAL);
            case 5 -> previous.by(x, CommonOperations.COMPARISONS_NOT_EQUAL);
            case 6 -> previous.by(x, CommonOperations.COMPARISONS_BELOW_OR_EQUAL);
            case 7 -> previous.by(x, CommonOperations.COMPARISONS_ABOVE);
            case 12 -> previous.by(x, CommonOperations.COMPARISONS_LESS);
            case 13 -> previous.by(x, CommonOperations.COMPARISONS_GREATER_OR_EQUAL);
            case 14 -> previous.by(x, CommonOperations.COMPARISONS_LESS_OR_EQUAL);
            case 15 -> previous.by(x, CommonOperations.COMPARISONS_GREATER);
            default -> null;
        };
    }
}
