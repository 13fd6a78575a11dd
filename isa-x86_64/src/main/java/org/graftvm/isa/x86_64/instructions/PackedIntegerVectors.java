package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.spec.Operation;

/** Vector forms of {@link PackedInteger}. */
final class PackedIntegerVectors {
    private static final long LOW_HALVES = 0xffff_ffffL;
    private static final ByteVector BYTE_ZERO = ByteVector.zero(ByteVector.SPECIES_128);
    private static final ShortVector SHORT_ZERO = ShortVector.zero(ShortVector.SPECIES_128);

    private static final ByteVector BYTE_LEAST = ByteVector.broadcast(ByteVector.SPECIES_128, Byte.MIN_VALUE);
    private static final ByteVector BYTE_MOST = ByteVector.broadcast(ByteVector.SPECIES_128, Byte.MAX_VALUE);
    private static final ShortVector SHORT_LEAST = ShortVector.broadcast(ShortVector.SPECIES_128, Short.MIN_VALUE);
    private static final ShortVector SHORT_MOST = ShortVector.broadcast(ShortVector.SPECIES_128, Short.MAX_VALUE);
    private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;

    /** Each low short in place of the high one of its int. */
    private static final VectorShuffle<Byte> SHORTS_TO_HIGH = VectorShuffle.fromOp(ByteVector.SPECIES_128, i -> i & ~2);

    private PackedIntegerVectors() {}

    @Operation
    static LongVector paddb(LongVector a, LongVector b) {
        return PackedIntegers.add(a, b, 0);
    }

    @Operation
    static LongVector paddw(LongVector a, LongVector b) {
        return PackedIntegers.add(a, b, 1);
    }

    @Operation
    static LongVector paddd(LongVector a, LongVector b) {
        return PackedIntegers.add(a, b, 2);
    }

    @Operation
    static LongVector paddq(LongVector a, LongVector b) {
        return PackedIntegers.add(a, b, 3);
    }

    @Operation
    static LongVector psubb(LongVector a, LongVector b) {
        return PackedIntegers.subtract(a, b, 0);
    }

    @Operation
    static LongVector psubw(LongVector a, LongVector b) {
        return PackedIntegers.subtract(a, b, 1);
    }

    @Operation
    static LongVector psubd(LongVector a, LongVector b) {
        return PackedIntegers.subtract(a, b, 2);
    }

    @Operation
    static LongVector psubq(LongVector a, LongVector b) {
        return PackedIntegers.subtract(a, b, 3);
    }

    @Operation
    static LongVector pcmpeqb(LongVector a, LongVector b) {
        return PackedIntegers.equal(a, b, 0);
    }

    @Operation
    static LongVector pcmpgtb(LongVector a, LongVector b) {
        return PackedIntegers.greater(a, b, 0);
    }

    @Operation
    static LongVector pcmpeqw(LongVector a, LongVector b) {
        return PackedIntegers.equal(a, b, 1);
    }

    @Operation
    static LongVector pcmpgtw(LongVector a, LongVector b) {
        return PackedIntegers.greater(a, b, 1);
    }

    @Operation
    static LongVector pcmpeqd(LongVector a, LongVector b) {
        return PackedIntegers.equal(a, b, 2);
    }

    @Operation
    static LongVector pcmpgtd(LongVector a, LongVector b) {
        return PackedIntegers.greater(a, b, 2);
    }

    @Operation
    static LongVector pminsw(LongVector a, LongVector b) {
        return PackedIntegers.minimum(a, b, 1);
    }

    @Operation
    static LongVector pmaxsw(LongVector a, LongVector b) {
        return PackedIntegers.maximum(a, b, 1);
    }

    @Operation
    static LongVector pminub(LongVector a, LongVector b) {
        return PackedIntegers.unsignedMinimum(a, b, 0);
    }

    @Operation
    static LongVector pmaxub(LongVector a, LongVector b) {
        return PackedIntegers.unsignedMaximum(a, b, 0);
    }

    @Operation
    static LongVector pmullw(LongVector a, LongVector b) {
        return PackedIntegers.multiply(a, b, 1);
    }

    @Operation
    static LongVector pmuludq(LongVector a, LongVector b) {
        return a.and(LOW_HALVES).mul(b.and(LOW_HALVES));
    }

    @Operation
    static LongVector paddusb(LongVector a, LongVector b) {
        return paddb(a, PackedIntegers.unsignedMinimum(b, a.not(), 0));
    }

    @Operation
    static LongVector psubusb(LongVector a, LongVector b) {
        return psubb(PackedIntegers.unsignedMaximum(a, b, 0), b);
    }

    @Operation
    static LongVector paddusw(LongVector a, LongVector b) {
        return paddw(a, PackedIntegers.unsignedMinimum(b, a.not(), 1));
    }

    @Operation
    static LongVector psubusw(LongVector a, LongVector b) {
        return psubw(PackedIntegers.unsignedMaximum(a, b, 1), b);
    }

    @Operation
    static LongVector pavgb(LongVector a, LongVector b) {
        return PackedIntegers.averageUp(a, b, 0);
    }

    @Operation
    static LongVector pavgw(LongVector a, LongVector b) {
        return PackedIntegers.averageUp(a, b, 1);
    }

    // ---- saturation ----

    @Operation
    static LongVector paddsb(LongVector a, LongVector b) {
        LongVector sum = paddb(a, b);
        return saturateBytes(a, sum, sum.lanewise(VectorOperators.XOR, a).and(sum.lanewise(VectorOperators.XOR, b)));
    }

    @Operation
    static LongVector paddsw(LongVector a, LongVector b) {
        LongVector sum = paddw(a, b);
        return saturateShorts(a, sum, sum.lanewise(VectorOperators.XOR, a).and(sum.lanewise(VectorOperators.XOR, b)));
    }

    @Operation
    static LongVector psubsb(LongVector a, LongVector b) {
        LongVector difference = psubb(a, b);
        return saturateBytes(
                a, difference, difference.lanewise(VectorOperators.XOR, a).and(a.lanewise(VectorOperators.XOR, b)));
    }

    @Operation
    static LongVector psubsw(LongVector a, LongVector b) {
        LongVector difference = psubw(a, b);
        return saturateShorts(
                a, difference, difference.lanewise(VectorOperators.XOR, a).and(a.lanewise(VectorOperators.XOR, b)));
    }

    /** The end of the range on the side of {@code a} where {@code overflow} is negative. */
    private static LongVector saturateBytes(LongVector a, LongVector result, LongVector overflow) {
        ByteVector end = BYTE_MOST.blend(BYTE_LEAST, a.reinterpretAsBytes().compare(VectorOperators.LT, BYTE_ZERO));
        return result.reinterpretAsBytes()
                .blend(end, overflow.reinterpretAsBytes().compare(VectorOperators.LT, BYTE_ZERO))
                .reinterpretAsLongs();
    }

    private static LongVector saturateShorts(LongVector a, LongVector result, LongVector overflow) {
        ShortVector end =
                SHORT_MOST.blend(SHORT_LEAST, a.reinterpretAsShorts().compare(VectorOperators.LT, SHORT_ZERO));
        return result.reinterpretAsShorts()
                .blend(end, overflow.reinterpretAsShorts().compare(VectorOperators.LT, SHORT_ZERO))
                .reinterpretAsLongs();
    }

    // ---- products of shorts, by those of even and of odd ones ----

    private static IntVector even(LongVector a) {
        return a.reinterpretAsBytes()
                .rearrange(SHORTS_TO_HIGH)
                .reinterpretAsInts()
                .lanewise(VectorOperators.ASHR, 16);
    }

    private static IntVector odd(LongVector a) {
        return a.reinterpretAsInts().lanewise(VectorOperators.ASHR, 16);
    }

    @Operation
    static LongVector pmaddwd(LongVector a, LongVector b) {
        return even(a).mul(even(b)).add(odd(a).mul(odd(b))).reinterpretAsLongs();
    }

    @Operation
    static LongVector pmulhw(LongVector a, LongVector b) {
        return highHalves(even(a).mul(even(b)), odd(a).mul(odd(b)));
    }

    @Operation
    static LongVector pmulhuw(LongVector a, LongVector b) {
        IntVector x = a.reinterpretAsInts();
        IntVector y = b.reinterpretAsInts();
        return highHalves(
                x.and(0xffff).mul(y.and(0xffff)),
                x.lanewise(VectorOperators.LSHR, 16).mul(y.lanewise(VectorOperators.LSHR, 16)));
    }

    private static LongVector highHalves(IntVector even, IntVector odd) {
        return even.lanewise(VectorOperators.LSHR, 16).or(odd.and(0xffff_0000)).reinterpretAsLongs();
    }

    /** Sums of eight bytes, in steps of two. */
    @Operation
    static LongVector psadbw(LongVector a, LongVector b) {
        LongVector bytes = psubb(PackedIntegers.unsignedMaximum(a, b, 0), PackedIntegers.unsignedMinimum(a, b, 0));
        LongVector shorts = bytes.and(EVEN_BYTES)
                .add(bytes.lanewise(VectorOperators.LSHR, 8).and(EVEN_BYTES));
        LongVector ints = shorts.add(shorts.lanewise(VectorOperators.LSHR, 16));
        return ints.add(ints.lanewise(VectorOperators.LSHR, 32)).and(0xffff);
    }
}
