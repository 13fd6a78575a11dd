package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Operation;

/**
 * Work on the elements within 64 bits. {@code size} is the logarithm of an element's bytes; functions get elements extended to 64
 * bits by sign or zeros, and the low bits of what they return count.
 */
final class Elements {
    /** What is done to an element. */
    @FunctionalInterface
    interface Unary {
        long apply(long a);
    }

    /** What is done to two elements. */
    @FunctionalInterface
    interface Binary {
        long apply(long a, long b);
    }

    private static final int HALF = 32;

    private Elements() {}

    static int bits(int size) {
        return 8 << size;
    }

    static long mask(int size) {
        return -1L >>> 64 - bits(size);
    }

    /** The lowest bit of each element. */
    static long ones(int size) {
        return Long.divideUnsigned(-1, mask(size));
    }

    /** The highest bit of each element. */
    static long signs(int size) {
        return ones(size) << bits(size) - 1;
    }

    static long signed(long a, int at, int size) {
        return a << 64 - at - bits(size) >> 64 - bits(size);
    }

    static long unsigned(long a, int at, int size) {
        return a >>> at & mask(size);
    }

    static long get(long a, int at, int size, boolean signed) {
        return signed ? signed(a, at, size) : unsigned(a, at, size);
    }

    // ---- each element ----

    static long each(long a, int size, boolean signed, Unary function) {
        long result = 0;
        for (int at = 0; at < 64; at += bits(size)) {
            result |= (function.apply(get(a, at, size, signed)) & mask(size)) << at;
        }
        return result;
    }

    static long each(long a, long b, int size, boolean signed, Binary function) {
        long result = 0;
        for (int at = 0; at < 64; at += bits(size)) {
            result |= (function.apply(get(a, at, size, signed), get(b, at, size, signed)) & mask(size)) << at;
        }
        return result;
    }

    /** Elements of the low 32 bits make elements twice as wide; {@code size} is that of the former. */
    static long widen(long a, int size, boolean signed, Unary function) {
        long result = 0;
        for (int at = 0; at < HALF; at += bits(size)) {
            result |= (function.apply(get(a, at, size, signed)) & mask(size + 1)) << 2 * at;
        }
        return result;
    }

    static long widen(long a, long b, int size, boolean signed, Binary function) {
        long result = 0;
        for (int at = 0; at < HALF; at += bits(size)) {
            long value = function.apply(get(a, at, size, signed), get(b, at, size, signed));
            result |= (value & mask(size + 1)) << 2 * at;
        }
        return result;
    }

    /** Elements make elements half as wide, in 32 bits; {@code size} is that of the latter. */
    static long narrow(long a, int size, boolean signed, Unary function) {
        long result = 0;
        for (int at = 0; at < HALF; at += bits(size)) {
            result |= (function.apply(get(a, 2 * at, size + 1, signed)) & mask(size)) << at;
        }
        return result;
    }

    /** The elements of {@code low}, then those of {@code high}, in pairs. */
    static long pairs(long low, long high, int size, boolean signed, Binary function) {
        return pairs(low, size, signed, function) | pairs(high, size, signed, function) << HALF;
    }

    private static long pairs(long a, int size, boolean signed, Binary function) {
        int bits = bits(size);
        long result = 0;
        for (int at = 0; at < 64; at += 2 * bits) {
            long value = function.apply(get(a, at, size, signed), get(a, at + bits, size, signed));
            result |= (value & mask(size)) << at / 2;
        }
        return result;
    }

    // ---- all elements at once ----

    /** Adds without carries from element to element: the highest bits apart from the others. */
    static long add(long a, long b, int size) {
        long signs = signs(size);
        return (a & ~signs) + (b & ~signs) ^ (a ^ b) & signs;
    }

    static long subtract(long a, long b, int size) {
        long signs = signs(size);
        return (a | signs) - (b & ~signs) ^ (a ^ ~b) & signs;
    }

    /** All bits of elements whose highest bit is set. */
    static long fill(long a, int size) {
        long signs = a & signs(size);
        return signs - (signs >>> bits(size) - 1) | signs;
    }

    static long nonzero(long a, int size) {
        long rest = ~signs(size);
        return fill((a & rest) + rest | a, size); // A carry from the lower bits shows that one is set.
    }

    /** Where {@code b - a} borrows. */
    static long higher(long a, long b, int size) {
        return fill(~b & a | (~b | a) & subtract(b, a, size), size);
    }

    static long greater(long a, long b, int size) {
        return higher(a ^ signs(size), b ^ signs(size), size);
    }

    // ---- operations of compositions ----

    /** The element at a bit, in all places. */
    @Operation
    static long replicate(long a, int at, int size) {
        return (a >>> at & mask(size)) * ones(size);
    }

    @Operation
    static long extract(long a, int at, int size) {
        return a >>> at & mask(size);
    }

    @Operation
    static long extractSigned(long a, int at, int size) {
        return signed(a, at, size);
    }

    @Operation
    static long insert(long a, long element, int at, int size) {
        return a & ~(mask(size) << at) | (element & mask(size)) << at;
    }

    @Operation
    static long upper(long a) {
        return a >>> HALF;
    }

    @Operation
    static long concatenate(long low, long high) {
        return low & mask(2) | high << HALF;
    }
}
