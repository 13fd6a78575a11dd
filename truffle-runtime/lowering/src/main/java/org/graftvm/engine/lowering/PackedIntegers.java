package org.graftvm.engine.lowering;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Arithmetic and comparisons of the elements of vectors of 128 bits. {@code size}, a constant of compiled code, is the logarithm of an
 * element's bytes, 0 to 3 where nothing else is said.
 */
public final class PackedIntegers {
    private static final ByteVector BYTE_ZERO = ByteVector.zero(ByteVector.SPECIES_128);
    private static final ByteVector BYTE_ONES = ByteVector.broadcast(ByteVector.SPECIES_128, -1);
    private static final ShortVector SHORT_ZERO = ShortVector.zero(ShortVector.SPECIES_128);
    private static final ShortVector SHORT_ONES = ShortVector.broadcast(ShortVector.SPECIES_128, -1);
    private static final IntVector INT_ZERO = IntVector.zero(IntVector.SPECIES_128);
    private static final IntVector INT_ONES = IntVector.broadcast(IntVector.SPECIES_128, -1);
    private static final LongVector ZERO = LongVector.zero(LongVector.SPECIES_128);
    private static final LongVector ONES = LongVector.broadcast(LongVector.SPECIES_128, -1);
    private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;

    static {
        for (int size = 0; size <= 3; size++) { // The JDK makes its tables for each size of elements on first use.
            multiply(ZERO, subtract(ZERO, ZERO, size), size);
            averageDown(ZERO, ZERO, size);
            averageUp(ZERO, ZERO, size);
            equal(ZERO, greater(ZERO, higher(ZERO, ZERO, size), size), size);
            minimum(ZERO, maximum(ZERO, ZERO, size), size);
            unsignedMinimum(ZERO, unsignedMaximum(ZERO, ZERO, size), size);
        }
    }

    private PackedIntegers() {}

    public static LongVector add(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 -> a.reinterpretAsBytes().add(b.reinterpretAsBytes()).reinterpretAsLongs();
            case 1 -> a.reinterpretAsShorts().add(b.reinterpretAsShorts()).reinterpretAsLongs();
            case 2 -> a.reinterpretAsInts().add(b.reinterpretAsInts()).reinterpretAsLongs();
            default -> a.add(b);
        };
    }

    public static LongVector subtract(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 -> a.reinterpretAsBytes().sub(b.reinterpretAsBytes()).reinterpretAsLongs();
            case 1 -> a.reinterpretAsShorts().sub(b.reinterpretAsShorts()).reinterpretAsLongs();
            case 2 -> a.reinterpretAsInts().sub(b.reinterpretAsInts()).reinterpretAsLongs();
            default -> a.sub(b);
        };
    }

    /** The low halves of products. */
    public static LongVector multiply(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 -> multiplyBytes(a, b);
            case 1 -> a.reinterpretAsShorts().mul(b.reinterpretAsShorts()).reinterpretAsLongs();
            case 2 -> a.reinterpretAsInts().mul(b.reinterpretAsInts()).reinterpretAsLongs();
            default -> a.mul(b);
        };
    }

    /** Of even and of odd bytes as shorts: few hosts multiply bytes. */
    private static LongVector multiplyBytes(LongVector a, LongVector b) {
        LongVector even = multiply(a, b, 1).and(EVEN_BYTES);
        LongVector oddBytes = b.and(~EVEN_BYTES);
        LongVector odd = multiply(a.lanewise(VectorOperators.LSHR, 8).and(EVEN_BYTES), oddBytes, 1);
        return even.or(odd.and(~EVEN_BYTES));
    }

    // ---- comparisons: all bits of an element, or none ----

    public static LongVector equal(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 ->
                BYTE_ZERO
                        .blend(BYTE_ONES, a.reinterpretAsBytes().compare(VectorOperators.EQ, b.reinterpretAsBytes()))
                        .reinterpretAsLongs();
            case 1 ->
                SHORT_ZERO
                        .blend(SHORT_ONES, a.reinterpretAsShorts().compare(VectorOperators.EQ, b.reinterpretAsShorts()))
                        .reinterpretAsLongs();
            case 2 ->
                INT_ZERO.blend(INT_ONES, a.reinterpretAsInts().compare(VectorOperators.EQ, b.reinterpretAsInts()))
                        .reinterpretAsLongs();
            default -> ZERO.blend(ONES, a.compare(VectorOperators.EQ, b));
        };
    }

    /** Of signed elements. */
    public static LongVector greater(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 ->
                BYTE_ZERO
                        .blend(BYTE_ONES, a.reinterpretAsBytes().compare(VectorOperators.GT, b.reinterpretAsBytes()))
                        .reinterpretAsLongs();
            case 1 ->
                SHORT_ZERO
                        .blend(SHORT_ONES, a.reinterpretAsShorts().compare(VectorOperators.GT, b.reinterpretAsShorts()))
                        .reinterpretAsLongs();
            case 2 ->
                INT_ZERO.blend(INT_ONES, a.reinterpretAsInts().compare(VectorOperators.GT, b.reinterpretAsInts()))
                        .reinterpretAsLongs();
            default -> ZERO.blend(ONES, a.compare(VectorOperators.GT, b));
        };
    }

    /** Of unsigned elements. */
    public static LongVector higher(LongVector a, LongVector b, int size) {
        return greater(turned(a, size), turned(b, size), size);
    }

    /** Whether any bit of an element is set. */
    public static LongVector nonzero(LongVector a, int size) {
        return equal(a, ZERO, size).not();
    }

    /** How many bits of each byte are set: by pairs, fours and eights. */
    public static LongVector bitCounts(LongVector a) {
        LongVector pairs = a.sub(a.lanewise(VectorOperators.LSHR, 1).and(0x5555_5555_5555_5555L));
        LongVector fours = pairs.and(0x3333_3333_3333_3333L)
                .add(pairs.lanewise(VectorOperators.LSHR, 2).and(0x3333_3333_3333_3333L));
        return fours.add(fours.lanewise(VectorOperators.LSHR, 4)).and(0x0f0f_0f0f_0f0f_0f0fL);
    }

    // ---- minima and maxima ----

    public static LongVector minimum(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 -> a.reinterpretAsBytes().min(b.reinterpretAsBytes()).reinterpretAsLongs();
            case 1 -> a.reinterpretAsShorts().min(b.reinterpretAsShorts()).reinterpretAsLongs();
            case 2 -> a.reinterpretAsInts().min(b.reinterpretAsInts()).reinterpretAsLongs();
            default -> a.blend(b, a.compare(VectorOperators.GT, b));
        };
    }

    public static LongVector maximum(LongVector a, LongVector b, int size) {
        return switch (size) {
            case 0 -> a.reinterpretAsBytes().max(b.reinterpretAsBytes()).reinterpretAsLongs();
            case 1 -> a.reinterpretAsShorts().max(b.reinterpretAsShorts()).reinterpretAsLongs();
            case 2 -> a.reinterpretAsInts().max(b.reinterpretAsInts()).reinterpretAsLongs();
            default -> b.blend(a, a.compare(VectorOperators.GT, b));
        };
    }

    // Graal expands signed minima and maxima alone: unsigned ones are those of values with their highest bits turned.

    public static LongVector unsignedMinimum(LongVector a, LongVector b, int size) {
        return turned(minimum(turned(a, size), turned(b, size), size), size);
    }

    public static LongVector unsignedMaximum(LongVector a, LongVector b, int size) {
        return turned(maximum(turned(a, size), turned(b, size), size), size);
    }

    /** With the sign of each element turned. */
    private static LongVector turned(LongVector a, int size) {
        return a.lanewise(VectorOperators.XOR, signs(size));
    }

    private static long signs(int size) {
        return Words.replicate(1L << (8 << size) - 1, 8 << size);
    }

    // ---- averages of unsigned elements ----

    /** Rounded down. */
    public static LongVector averageDown(LongVector a, LongVector b, int size) {
        return add(a.and(b), halfDifference(a, b, size), size);
    }

    /** Rounded up. */
    public static LongVector averageUp(LongVector a, LongVector b, int size) {
        return subtract(a.or(b), halfDifference(a, b, size), size);
    }

    /** The highest bit of each element is another's. */
    private static LongVector halfDifference(LongVector a, LongVector b, int size) {
        return a.lanewise(VectorOperators.XOR, b)
                .lanewise(VectorOperators.LSHR, 1)
                .and(~signs(size));
    }
}
