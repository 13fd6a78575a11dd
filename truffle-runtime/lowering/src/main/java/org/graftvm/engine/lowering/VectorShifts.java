package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.stream.IntStream;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Binary;
import org.graftvm.spec.Operation;

/**
 * Shifts of the elements of vectors of 128 bits by constants, of elements of 8 to 64 bits.
 *
 * <p>Graal fails where it joins a shift with one by the same count before it. So what is known of the bits of a result is said once
 * more, which keeps them apart; for bytes, which no host shifts, it cuts off their neighbours' bits.
 */
public final class VectorShifts {
    private static final int COUNTS = 64;
    private static final LongVector ZERO = LongVector.zero(LongVector.SPECIES_128);

    /** By the logarithm of an element's bytes, then the count: the bits that a shift leaves. */
    @CompilationFinal(dimensions = 1)
    private static final LongVector[] LEFT = masks(true);

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] RIGHT = masks(false);

    static {
        // The JDK makes its tables for each size of elements on first use.
        for (int bits = 8; bits <= 64; bits *= 2) {
            left(ZERO, 1, bits);
            right(ZERO, 1, bits);
            rightSigned(ZERO, 1, bits);
        }
    }

    private VectorShifts() {}

    private static LongVector[] masks(boolean left) {
        return IntStream.range(0, 4 * COUNTS)
                .mapToObj(i -> mask(8 << i / COUNTS, i % COUNTS, left))
                .toArray(LongVector[]::new);
    }

    private static LongVector mask(int bits, int count, boolean left) {
        long all = InstructionLowering.mask(bits);
        long mask = count >= bits ? 0 : left ? all << count & all : all >>> count;
        return LongVector.broadcast(LongVector.SPECIES_128, Words.replicate(mask, bits));
    }

    private static LongVector mask(LongVector[] masks, int count, int bits) {
        return masks[(Integer.numberOfTrailingZeros(bits) - 3) * COUNTS + count];
    }

    private static LongVector shift(LongVector a, Binary direction, int count, int bits) {
        return switch (bits) {
            case 8, 16 -> a.reinterpretAsShorts().lanewise(direction, count).reinterpretAsLongs();
            case 32 -> a.reinterpretAsInts().lanewise(direction, count).reinterpretAsLongs();
            default -> a.lanewise(direction, count);
        };
    }

    /** @param count below {@code bits} */
    @Operation
    public static LongVector left(LongVector a, int count, int bits) {
        return shift(a, VectorOperators.LSHL, count, bits).and(mask(LEFT, count, bits));
    }

    /** @param count up to {@code bits} */
    @Operation
    public static LongVector right(LongVector a, int count, int bits) {
        return count == bits
                ? ZERO
                : shift(a, VectorOperators.LSHR, count, bits).and(mask(RIGHT, count, bits));
    }

    /** Not every host shifts the signs of 8 or 64 bits. @param count below {@code bits} */
    @Operation
    public static LongVector rightSigned(LongVector a, int count, int bits) {
        if (bits == 16 || bits == 32) {
            return shift(a, VectorOperators.ASHR, count, bits);
        }
        LongVector sign = LongVector.broadcast(LongVector.SPECIES_128, Words.replicate(1L << bits - 1 - count, bits));
        LongVector turned = right(a, count, bits).lanewise(VectorOperators.XOR, sign);
        return PackedIntegers.subtract(turned, sign, bits == 8 ? 0 : 3);
    }
}
