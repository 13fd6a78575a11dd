package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Operation;

/** What a comparison of two numbers tells: masks of elements. */
final class FpRelation {
    private FpRelation() {}

    @Operation
    static long equal(long relation) {
        return relation == FpExact.EQUAL ? -1 : 0;
    }

    @Operation
    static long greater(long relation) {
        return relation == FpExact.GREATER ? -1 : 0;
    }

    @Operation
    static long greaterOrEqual(long relation) {
        return (relation & ~1) == 0 ? -1 : 0;
    }
}
