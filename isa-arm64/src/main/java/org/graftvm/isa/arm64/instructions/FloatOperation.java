package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.OperationType;

/** What is done to floating-point numbers, with an operation for each format. */
enum FloatOperation {
    ADD(Arm64Operations.FP_HALF_ADD, Arm64Operations.FP_SINGLE_ADD, Arm64Operations.FP_DOUBLE_ADD),
    SUBTRACT(Arm64Operations.FP_HALF_SUBTRACT, Arm64Operations.FP_SINGLE_SUBTRACT, Arm64Operations.FP_DOUBLE_SUBTRACT),
    MULTIPLY(Arm64Operations.FP_HALF_MULTIPLY, Arm64Operations.FP_SINGLE_MULTIPLY, Arm64Operations.FP_DOUBLE_MULTIPLY),
    MULTIPLY_EXTENDED(
            Arm64Operations.FP_HALF_MULTIPLY_EXTENDED,
            Arm64Operations.FP_SINGLE_MULTIPLY_EXTENDED,
            Arm64Operations.FP_DOUBLE_MULTIPLY_EXTENDED),
    DIVIDE(Arm64Operations.FP_HALF_DIVIDE, Arm64Operations.FP_SINGLE_DIVIDE, Arm64Operations.FP_DOUBLE_DIVIDE),
    SQUARE_ROOT(
            Arm64Operations.FP_HALF_SQUARE_ROOT,
            Arm64Operations.FP_SINGLE_SQUARE_ROOT,
            Arm64Operations.FP_DOUBLE_SQUARE_ROOT),
    FUSED(Arm64Operations.FP_HALF_FUSED, Arm64Operations.FP_SINGLE_FUSED, Arm64Operations.FP_DOUBLE_FUSED),
    MINIMUM(Arm64Operations.FP_HALF_MINIMUM, Arm64Operations.FP_SINGLE_MINIMUM, Arm64Operations.FP_DOUBLE_MINIMUM),
    MAXIMUM(Arm64Operations.FP_HALF_MAXIMUM, Arm64Operations.FP_SINGLE_MAXIMUM, Arm64Operations.FP_DOUBLE_MAXIMUM),
    MINIMUM_NUMBER(
            Arm64Operations.FP_HALF_MINIMUM_NUMBER,
            Arm64Operations.FP_SINGLE_MINIMUM_NUMBER,
            Arm64Operations.FP_DOUBLE_MINIMUM_NUMBER),
    MAXIMUM_NUMBER(
            Arm64Operations.FP_HALF_MAXIMUM_NUMBER,
            Arm64Operations.FP_SINGLE_MAXIMUM_NUMBER,
            Arm64Operations.FP_DOUBLE_MAXIMUM_NUMBER),
    RELATION(Arm64Operations.FP_HALF_RELATION, Arm64Operations.FP_SINGLE_RELATION, Arm64Operations.FP_DOUBLE_RELATION),
    ROUND(
            Arm64Operations.FP_ROUNDING_ROUND_HALF,
            Arm64Operations.FP_ROUNDING_ROUND_SINGLE,
            Arm64Operations.FP_ROUNDING_ROUND_DOUBLE),
    TO_INTEGER(
            Arm64Operations.FP_INTEGERS_FROM_HALF,
            Arm64Operations.FP_INTEGERS_FROM_SINGLE,
            Arm64Operations.FP_INTEGERS_FROM_DOUBLE),
    FROM_INTEGER(
            Arm64Operations.FP_INTEGERS_TO_HALF,
            Arm64Operations.FP_INTEGERS_TO_SINGLE,
            Arm64Operations.FP_INTEGERS_TO_DOUBLE);

    private final OperationType half;
    private final OperationType single;
    private final OperationType wide;

    FloatOperation(OperationType half, OperationType single, OperationType wide) {
        this.half = half;
        this.single = single;
        this.wide = wide;
    }

    /** That of the format whose bytes have this logarithm. */
    OperationType of(int size) {
        return switch (size) {
            case FpPrecision.HALF -> half;
            case FpPrecision.SINGLE -> single;
            default -> wide;
        };
    }
}
