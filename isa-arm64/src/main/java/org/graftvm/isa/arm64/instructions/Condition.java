package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.Arm64Cpu.CF;
import static org.graftvm.isa.arm64.Arm64Cpu.NF;
import static org.graftvm.isa.arm64.Arm64Cpu.VF;
import static org.graftvm.isa.arm64.Arm64Cpu.ZF;

import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Extend;
import org.jspecify.annotations.Nullable;

/**
 * A condition (Arm ARM C1.2.4) as an operation and what it reads: directly behind CMP the comparison itself, else raw flags.
 *
 * @param arguments registers and constants
 */
record Condition(OperationType type, Value... arguments) {
    static final int ALWAYS = 14;

    static Condition of(Lowering x, int code) {
        Condition onFlags = ofFlags(code);
        Comparison previous = x.previous();
        Condition better = previous == null ? null : compared(x, code, previous);
        if (better == null) {
            return onFlags;
        }
        x.readsFlags(Arrays.stream(onFlags.arguments).mapToInt(Value::slot).toArray());
        return better;
    }

    private static Condition ofFlags(int code) {
        return switch (code) {
            case 0 -> on(Arm64Operations.CONDITIONS_ZERO, ZF);
            case 1 -> on(Arm64Operations.CONDITIONS_NOT_ZERO, ZF);
            case 2 -> on(Arm64Operations.CONDITIONS_NOT_ZERO, CF);
            case 3 -> on(Arm64Operations.CONDITIONS_ZERO, CF);
            case 4 -> on(Arm64Operations.CONDITIONS_NEGATIVE, NF);
            case 5 -> on(Arm64Operations.CONDITIONS_NOT_NEGATIVE, NF);
            case 6 -> on(Arm64Operations.CONDITIONS_NEGATIVE, VF);
            case 7 -> on(Arm64Operations.CONDITIONS_NOT_NEGATIVE, VF);
            case 8 -> on(Arm64Operations.CONDITIONS_HIGHER, CF, ZF);
            case 9 -> on(Arm64Operations.CONDITIONS_LOWER_OR_SAME, CF, ZF);
            case 10 -> on(Arm64Operations.CONDITIONS_GREATER_OR_EQUAL, NF, VF);
            case 11 -> on(Arm64Operations.CONDITIONS_LESS, NF, VF);
            case 12 -> on(Arm64Operations.CONDITIONS_GREATER, ZF, NF, VF);
            case 13 -> on(Arm64Operations.CONDITIONS_LESS_OR_EQUAL, ZF, NF, VF);
            default -> on(Arm64Operations.CONDITIONS_ALWAYS);
        };
    }

    private static Condition on(OperationType type, int... flags) {
        return new Condition(
                type, Arrays.stream(flags).mapToObj(Value::register).toArray(Value[]::new));
    }

    /** Null for what a flag tells as plainly: sign, overflow. */
    private static @Nullable Condition compared(Lowering x, int code, Comparison previous) {
        return switch (code) {
            case 0 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_EQUAL, previous, Extend.Kind.SIGN);
            case 1 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_NOT_EQUAL, previous, Extend.Kind.SIGN);
            case 2 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_HIGHER_OR_SAME, previous, Extend.Kind.ZERO);
            case 3 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_LOWER, previous, Extend.Kind.ZERO);
            case 8 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_HIGHER, previous, Extend.Kind.ZERO);
            case 9 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_LOWER_OR_SAME, previous, Extend.Kind.ZERO);
            case 10 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_GREATER_OR_EQUAL, previous, Extend.Kind.SIGN);
            case 11 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_LESS, previous, Extend.Kind.SIGN);
            case 12 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_GREATER, previous, Extend.Kind.SIGN);
            case 13 -> compared(x, Arm64Operations.CONDITIONS_COMPARED_LESS_OR_EQUAL, previous, Extend.Kind.SIGN);
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
