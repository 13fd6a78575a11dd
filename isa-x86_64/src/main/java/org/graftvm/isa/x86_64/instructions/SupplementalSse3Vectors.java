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

    private static final LongVector NOTHING = LongVector.zero(LongVector.SPECIES_128);
    private static final ShortVector ONE_SHORTS = ShortVector.broadcast(ShortVector.SPECIES_128, 1);

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

    // With all bits of a negative element's mask XORed in and subtracted, an element is negated.

    @Operation
    static LongVector psignb(LongVector a, LongVector b) {
        LongVector negative = PackedIntegerVectors.pcmpgtb(NOTHING, b);
        LongVector zero = PackedIntegerVectors.pcmpeqb(NOTHING, b);
        return PackedIntegerVectors.psubb(xor(a, negative), negative).and(zero.not());
    }

    @Operation
    static LongVector psignw(LongVector a, LongVector b) {
        LongVector negative = PackedIntegerVectors.pcmpgtw(NOTHING, b);
        LongVector zero = PackedIntegerVectors.pcmpeqw(NOTHING, b);
        return PackedIntegerVectors.psubw(xor(a, negative), negative).and(zero.not());
    }

    @Operation
    static LongVector psignd(LongVector a, LongVector b) {
        LongVector negative = PackedIntegerVectors.pcmpgtd(NOTHING, b);
        LongVector zero = PackedIntegerVectors.pcmpeqd(NOTHING, b);
        return PackedIntegerVectors.psubd(xor(a, negative), negative).and(zero.not());
    }

    private static LongVector xor(LongVector a, LongVector b) {
        return a.lanewise(VectorOperators.XOR, b);
    }

    /** Of each product's 32 bits those from bit 15 on, rounded by the one below: twice the high half, and what the low half adds. */
    @Operation
    static LongVector pmulhrsw(LongVector a, LongVector b) {
        ShortVector high = PackedIntegerVectors.pmulhw(a, b).reinterpretAsShorts();
        ShortVector low = a.reinterpretAsShorts().mul(b.reinterpretAsShorts()).lanewise(VectorOperators.LSHR, 14);
        return high.add(high)
                .add(low.add(ONE_SHORTS).lanewise(VectorOperators.LSHR, 1))
                .reinterpretAsLongs();
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
