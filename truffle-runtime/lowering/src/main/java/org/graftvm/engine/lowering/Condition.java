package org.graftvm.engine.lowering;

import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.jspecify.annotations.Nullable;

/**
 * A condition as an operation and what it reads: behind a comparison the values compared, else raw flags.
 *
 * @param arguments registers and constants
 */
public record Condition(OperationType type, Value... arguments) {
    /** A condition on flags. */
    public static Condition on(OperationType type, int... flags) {
        return new Condition(
                type, Arrays.stream(flags).mapToObj(Value::register).toArray(Value[]::new));
    }

    /**
     * In place of this condition on flags the same one on what was compared, where that is known and plainer; the flags have to
     * be right all the same.
     *
     * @param code the condition's number in the instruction set
     */
    public Condition orRather(InstructionLowering x, int code) {
        Comparison comparison = x.comparison();
        @Nullable Condition better = comparison == null ? null : comparison.condition(x, code);
        if (better == null) {
            return this;
        }
        x.readsFlags(Arrays.stream(arguments).mapToInt(Value::slot).toArray());
        return better;
    }

    /** The condition as 0 or 1. */
    public Value value(InstructionLowering x) {
        return x.apply(type, arguments);
    }
}
