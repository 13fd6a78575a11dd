package org.graftvm.engine.lowering;

import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction compared, for conditions behind it that would else combine flags.
 *
 * @param bits operand size; above it the values are undefined
 * @param codes what the instruction set's condition codes mean for the two values
 */
public record Comparison(Value a, Value b, int bits, Codes codes) {
    /** Condition codes as conditions on two values. */
    @FunctionalInterface
    public interface Codes {
        /** Null where flags tell it as plainly. */
        @Nullable
        Condition condition(InstructionLowering x, int code, Comparison comparison);
    }

    /** The condition of a code, or null where flags tell it as plainly. */
    public @Nullable Condition condition(InstructionLowering x, int code) {
        return codes.condition(x, code, this);
    }

    /** A condition on the two values: {@code type} is one of {@link Comparisons}. */
    public Condition by(InstructionLowering x, OperationType type) {
        return new Condition(
                type,
                x.extend(a, bits, type.extensions().get(0)),
                x.extend(b, bits, type.extensions().get(1)));
    }

    /** Whether one of the values is in one of the registers. */
    boolean isIn(int... slots) {
        return Arrays.stream(slots).anyMatch(slot -> slot == a.slot() || slot == b.slot());
    }

    /** The highest register that has one of the values, or -1. */
    int lastSlot() {
        return Math.max(a.slot(), b.slot());
    }
}
