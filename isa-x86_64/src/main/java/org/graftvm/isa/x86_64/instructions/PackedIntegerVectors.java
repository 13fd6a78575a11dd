package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import org.graftvm.spec.Operation;

/** Vector forms of {@link PackedInteger}. */
final class PackedIntegerVectors {
    private static final long SIGNS_BYTE = Lanes.BYTE_SIGNS;
    private static final long SIGNS_SHORT = Lanes.SHORT_SIGNS;
    private static final long SIGNS_INT = Lanes.INT_SIGNS;
    private static final long LOW_HALVES = 0xffff_ffffL;
    private static final ByteVector BYTE_ZERO = ByteVector.zero(ByteVector.SPECIES_128);
    private static final ByteVector BYTE_ONES = ByteVector.broadcast(ByteVector.SPECIES_128, -1);
    private static final ShortVector SHORT_ZERO = ShortVector.zero(ShortVector.SPECIES_128);
    private static final ShortVector SHORT_ONES = ShortVector.broadcast(ShortVector.SPECIES_128, -1);
    private static final IntVector INT_ZERO = IntVector.zero(IntVector.SPECIES_128);
    private static final IntVector INT_ONES = IntVector.broadcast(IntVector.SPECIES_128, -1);

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
        return a.reinterpretAsBytes().add(b.reinterpretAsBytes()).reinterpretAsLongs();
    }

    @Operation
    static LongVector paddw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().add(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector paddd(LongVector a, LongVector b) {
        return a.reinterpretAsInts().add(b.reinterpretAsInts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector paddq(LongVector a, LongVector b) {
        return a.add(b);
    }

    @Operation
    static LongVector psubb(LongVector a, LongVector b) {
        return a.reinterpretAsBytes().sub(b.reinterpretAsBytes()).reinterpretAsLongs();
    }

    @Operation
    static LongVector psubw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().sub(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector psubd(LongVector a, LongVector b) {
        return a.reinterpretAsInts().sub(b.reinterpretAsInts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector psubq(LongVector a, LongVector b) {
        return a.sub(b);
    }

    @Operation
    static LongVector pcmpeqb(LongVector a, LongVector b) {
        return BYTE_ZERO
                .blend(BYTE_ONES, a.reinterpretAsBytes().compare(VectorOperators.EQ, b.reinterpretAsBytes()))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector pcmpgtb(LongVector a, LongVector b) {
        return BYTE_ZERO
                .blend(BYTE_ONES, a.reinterpretAsBytes().compare(VectorOperators.GT, b.reinterpretAsBytes()))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector pcmpeqw(LongVector a, LongVector b) {
        return SHORT_ZERO
                .blend(SHORT_ONES, a.reinterpretAsShorts().compare(VectorOperators.EQ, b.reinterpretAsShorts()))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector pcmpgtw(LongVector a, LongVector b) {
        return SHORT_ZERO
                .blend(SHORT_ONES, a.reinterpretAsShorts().compare(VectorOperators.GT, b.reinterpretAsShorts()))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector pcmpeqd(LongVector a, LongVector b) {
        return INT_ZERO.blend(INT_ONES, a.reinterpretAsInts().compare(VectorOperators.EQ, b.reinterpretAsInts()))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector pcmpgtd(LongVector a, LongVector b) {
        return INT_ZERO.blend(INT_ONES, a.reinterpretAsInts().compare(VectorOperators.GT, b.reinterpretAsInts()))
                .reinterpretAsLongs();
    }

    @Operation
    static LongVector pminsw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().min(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pmaxsw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().max(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pminub(LongVector a, LongVector b) {
        return unsignedMinBytes(a, b);
    }

    @Operation
    static LongVector pmaxub(LongVector a, LongVector b) {
        return unsignedMaxBytes(a, b);
    }

    @Operation
    static LongVector pmullw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().mul(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pmuludq(LongVector a, LongVector b) {
        return a.and(LOW_HALVES).mul(b.and(LOW_HALVES));
    }

    @Operation
    static LongVector paddusb(LongVector a, LongVector b) {
        return paddb(a, unsignedMinBytes(b, a.not()));
    }

    @Operation
    static LongVector psubusb(LongVector a, LongVector b) {
        return psubb(unsignedMaxBytes(a, b), b);
    }

    @Operation
    static LongVector paddusw(LongVector a, LongVector b) {
        return paddw(a, unsignedMinShorts(b, a.not()));
    }

    @Operation
    static LongVector psubusw(LongVector a, LongVector b) {
        return psubw(unsignedMaxShorts(a, b), b);
    }

    @Operation
    static LongVector pavgb(LongVector a, LongVector b) {
        return psubb(a.or(b), difference(a, b).and(0x7f7f_7f7f_7f7f_7f7fL));
    }

    @Operation
    static LongVector pavgw(LongVector a, LongVector b) {
        return psubw(a.or(b), difference(a, b).and(0x7fff_7fff_7fff_7fffL));
    }

    // Graal expands signed minima and maxima alone: unsigned ones are those of values with their highest bits turned.

    static LongVector unsignedMinBytes(LongVector a, LongVector b) {
        return turned(
                turned(a, SIGNS_BYTE)
                        .reinterpretAsBytes()
                        .min(turned(b, SIGNS_BYTE).reinterpretAsBytes())
                        .reinterpretAsLongs(),
                SIGNS_BYTE);
    }

    static LongVector unsignedMaxBytes(LongVector a, LongVector b) {
        return turned(
                turned(a, SIGNS_BYTE)
                        .reinterpretAsBytes()
                        .max(turned(b, SIGNS_BYTE).reinterpretAsBytes())
                        .reinterpretAsLongs(),
                SIGNS_BYTE);
    }

    static LongVector unsignedMinShorts(LongVector a, LongVector b) {
        return turned(
                turned(a, SIGNS_SHORT)
                        .reinterpretAsShorts()
                        .min(turned(b, SIGNS_SHORT).reinterpretAsShorts())
                        .reinterpretAsLongs(),
                SIGNS_SHORT);
    }

    static LongVector unsignedMaxShorts(LongVector a, LongVector b) {
        return turned(
                turned(a, SIGNS_SHORT)
                        .reinterpretAsShorts()
                        .max(turned(b, SIGNS_SHORT).reinterpretAsShorts())
                        .reinterpretAsLongs(),
                SIGNS_SHORT);
    }

    static LongVector unsignedMinInts(LongVector a, LongVector b) {
        return turned(
                turned(a, SIGNS_INT)
                        .reinterpretAsInts()
                        .min(turned(b, SIGNS_INT).reinterpretAsInts())
                        .reinterpretAsLongs(),
                SIGNS_INT);
    }

    static LongVector unsignedMaxInts(LongVector a, LongVector b) {
        return turned(
                turned(a, SIGNS_INT)
                        .reinterpretAsInts()
                        .max(turned(b, SIGNS_INT).reinterpretAsInts())
                        .reinterpretAsLongs(),
                SIGNS_INT);
    }

    private static LongVector turned(LongVector vector, long signs) {
        return vector.lanewise(VectorOperators.XOR, signs);
    }

    /** Half of what an average is less than a | b; the highest bit of each element is another's. */
    private static LongVector difference(LongVector a, LongVector b) {
        return a.lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.LSHR, 1);
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
        LongVector bytes = psubb(unsignedMaxBytes(a, b), unsignedMinBytes(a, b));
        LongVector shorts = bytes.and(EVEN_BYTES)
                .add(bytes.lanewise(VectorOperators.LSHR, 8).and(EVEN_BYTES));
        LongVector ints = shorts.add(shorts.lanewise(VectorOperators.LSHR, 16));
        return ints.add(ints.lanewise(VectorOperators.LSHR, 32)).and(0xffff);
    }
}
