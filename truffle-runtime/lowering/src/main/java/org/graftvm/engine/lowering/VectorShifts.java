package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.stream.IntStream;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Binary;
import org.graftvm.spec.Operation;

/**
 * Shifts of the elements of vectors of 128 bits by constants below their size, and what narrows and widens elements.
 *
 * <p>Graal fails where it joins a shift with one by the same count before it. So what is known of the bits of a result is said once
 * more, which keeps them apart.
 */
public final class VectorShifts {
    @CompilationFinal(dimensions = 1)
    private static final LongVector[] LEFT_SHORTS = masks(16, true);

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] LEFT_INTS = masks(32, true);

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] LEFT_LONGS = masks(64, true);

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] RIGHT_SHORTS = masks(16, false);

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] RIGHT_INTS = masks(32, false);

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] RIGHT_LONGS = masks(64, false);

    static {
        // The JDK makes its tables for each size of elements on first use.
        for (int bits = 16; bits <= 64; bits *= 2) {
            left(LEFT_LONGS[0], 1, bits);
            right(LEFT_LONGS[0], 1, bits);
            rightSigned(LEFT_LONGS[0], 1, Math.min(32, bits));
        }
    }

    private VectorShifts() {}

    private static LongVector[] masks(int bits, boolean left) {
        return IntStream.range(0, bits)
                .mapToObj(n -> Words.replicate(
                        left
                                ? InstructionLowering.mask(bits) << n & InstructionLowering.mask(bits)
                                : InstructionLowering.mask(bits) >>> n,
                        bits))
                .map(mask -> LongVector.broadcast(LongVector.SPECIES_128, mask))
                .toArray(LongVector[]::new);
    }

    private static LongVector mask(LongVector[] shorts, LongVector[] ints, LongVector[] longs, int count, int bits) {
        return bits == 16 ? shorts[count] : bits == 32 ? ints[count] : longs[count];
    }

    private static LongVector shift(LongVector a, Binary direction, int count, int bits) {
        return switch (bits) {
            case 16 -> a.reinterpretAsShorts().lanewise(direction, count).reinterpretAsLongs();
            case 32 -> a.reinterpretAsInts().lanewise(direction, count).reinterpretAsLongs();
            default -> a.lanewise(direction, count);
        };
    }

    @Operation
    public static LongVector left(LongVector a, int count, int bits) {
        return shift(a, VectorOperators.LSHL, count, bits).and(mask(LEFT_SHORTS, LEFT_INTS, LEFT_LONGS, count, bits));
    }

    @Operation
    public static LongVector right(LongVector a, int count, int bits) {
        return shift(a, VectorOperators.LSHR, count, bits)
                .and(mask(RIGHT_SHORTS, RIGHT_INTS, RIGHT_LONGS, count, bits));
    }

    /** Of 16 or 32 bits. */
    @Operation
    public static LongVector rightSigned(LongVector a, int count, int bits) {
        return shift(a, VectorOperators.ASHR, count, bits);
    }
}
