package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.graftvm.spec.Operation;

/** What narrows and widens the elements of vectors of 128 bits. */
public final class VectorPacks {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;
    private static final LongVector ZERO = LongVector.zero(LongVector.SPECIES_128);
    private static final VectorMask<Byte> HIGH_HALF = VectorMask.fromLong(BYTES, 0xff00);

    /** The low bytes of elements of 16 and 32 bits, in both halves. */
    private static final VectorShuffle<Byte> EVEN_BYTES = bytes(i -> (i & 7) * 2);

    private static final VectorShuffle<Byte> EVEN_SHORTS = bytes(i -> (i & 7) / 2 * 4 + (i & 1));

    /** By the logarithms of sizes in bytes before and after, then whether signed: the bytes of wider elements; 15 is a zero. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] WIDENED = new VectorShuffle<?>[32];

    /** Elements of a half in the upper parts of elements twice as wide: by the logarithm of their bytes and the half. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] SPREAD = IntStream.range(0, 6)
            .mapToObj(k -> bytes(i -> 8 * (k & 1) + (i >> (k >> 1) + 1 << (k >> 1)) + (i & (1 << (k >> 1)) - 1)))
            .toArray(VectorShuffle<?>[]::new);

    /** The lower parts of elements twice as wide, in both halves: by the logarithm of their bytes. */
    @CompilationFinal(dimensions = 1)
    private static final VectorShuffle<?>[] LOWER_PARTS = IntStream.range(0, 3)
            .mapToObj(k -> bytes(i -> ((i & 7) >> k << k + 1) + (i & (1 << k) - 1)))
            .toArray(VectorShuffle<?>[]::new);

    static {
        for (int from = 0; from < 3; from++) {
            for (int to = from + 1; to < 4; to++) {
                WIDENED[index(from, to, 0)] = widened(1 << from, 1 << to, 0);
                WIDENED[index(from, to, 1)] = widened(1 << from, 1 << to, (1 << to) - (1 << from));
            }
        }
        for (int i = 0; i < 4; i++) { // The JDK makes its tables for each size of elements on first use.
            pack(ZERO, ZERO, 8 << (i & 1), i >> 1);
        }
        for (int bits = 8; bits <= 32; bits *= 2) {
            narrow(ZERO, widenHalf(ZERO, 1, bits, 1), bits, 1);
        }
        widen(0, 0, 8, 16, 1);
        widen(0, 0, 16, 32, 1);
    }

    private VectorPacks() {}

    private static VectorShuffle<Byte> bytes(IntUnaryOperator source) {
        return VectorShuffle.fromOp(BYTES, source);
    }

    private static int index(int from, int to, int signed) {
        return 8 * from + 2 * to + signed;
    }

    /** @param at byte of the wider element that the narrow one begins at */
    private static VectorShuffle<Byte> widened(int from, int to, int at) {
        return bytes(i -> i % to >= at && i % to < at + from ? i / to * from + i % to - at : 15);
    }

    /** Elements of twice {@code bits} of both vectors, narrowed with saturation. */
    @Operation
    public static LongVector pack(LongVector a, LongVector b, int bits, int signed) {
        VectorShuffle<Byte> even = bits == 8 ? EVEN_BYTES : EVEN_SHORTS;
        return saturated(a, bits, signed)
                .rearrange(even)
                .blend(saturated(b, bits, signed).rearrange(even), HIGH_HALF)
                .reinterpretAsLongs();
    }

    private static ByteVector saturated(LongVector a, int bits, int signed) {
        int least = signed != 0 ? -1 << bits - 1 : 0;
        int most = least + (1 << bits) - 1;
        return bits == 8
                ? a.reinterpretAsShorts()
                        .max(ShortVector.broadcast(ShortVector.SPECIES_128, (short) least))
                        .min(ShortVector.broadcast(ShortVector.SPECIES_128, (short) most))
                        .reinterpretAsBytes()
                : a.reinterpretAsInts()
                        .max(IntVector.broadcast(IntVector.SPECIES_128, least))
                        .min(IntVector.broadcast(IntVector.SPECIES_128, most))
                        .reinterpretAsBytes();
    }

    /** Elements of {@code from} bits from bit {@code at} on; signed ones of up to 32 bits. */
    @Operation
    public static LongVector widen(long source, int at, int from, int to, int signed) {
        int index = index(log(from), log(to), signed);
        LongVector wide = ZERO.withLane(0, source >>> at)
                .reinterpretAsBytes()
                .rearrange(WIDENED[index].check(BYTES))
                .reinterpretAsLongs();
        return signed == 0 ? wide : VectorShifts.rightSigned(wide, to - from, to);
    }

    /** The elements of one half, of 8 to 32 bits, twice as wide. @param signed 0 or 1 */
    @Operation
    public static LongVector widenHalf(LongVector a, int upper, int bits, int signed) {
        LongVector spread = a.reinterpretAsBytes()
                .rearrange(SPREAD[2 * log(bits) + upper].check(BYTES))
                .reinterpretAsLongs();
        return signed == 0
                ? VectorShifts.right(spread, bits, 2 * bits)
                : VectorShifts.rightSigned(spread, bits, 2 * bits);
    }

    /** The low {@code bits}, 8 to 32, of elements twice as wide: in the upper half of {@code old}, or else with zeros above. */
    @Operation
    public static LongVector narrow(LongVector old, LongVector a, int bits, int upper) {
        ByteVector narrow = a.reinterpretAsBytes().rearrange(LOWER_PARTS[log(bits)].check(BYTES));
        ByteVector result = upper == 0
                ? narrow.blend(ZERO.reinterpretAsBytes(), HIGH_HALF)
                : old.reinterpretAsBytes().blend(narrow, HIGH_HALF);
        return result.reinterpretAsLongs();
    }

    private static int log(int bits) {
        return Integer.numberOfTrailingZeros(bits) - 3;
    }
}
