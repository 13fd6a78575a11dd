package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SupplementalSse3}. */
final class SupplementalSse3Vectors {
    private static final VectorShuffle<Byte> BYTES_TO_HIGH = VectorShuffle.fromOp(ByteVector.SPECIES_128, i -> i & ~1);

    private SupplementalSse3Vectors() {}

    /** Unsigned bytes by signed ones: each product fits into a short. */
    @Operation
    static LongVector pmaddubsw(LongVector a, LongVector b) {
        ShortVector x = a.reinterpretAsShorts();
        ShortVector evenSigned = b.reinterpretAsBytes()
                .rearrange(BYTES_TO_HIGH)
                .reinterpretAsShorts()
                .lanewise(VectorOperators.ASHR, 8);
        ShortVector even = x.and((short) 0xff).mul(evenSigned);
        ShortVector odd =
                x.lanewise(VectorOperators.LSHR, 8).mul(b.reinterpretAsShorts().lanewise(VectorOperators.ASHR, 8));
        return PackedIntegerVectors.paddsw(even.reinterpretAsLongs(), odd.reinterpretAsLongs());
    }

    @Operation
    static LongVector pabsb(LongVector b) {
        ByteVector x = b.reinterpretAsBytes();
        return x.max(ByteVector.zero(ByteVector.SPECIES_128).sub(x)).reinterpretAsLongs();
    }

    @Operation
    static LongVector pabsw(LongVector b) {
        ShortVector x = b.reinterpretAsShorts();
        return x.max(ShortVector.zero(ShortVector.SPECIES_128).sub(x)).reinterpretAsLongs();
    }

    @Operation
    static LongVector pabsd(LongVector b) {
        IntVector x = b.reinterpretAsInts();
        return x.max(IntVector.zero(IntVector.SPECIES_128).sub(x)).reinterpretAsLongs();
    }
}
