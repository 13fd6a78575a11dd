package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.VectorShuffles;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdPermute}. */
final class SimdPermuteVectors {
    private SimdPermuteVectors() {}

    @Operation
    static LongVector evenElements(LongVector low, LongVector high, int size) {
        return VectorShuffles.everySecond(low, high, Elements.bits(size), 0);
    }

    @Operation
    static LongVector oddElements(LongVector low, LongVector high, int size) {
        return VectorShuffles.everySecond(low, high, Elements.bits(size), 1);
    }
}
