package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** Operations of the bit test instructions. */
final class BitValues {
    private BitValues() {}

    /** The bit of a number, taken modulo the operand size. */
    @Operation
    static long bit(long number, int bits) {
        return 1L << (number & bits - 1);
    }

    @Operation
    static long clear(long a, long bit) {
        return a & ~bit;
    }

    /** Number of the lowest bit that is set, or {@code old} where none is. */
    @Operation
    static long lowest(long old, long source) {
        return source == 0 ? old : Long.numberOfTrailingZeros(source);
    }

    /** Number of the highest bit that is set, or {@code old} where none is. */
    @Operation
    static long highest(long old, long source) {
        return source == 0 ? old : 63 - Long.numberOfLeadingZeros(source);
    }

    /** Base of the operand that has the bit. */
    @Operation
    static long address(long base, long number, int bits) {
        return base + (number >> (bits == 64 ? 6 : bits == 32 ? 5 : 4)) * (bits / 8);
    }
}
