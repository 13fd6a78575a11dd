package org.graftvm.isa.arm64.instructions;

import java.util.function.ToIntFunction;
import org.graftvm.spec.InstructionSpec;

/**
 * What elements a SIMD and floating-point instruction works on, told by fields of its encoding: {@code Q} and {@code scalar} how
 * many, and their size one of {@code size}, {@code ftype} (scalar formats), {@code fsize}, {@code format},
 * {@code elementFormat}, {@code narrowFormat}, {@code notHalf} (formats of vectors), {@code lane} (the
 * place of an element) and {@code shiftLeft} or {@code shiftRight} (a distance); bytes where there is none of them.
 *
 * @param size logarithm of an element's bytes
 * @param full whether the vector has 128 bits rather than 64
 * @param scalar whether there is but one element
 */
public record VectorShape(int size, boolean full, boolean scalar) {
    /** For {@code when}: elements of 64 bits need a whole vector, or are scalars, or elements of all sizes are. */
    static final String ANY = "size != 3 || Q == 1";

    static final String ANY_OR_DOUBLEWORD =
            "scalar == 0 && (size != 3 || Q == 1) || scalar == 1 && Q == 1 && size == 3";
    static final String ANY_OR_SCALAR = "scalar == 0 && (size != 3 || Q == 1) || scalar == 1 && Q == 1";

    /** Of doubled products. */
    static final String PRODUCT = "(size == 1 || size == 2) && (scalar == 0 || Q == 1)";

    /** Of {@code fsize}: all formats, with doubles in a whole vector. */
    static final String SAME_FORMATS = "fsize == 7 || fsize == 8 || fsize == 15 && Q == 1";

    static final String SAME_FORMATS_OR_SCALAR =
            "(fsize == 7 || fsize == 8 || fsize == 15 && Q == 1) && (scalar == 0 || Q == 1)";

    /** Of {@code format}. */
    static final String FORMATS = "format == 16 || format == 60 || format == 48 && Q == 1";

    static final String FORMATS_OR_SCALAR =
            "(format == 16 || format == 60 || format == 48 && Q == 1) && (scalar == 0 || Q == 1)";

    static final String FIXED_POINT = "shiftRight >= 16 && (shiftRight < 64 || Q == 1) && (scalar == 0 || Q == 1)";

    /** Of {@code elementFormat}: bit 5 of the element's place is no part of the number of a double. */
    static final String BY_ELEMENT = "(elementFormat == 0 || elementFormat == 2 || elementFormat == 3 && Q == 1"
            + " && VmElement[5] == 0) && (scalar == 0 || Q == 1)";

    private static final String[] DISTANCES = {"shiftLeft", "shiftRight"};
    private static final int WORD = 2;
    private static final int DOUBLEWORD = 3;
    private static final int HALF_TYPE = 3;

    /** Values of {@code fsize}: bits 22, 21, 15 and 14 of the word. */
    private static final int HALVES = 8;

    private static final int DOUBLES = 15;

    /** Values of {@code format}: bits 22 to 17. */
    private static final int HALVES_FORMAT = 60;

    private static final int DOUBLES_FORMAT = 48;

    /** @param fields value of the field with a name */
    public static VectorShape of(InstructionSpec spec, ToIntFunction<String> fields) {
        boolean scalar = spec.operand("scalar") >= 0 && fields.applyAsInt("scalar") != 0;
        String length = spec.operand("upper") >= 0 ? "upper" : "Q";
        boolean full = spec.operand(length) < 0 || fields.applyAsInt(length) != 0;
        return new VectorShape(size(spec, fields), full, scalar);
    }

    private static int size(InstructionSpec spec, ToIntFunction<String> fields) {
        if (spec.operand("size") >= 0) {
            return fields.applyAsInt("size");
        }
        if (spec.operand("elementBits") >= 0) {
            return fields.applyAsInt("elementBits");
        }
        if (spec.operand("ftype") >= 0) {
            int type = fields.applyAsInt("ftype");
            return type == HALF_TYPE ? 1 : WORD + type;
        }
        if (spec.operand("fsize") >= 0) {
            int format = fields.applyAsInt("fsize");
            return format == HALVES ? 1 : format == DOUBLES ? DOUBLEWORD : WORD;
        }
        if (spec.operand("format") >= 0) {
            int format = fields.applyAsInt("format");
            return format == HALVES_FORMAT ? 1 : format == DOUBLES_FORMAT ? DOUBLEWORD : WORD;
        }
        if (spec.operand("elementFormat") >= 0) {
            return Math.max(1, fields.applyAsInt("elementFormat"));
        }
        if (spec.operand("narrowFormat") >= 0) {
            return 1 + fields.applyAsInt("narrowFormat");
        }
        if (spec.operand("notHalf") >= 0) {
            boolean wide = spec.operand("pairFormat") >= 0 && fields.applyAsInt("pairFormat") != 0;
            return fields.applyAsInt("notHalf") == 0 ? 1 : wide ? DOUBLEWORD : WORD;
        }
        if (spec.operand("sz") >= 0) {
            return WORD + fields.applyAsInt("sz");
        }
        if (spec.operand("lane") >= 0) {
            return Integer.numberOfTrailingZeros(fields.applyAsInt("lane"));
        }
        for (String name : DISTANCES) {
            if (spec.operand(name) >= 0) {
                return shiftSize(fields.applyAsInt(name));
            }
        }
        return spec.operand("scale") >= 0
                ? fields.applyAsInt("scale")
                : spec.operand("pairScale") >= 0
                        ? WORD + fields.applyAsInt("pairScale")
                        : spec.operand("literalScale") >= 0 ? WORD + fields.applyAsInt("literalScale") : 0;
    }

    /** Logarithm of an element's bytes by the field of a distance. */
    public static int shiftSize(int field) {
        return 31 - Integer.numberOfLeadingZeros(field >>> 3);
    }

    /**
     * The register that an instruction by element takes one from; of 16-bit elements only the first sixteen can be.
     *
     * @param field H, L, M and the four bits of Rm
     */
    public static int elementRegister(int field, int size) {
        return size == 1 ? field & 15 : field & 31;
    }

    /** Which element of it: H, L and M as far as they are no part of the register's number. */
    public static int elementIndex(int field, int size) {
        return field >>> 3 + size;
    }

    /** As {@link #elementRegister}, of pairs of elements, complex numbers: all registers can be. */
    public static int pairRegister(int field) {
        return field & 31;
    }

    /** Which pair of it. */
    public static int pairIndex(int field, int size) {
        return elementIndex(field, size + 1);
    }

    /** Bits of an element. */
    int bits() {
        return 8 << size;
    }
}
