package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.graftvm.spec.Operation;

/** What moves elements within vectors of 128 bits. Orders that are constants of an instruction are constants of compiled code. */
public final class VectorShuffles {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;
    private static final ByteVector ZERO = ByteVector.zero(BYTES);
    private static final LongVector NOTHING = ZERO.reinterpretAsLongs();
    private static final IntVector NO_WORDS = ZERO.reinterpretAsInts();

    /** By the immediate of PSHUFD. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] WORDS = IntStream.range(0, 256)
            .mapToObj(order -> VectorShuffle.fromOp(IntVector.SPECIES_128, i -> order >> 2 * i & 3))
            .toArray(VectorShuffle<?>[]::new);

    /** Each byte comes from so many places further, around the end. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] ROTATIONS =
            IntStream.range(0, 16).mapToObj(n -> bytes(i -> i + n & 15)).toArray(VectorShuffle<?>[]::new);

    /** The bytes that such a rotation takes from around the end. */
    @CompilationFinal(dimensions = 1)
    private static final VectorMask<?>[] WRAPPED = IntStream.range(0, 16)
            .mapToObj(n -> VectorMask.fromLong(BYTES, 0xffffL << 16 - n & 0xffff))
            .toArray(VectorMask<?>[]::new);

    /** Doubles the elements of a half: by the logarithm of their bytes and the half. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] DOUBLED = IntStream.range(0, 8)
            .mapToObj(k -> bytes(i -> 8 * (k & 1) + (i >> (k >> 1) + 1 << (k >> 1)) + (i & (1 << (k >> 1)) - 1)))
            .toArray(VectorShuffle<?>[]::new);

    /** The bytes of every second element, by the logarithm of its bytes. */
    @CompilationFinal(dimensions = 1)
    private static final VectorMask<?>[] SECOND = IntStream.of(0xaaaa, 0xcccc, 0xf0f0, 0xff00)
            .mapToObj(m -> VectorMask.fromLong(BYTES, m))
            .toArray(VectorMask<?>[]::new);

    /** Shorts of one half in an order of two bits each: by the order, from 256 on in the high half. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] SHORTS = IntStream.range(0, 512)
            .mapToObj(k -> bytes(i -> i >> 3 == k >> 8 ? i & 8 | (k >> (i >> 1 & 3) * 2 & 3) * 2 | i & 1 : i))
            .toArray(VectorShuffle<?>[]::new);

    /** The bytes of every second element, twice: by the logarithm of the bytes and whether it is the odd ones. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] EVERY_SECOND = IntStream.range(0, 6)
            .mapToObj(k -> bytes(i -> ((i & 7) >> (k >> 1)) * 2 + (k & 1) << (k >> 1) | i & (1 << (k >> 1)) - 1))
            .toArray(VectorShuffle<?>[]::new);

    private static final VectorMask<Byte> HIGH_HALF = VectorMask.fromLong(BYTES, 0xff00);

    private static final VectorMask<Integer> HIGH_WORDS = VectorMask.fromLong(IntVector.SPECIES_128, 0b1100);

    /** By the immediate of PBLENDW. */
    @CompilationFinal(dimensions = 1)
    private static final VectorMask<?>[] BLENDED = IntStream.range(0, 256)
            .mapToObj(order -> VectorMask.fromLong(ShortVector.SPECIES_128, order))
            .toArray(VectorMask<?>[]::new);

    /** An element in all places: by the logarithm of its bytes and its number. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] ELEMENTS = IntStream.range(0, 64)
            .mapToObj(k -> bytes(i -> ((k & 15) << (k >> 4) | i & (1 << (k >> 4)) - 1) & 15))
            .toArray(VectorShuffle<?>[]::new);

    /** Elements in reverse order within units: by the logarithms of their bytes and of the units'. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] REVERSED = IntStream.range(0, 16)
            .mapToObj(k -> bytes(i -> i ^ Math.max(0, (1 << (k & 3)) - (1 << (k >> 2)))))
            .toArray(VectorShuffle<?>[]::new);

    private VectorShuffles() {}

    private static VectorShuffle<Byte> bytes(IntUnaryOperator source) {
        return VectorShuffle.fromOp(BYTES, source);
    }

    private static ByteVector rearrange(ByteVector a, VectorShuffle<?> shuffle) {
        return a.rearrange(shuffle.check(BYTES));
    }

    /** Words of 32 bits in an order of two bits each. */
    @Operation
    public static LongVector words(LongVector a, int order) {
        return a.reinterpretAsInts()
                .rearrange(WORDS[order].check(IntVector.SPECIES_128))
                .reinterpretAsLongs();
    }

    /** Two words of 32 bits of the one and two of the other, in an order of two bits each. */
    @Operation
    public static LongVector twoWords(LongVector a, LongVector b, int order) {
        VectorShuffle<Integer> words = WORDS[order].check(IntVector.SPECIES_128);
        return a.reinterpretAsInts()
                .rearrange(words)
                .blend(b.reinterpretAsInts().rearrange(words), HIGH_WORDS)
                .reinterpretAsLongs();
    }

    /** Shorts of the low ({@code half} 0) or high half in an order of two bits each. */
    @Operation
    public static LongVector shorts(LongVector a, int order, int half) {
        return rearrange(a.reinterpretAsBytes(), SHORTS[256 * half + order]).reinterpretAsLongs();
    }

    /** The even or odd elements of one vector, above them those of the other. */
    @Operation
    public static LongVector everySecond(LongVector low, LongVector high, int bits, int odd) {
        if (bits == 64) {
            return interleave(low, high, bits, odd);
        }
        VectorShuffle<?> half = EVERY_SECOND[2 * (Integer.numberOfTrailingZeros(bits) - 3) + odd];
        return rearrange(low.reinterpretAsBytes(), half)
                .blend(rearrange(high.reinterpretAsBytes(), half), HIGH_HALF)
                .reinterpretAsLongs();
    }

    /** An element of up to 64 bits in all places. */
    @Operation
    public static LongVector broadcast(long element, int bits) {
        return LongVector.broadcast(LongVector.SPECIES_128, Words.replicate(element, bits));
    }

    /** Words of 16 bits from {@code b} where {@code order} has a bit. */
    @Operation
    public static LongVector blend(LongVector a, LongVector b, int order) {
        return a.reinterpretAsShorts()
                .blend(b.reinterpretAsShorts(), BLENDED[order].check(ShortVector.SPECIES_128))
                .reinterpretAsLongs();
    }

    /** Elements of both vectors by turns, from their low ({@code half} 0) or high halves. */
    @Operation
    public static LongVector interleave(LongVector a, LongVector b, int bits, int half) {
        if (bits == 64) {
            return half == 0 ? a.withLane(1, b.lane(0)) : b.withLane(0, a.lane(1));
        }
        int size = Integer.numberOfTrailingZeros(bits) - 3;
        VectorShuffle<?> doubled = DOUBLED[2 * size + half];
        return rearrange(a.reinterpretAsBytes(), doubled)
                .blend(rearrange(b.reinterpretAsBytes(), doubled), SECOND[size].check(BYTES))
                .reinterpretAsLongs();
    }

    /** The low vector of {@code high:low} shifted right by some bytes, 0 to 15. */
    @Operation
    public static LongVector align(LongVector low, LongVector high, int count) {
        VectorShuffle<?> rotation = ROTATIONS[count];
        return rearrange(low.reinterpretAsBytes(), rotation)
                .blend(rearrange(high.reinterpretAsBytes(), rotation), WRAPPED[count].check(BYTES))
                .reinterpretAsLongs();
    }

    /** Shifts right by some bytes, 0 to 15. */
    @Operation
    public static LongVector right(LongVector a, int count) {
        return rearrange(a.reinterpretAsBytes(), ROTATIONS[count])
                .blend(ZERO, WRAPPED[count].check(BYTES))
                .reinterpretAsLongs();
    }

    /** Shifts left by some bytes, 0 to 15. */
    @Operation
    public static LongVector left(LongVector a, int count) {
        int rotation = 16 - count & 15;
        ByteVector rotated = rearrange(a.reinterpretAsBytes(), ROTATIONS[rotation]);
        return count == 0
                ? a
                : ZERO.blend(rotated, WRAPPED[rotation].check(BYTES)).reinterpretAsLongs();
    }

    /** An element of a vector in all places. @param size logarithm of its bytes */
    @Operation
    public static LongVector element(LongVector a, int index, int size) {
        return rearrange(a.reinterpretAsBytes(), ELEMENTS[size << 4 | index]).reinterpretAsLongs();
    }

    /** Elements in reverse order within units; sizes are logarithms of bytes. */
    public static LongVector reverse(LongVector a, int size, int unit) {
        return rearrange(a.reinterpretAsBytes(), REVERSED[size << 2 | unit]).reinterpretAsLongs();
    }

    /** The even or odd elements of one vector in even places, those of the other in odd ones. */
    @Operation
    public static LongVector transpose(LongVector a, LongVector b, int bits, int odd) {
        if (bits == 64) {
            return interleave(a, b, bits, odd);
        }
        int bytes = bits >> 3;
        ByteVector even = a.reinterpretAsBytes();
        ByteVector second = b.reinterpretAsBytes();
        return (odd == 0 ? even : rearrange(even, ROTATIONS[bytes]))
                .blend(
                        odd == 0 ? rearrange(second, ROTATIONS[16 - bytes]) : second,
                        SECOND[Integer.numberOfTrailingZeros(bytes)].check(BYTES))
                .reinterpretAsLongs();
    }

    /** Replaces the bytes whose number lies in a table of sixteen that begins with number {@code first}. */
    @Operation
    public static LongVector lookUp(LongVector old, LongVector numbers, LongVector table, int first) {
        ByteVector number = numbers.reinterpretAsBytes().sub((byte) first);
        return old.reinterpretAsBytes()
                .blend(
                        table.reinterpretAsBytes()
                                .rearrange(number.lanewise(VectorOperators.AND, (byte) 15)
                                        .toShuffle()),
                        number.lanewise(VectorOperators.AND, (byte) -16).compare(VectorOperators.EQ, ZERO))
                .reinterpretAsLongs();
    }

    /** Bytes by their numbers, or zero where a number is negative. */
    @Operation
    public static LongVector choose(LongVector a, LongVector numbers) {
        ByteVector choice = numbers.reinterpretAsBytes();
        return a.reinterpretAsBytes()
                .rearrange(choice.lanewise(VectorOperators.AND, (byte) 15).toShuffle())
                .blend(ZERO, choice.compare(VectorOperators.LT, ZERO))
                .reinterpretAsLongs();
    }

    /** The highest bits of all bytes. */
    @Operation
    public static long byteSigns(LongVector a) {
        return a.reinterpretAsBytes().compare(VectorOperators.LT, ZERO).toLong();
    }

    /** The highest bits of all four words of 32 bits. */
    @Operation
    public static long wordSigns(LongVector a) {
        return a.reinterpretAsInts().compare(VectorOperators.LT, NO_WORDS).toLong();
    }

    /** The highest bits of both halves. */
    @Operation
    public static long halfSigns(LongVector a) {
        return a.compare(VectorOperators.LT, NOTHING).toLong();
    }

    /** Zero where no bit is set. */
    @Operation
    public static long bytesSet(LongVector a) {
        return a.reinterpretAsBytes().compare(VectorOperators.NE, ZERO).toLong();
    }
}
