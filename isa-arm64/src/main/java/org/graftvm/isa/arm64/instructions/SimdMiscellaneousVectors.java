package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.engine.lowering.VectorShuffles;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdMiscellaneous}. */
final class SimdMiscellaneousVectors {
    private SimdMiscellaneousVectors() {}

    private static final LongVector ZERO = LongVector.zero(LongVector.SPECIES_128);

    @Operation
    static LongVector cmgtZero(LongVector Vn, int size) {
        return PackedIntegers.greater(Vn, ZERO, size);
    }

    @Operation
    static LongVector cmeqZero(LongVector Vn, int size) {
        return PackedIntegers.equal(Vn, ZERO, size);
    }

    @Operation
    static LongVector cmltZero(LongVector Vn, int size) {
        return PackedIntegers.greater(ZERO, Vn, size);
    }

    @Operation
    static LongVector cmgeZero(LongVector Vn, int size) {
        return PackedIntegers.greater(ZERO, Vn, size).not();
    }

    @Operation
    static LongVector cmleZero(LongVector Vn, int size) {
        return PackedIntegers.greater(Vn, ZERO, size).not();
    }

    @Operation
    static LongVector abs(LongVector Vn, int size) {
        return PackedIntegers.maximum(Vn, neg(Vn, size), size);
    }

    @Operation
    static LongVector neg(LongVector Vn, int size) {
        return PackedIntegers.subtract(ZERO, Vn, size);
    }

    @Operation
    static LongVector not(LongVector VnBytes) {
        return VnBytes.not();
    }

    @Operation
    static LongVector rev64(LongVector Vn, int size) {
        return VectorShuffles.reverse(Vn, size, 3);
    }

    @Operation
    static LongVector rev32(LongVector Vn, int size) {
        return VectorShuffles.reverse(Vn, size, 2);
    }

    @Operation
    static LongVector rev16(LongVector Vn, int size) {
        return VectorShuffles.reverse(Vn, size, 1);
    }

    @Operation
    static LongVector cnt(LongVector VnBytes) {
        return PackedIntegers.bitCounts(VnBytes);
    }
}
