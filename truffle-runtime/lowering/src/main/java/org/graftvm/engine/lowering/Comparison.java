package org.graftvm.engine.lowering;

import org.graftvm.engine.OperationType;

/**
 * What an instruction compared, for a condition directly behind it.
 *
 * @param bits operand size; above it the values are undefined
 */
public record Comparison(Value a, Value b, int bits) {
    /** A condition on the two values: {@code type} is one of {@link Comparisons}. */
    public Condition by(InstructionLowering x, OperationType type) {
        return new Condition(
                type,
                x.extend(a, bits, type.extensions().get(0)),
                x.extend(b, bits, type.extensions().get(1)));
    }
}
