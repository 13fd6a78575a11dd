package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Comparison;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Operation;

/** Additions and subtractions that set flags, and their carries (Arm ARM, AddWithCarry). */
final class Arithmetic {
    private Arithmetic() {}

    static void adds(Lowering x, int Rd, Value a, Value b) {
        Value result = x.apply(CommonOperations.BASIC_PLUS, a, b);
        x.setCarryAndOverflow(Arm64Operations.ARITHMETIC_ADD_CARRY, Arm64Operations.ARITHMETIC_ADD_OVERFLOW, a, b);
        x.setResultFlags(result);
        x.write(Rd, result);
    }

    static void subs(Lowering x, int Rd, Value a, Value b) {
        Value result = x.apply(CommonOperations.BASIC_MINUS, a, b);
        x.setCarryAndOverflow(Arm64Operations.ARITHMETIC_SUB_CARRY, Arm64Operations.ARITHMETIC_SUB_OVERFLOW, a, b);
        x.setResultFlags(result);
        x.compared(new Comparison(a, b, x.size(), ConditionCode::compared));
        x.write(Rd, result);
    }

    // ---- carry and overflow ----
    // Operands of 32 bits are moved to the upper half by a shift, where their carries come out as those of 64 bits do.

    @Operation
    static long addCarry(long a, long b, int shift) {
        long left = a << shift;
        return Long.compareUnsigned(left + (b << shift), left) < 0 ? 1 : 0;
    }

    @Operation
    static long addOverflow(long a, long b, int shift) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) << shift;
    }

    /** Carry is the opposite of a borrow. */
    @Operation
    static long subCarry(long a, long b, int shift) {
        return Long.compareUnsigned(a << shift, b << shift) >= 0 ? 1 : 0;
    }

    @Operation
    static long subOverflow(long a, long b, int shift) {
        return ((a ^ b) & (a ^ a - b)) << shift;
    }
}
