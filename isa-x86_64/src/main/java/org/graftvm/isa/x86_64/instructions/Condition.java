package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.X86Cpu.CF;
import static org.graftvm.isa.x86_64.X86Cpu.OF;
import static org.graftvm.isa.x86_64.X86Cpu.PF;
import static org.graftvm.isa.x86_64.X86Cpu.SF;
import static org.graftvm.isa.x86_64.X86Cpu.ZF;

import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Extend;
import org.jspecify.annotations.Nullable;

/**
 * A condition as an operation and what it reads: directly behind CMP the comparison itself, else raw flags.
 *
 * @param arguments registers and constants
 */
record Condition(OperationType type, Value... arguments) {
    /** That of the instruction being lowered, by the low four bits of its opcode. */
    static Condition of(Lowering x) {
        int code = x.form().condition();
        Condition onFlags = ofFlags(code);
        Comparison previous = x.previous();
        Condition better = previous != null ? compared(x, code, previous) : x.followsLogic() ? ofResult(code) : null;
        if (better == null) {
            return onFlags;
        }
        x.readsFlags(Arrays.stream(onFlags.arguments).mapToInt(Value::slot).toArray());
        return better;
    }

    private static Condition ofFlags(int code) {
        return switch (code) {
            case 0 -> on(X86Operations.CONDITIONS_OVERFLOW, OF);
            case 1 -> on(X86Operations.CONDITIONS_NOT_OVERFLOW, OF);
            case 2 -> on(X86Operations.CONDITIONS_NEGATIVE, CF);
            case 3 -> on(X86Operations.CONDITIONS_NOT_NEGATIVE, CF);
            case 4 -> on(X86Operations.CONDITIONS_ZERO, ZF);
            case 5 -> on(X86Operations.CONDITIONS_NOT_ZERO, ZF);
            case 6 -> on(X86Operations.CONDITIONS_BELOW_OR_EQUAL, CF, ZF);
            case 7 -> on(X86Operations.CONDITIONS_ABOVE, CF, ZF);
            case 8 -> on(X86Operations.CONDITIONS_NEGATIVE, SF);
            case 9 -> on(X86Operations.CONDITIONS_NOT_NEGATIVE, SF);
            case 10 -> on(X86Operations.CONDITIONS_PARITY_EVEN, PF);
            case 11 -> on(X86Operations.CONDITIONS_PARITY_ODD, PF);
            case 12 -> on(X86Operations.CONDITIONS_LESS, SF, OF);
            case 13 -> on(X86Operations.CONDITIONS_GREATER_OR_EQUAL, SF, OF);
            case 14 -> on(X86Operations.CONDITIONS_LESS_OR_EQUAL, ZF, SF, OF);
            default -> on(X86Operations.CONDITIONS_GREATER, ZF, SF, OF);
        };
    }

    /** Signed conditions behind a logic instruction, where the raw sign is the result. */
    private static @Nullable Condition ofResult(int code) {
        Value result = Value.register(SF);
        Value zero = Value.constant(0);
        return switch (code) {
            case 12 -> new Condition(X86Operations.CONDITIONS_COMPARED_LESS, result, zero);
            case 13 -> new Condition(X86Operations.CONDITIONS_COMPARED_GREATER_OR_EQUAL, result, zero);
            case 14 -> new Condition(X86Operations.CONDITIONS_COMPARED_LESS_OR_EQUAL, result, zero);
            case 15 -> new Condition(X86Operations.CONDITIONS_COMPARED_GREATER, result, zero);
            default -> null;
        };
    }

    private static Condition on(OperationType type, int... flags) {
        Value[] arguments = new Value[flags.length];
        for (int i = 0; i < flags.length; i++) {
            arguments[i] = Value.register(flags[i]);
        }
        return new Condition(type, arguments);
    }

    /** Null for what a flag tells as plainly: overflow, sign, parity. */
    private static @Nullable Condition compared(Lowering x, int code, Comparison previous) {
        return switch (code) {
            case 2 -> compared(x, X86Operations.CONDITIONS_COMPARED_BELOW, previous, Extend.Kind.ZERO);
            case 3 -> compared(x, X86Operations.CONDITIONS_COMPARED_ABOVE_OR_EQUAL, previous, Extend.Kind.ZERO);
            case 4 -> compared(x, X86Operations.CONDITIONS_COMPARED_EQUAL, previous, Extend.Kind.SIGN);
            case 5 -> compared(x, X86Operations.CONDITIONS_COMPARED_NOT_EQUAL, previous, Extend.Kind.SIGN);
            case 6 -> compared(x, X86Operations.CONDITIONS_COMPARED_BELOW_OR_EQUAL, previous, Extend.Kind.ZERO);
            case 7 -> compared(x, X86Operations.CONDITIONS_COMPARED_ABOVE, previous, Extend.Kind.ZERO);
            case 12 -> compared(x, X86Operations.CONDITIONS_COMPARED_LESS, previous, Extend.Kind.SIGN);
            case 13 -> compared(x, X86Operations.CONDITIONS_COMPARED_GREATER_OR_EQUAL, previous, Extend.Kind.SIGN);
            case 14 -> compared(x, X86Operations.CONDITIONS_COMPARED_LESS_OR_EQUAL, previous, Extend.Kind.SIGN);
            case 15 -> compared(x, X86Operations.CONDITIONS_COMPARED_GREATER, previous, Extend.Kind.SIGN);
            default -> null;
        };
    }

    private static Condition compared(Lowering x, OperationType type, Comparison previous, Extend.Kind extension) {
        return new Condition(
                type,
                x.extend(previous.a(), previous.bits(), extension),
                x.extend(previous.b(), previous.bits(), extension));
    }

    /** The condition as 0 or 1. */
    Value value(Lowering x) {
        return x.apply(type, arguments);
    }
}
