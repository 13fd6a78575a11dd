package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.engine.lowering.VectorShuffles;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdAcross}: neighbours are the even and the odd elements of both vectors. */
final class SimdAcrossVectors {
    private SimdAcrossVectors() {}

    private static LongVector even(LongVector low, LongVector high, int size) {
        return VectorShuffles.everySecond(low, high, Elements.bits(size), 0);
    }

    private static LongVector odd(LongVector low, LongVector high, int size) {
        return VectorShuffles.everySecond(low, high, Elements.bits(size), 1);
    }

    @Operation
    static LongVector addPairs(LongVector low, LongVector high, int size) {
        return PackedIntegers.add(even(low, high, size), odd(low, high, size), size);
    }

    @Operation
    static LongVector maxPairs(LongVector low, LongVector high, int size) {
        return PackedIntegers.maximum(even(low, high, size), odd(low, high, size), size);
    }

    @Operation
    static LongVector minPairs(LongVector low, LongVector high, int size) {
        return PackedIntegers.minimum(even(low, high, size), odd(low, high, size), size);
    }

    @Operation
    static LongVector unsignedMaxPairs(LongVector low, LongVector high, int size) {
        return PackedIntegers.unsignedMaximum(even(low, high, size), odd(low, high, size), size);
    }

    @Operation
    static LongVector unsignedMinPairs(LongVector low, LongVector high, int size) {
        return PackedIntegers.unsignedMinimum(even(low, high, size), odd(low, high, size), size);
    }

    /** Of unsigned elements, up to 32 bits. */
    @Operation
    static long total(LongVector a, int size) {
        return total(a, size, 0);
    }

    @Operation
    static long totalSigned(LongVector a, int size) {
        return total(a, size, 1);
    }

    private static long total(LongVector a, int size, int signed) {
        LongVector shorts = size == 0 ? SimdNarrowingVectors.sums(a, 0, signed) : a;
        LongVector ints = size <= 1 ? SimdNarrowingVectors.sums(shorts, 1, signed) : shorts;
        LongVector longs = SimdNarrowingVectors.sums(ints, 2, signed);
        return longs.lane(0) + longs.lane(1);
    }
}
