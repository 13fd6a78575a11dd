package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** Rotates of an operand and the carry as one number with a bit more, and shifts of two operands as one. */
final class CarryRotates {
    private CarryRotates() {}

    /** A rotation by the operand size and one changes nothing. */
    private static int distance(long count, int bits) {
        return bits < 32 ? Shifts.count(count, bits) % (bits + 1) : Shifts.count(count, bits);
    }

    @Operation
    static long left(long a, long count, long cf, int bits) {
        int distance = distance(count, bits);
        return distance == 0 ? a : a << distance | (cf >>> 63) << distance - 1 | a >>> bits - distance >>> 1;
    }

    /** The carry of {@link #left}. */
    @Operation
    static long leftCarry(long a, long count, long cf, int bits) {
        int distance = distance(count, bits);
        return distance == 0 ? cf : a >>> bits - distance << 63;
    }

    @Operation
    static long leftOverflow(long old, long result, long count, long cf, int bits) {
        return Shifts.count(count, bits) == 0 ? old : (result >>> bits - 1 << 63) ^ cf & Long.MIN_VALUE;
    }

    @Operation
    static long right(long a, long count, long cf, int bits) {
        int distance = distance(count, bits);
        return distance == 0 ? a : a >>> distance | (cf >>> 63) << bits - distance | a << 1 << bits - distance;
    }

    /** The carry of {@link #right}. */
    @Operation
    static long rightCarry(long a, long count, long cf, int bits) {
        int distance = distance(count, bits);
        return distance == 0 ? cf : a >>> distance - 1 << 63;
    }

    /** The two highest bits of the result differ. */
    @Operation
    static long rightOverflow(long old, long result, long count, long cf, int bits) {
        return Shifts.count(count, bits) == 0 ? old : result << 64 - bits;
    }

    /** Fills from the top of {@code b}; counts beyond the operand size are undefined, and come from {@code a} again. */
    @Operation
    static long doubleLeft(long a, long b, long count, int bits) {
        int distance = Shifts.count(count, bits);
        if (distance == 0) {
            return a;
        }
        return distance > bits
                ? b << distance - bits | a >>> 2 * bits - distance
                : a << distance | b >>> bits - distance;
    }

    /** Fills from the bottom of {@code b}. */
    @Operation
    static long doubleRight(long a, long b, long count, int bits) {
        int distance = Shifts.count(count, bits);
        if (distance == 0) {
            return a;
        }
        return distance > bits
                ? b >>> distance - bits | a << 2 * bits - distance
                : a >>> distance | b << bits - distance;
    }
}
