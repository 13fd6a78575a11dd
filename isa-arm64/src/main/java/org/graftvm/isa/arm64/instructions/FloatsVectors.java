package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.spec.Operation;

/** Signs of whole vectors of floating-point numbers, for {@link Floats}; {@code size} is the logarithm of an element's bytes. */
final class FloatsVectors {
    private FloatsVectors() {}

    @Operation
    static LongVector negated(LongVector a, int size) {
        return a.lanewise(VectorOperators.XOR, Elements.signs(size));
    }

    @Operation
    static LongVector magnitudes(LongVector a, int size) {
        return a.and(~Elements.signs(size));
    }
}
