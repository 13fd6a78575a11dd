package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.spec.Operation;

/** Vector forms of {@link VectorElements}: elements of {@code b} where those of {@code c} are negative. */
final class VectorElementsVectors {
    private static final ByteVector NO_BYTES = ByteVector.zero(ByteVector.SPECIES_128);
    private static final IntVector NO_INTS = IntVector.zero(IntVector.SPECIES_128);
    private static final LongVector NO_LONGS = LongVector.zero(LongVector.SPECIES_128);

    private VectorElementsVectors() {}

    @Operation
    static LongVector pblendvb(LongVector a, LongVector b, LongVector c) {
        return a.reinterpretAsBytes()
                .blend(b.reinterpretAsBytes(), c.reinterpretAsBytes().compare(VectorOperators.LT, NO_BYTES))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector blendvps(LongVector a, LongVector b, LongVector c) {
        return a.reinterpretAsInts()
                .blend(b.reinterpretAsInts(), c.reinterpretAsInts().compare(VectorOperators.LT, NO_INTS))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector blendvpd(LongVector a, LongVector b, LongVector c) {
        return a.blend(b, c.compare(VectorOperators.LT, NO_LONGS));
    }
}
