package org.graftvm.isa.arm64.instructions;

import org.graftvm.isa.arm64.Arm64Cpu;

/**
 * Shifts of elements by a constant. The field that holds the distance tells the size of elements too: their bits plus the distance to
 * the left, or twice their bits less the distance to the right; of narrowing and widening instructions those of the narrow elements.
 */
final class Shift {
    private Shift() {}

    private static int size(int field) {
        return VectorShape.shiftSize(field);
    }

    static int rightBy(int field) {
        return 2 * Elements.bits(size(field)) - field;
    }

    static int leftBy(int field) {
        return field - Elements.bits(size(field));
    }

    static long left(long a, int field) {
        return a << leftBy(field) & leftMask(field);
    }

    private static long leftMask(int field) {
        return (Elements.mask(size(field)) << leftBy(field) & Elements.mask(size(field))) * Elements.ones(size(field));
    }

    static long insertLeft(long old, long a, int field) {
        return left(a, field) | old & ~leftMask(field);
    }

    static long insertRight(long old, long a, int field) {
        long kept = right(-1, field, false);
        return right(a, field, false) | old & ~kept;
    }

    static long right(long a, int field, boolean signed) {
        int size = size(field);
        int by = rightBy(field);
        long result = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            // By as much as the element has bits, zeros or its sign remain; Java shifts by up to 63.
            long half = Elements.get(a, at, size, signed);
            half = signed ? half >> by / 2 : half >>> by / 2;
            long shifted = signed ? half >> by - by / 2 : half >>> by - by / 2;
            result |= (shifted & Elements.mask(size)) << at;
        }
        return result;
    }

    /** Half of the lowest bit that stays is added first, without loss. */
    static long rightRounded(long a, int field, boolean signed) {
        int size = size(field);
        int by = rightBy(field);
        long result = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            result |= (rounded(Elements.get(a, at, size, signed), by, signed) & Elements.mask(size)) << at;
        }
        return result;
    }

    /**
     * A number divided by a power of two, halves rounded up.
     *
     * @param by 1 to 64
     */
    static long rounded(long a, int by, boolean signed) {
        long before = signed ? a >> by - 1 : a >>> by - 1;
        return (signed ? before >> 1 : before >>> 1) + (before & 1);
    }

    static long narrow(long a, int field, int round) {
        int size = size(field);
        int by = rightBy(field);
        long rounding = (long) round << by - 1;
        long result = 0;
        for (int at = 0; at < 32; at += Elements.bits(size)) {
            result |= (Elements.unsigned(a, 2 * at, size + 1) + rounding >>> by & Elements.mask(size)) << at;
        }
        return result;
    }

    static long widen(long a, int field, boolean signed) {
        int size = size(field);
        int by = leftBy(field);
        long result = 0;
        for (int at = 0; at < 32; at += Elements.bits(size)) {
            result |= (Elements.get(a, at, size, signed) << by & Elements.mask(size + 1)) << 2 * at;
        }
        return result;
    }

    static long leftSaturated(long a, int field, boolean signed, Arm64Cpu cpu) {
        int size = size(field);
        long result = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            long element = Elements.get(a, at, size, signed);
            long shifted = RegisterShift.leftSaturated(element, leftBy(field), size, signed, cpu);
            result |= (shifted & Elements.mask(size)) << at;
        }
        return result;
    }

    /** Negative elements become zero, which saturates. */
    static long leftToUnsigned(long a, int field, Arm64Cpu cpu) {
        long negative = Elements.fill(a, size(field));
        return leftSaturated(negative == 0 ? a : Saturation.saturated(a & ~negative, cpu), field, false, cpu);
    }

    static long narrowSaturated(long a, int field, boolean signed, int round, Arm64Cpu cpu, Saturation.Limit limit) {
        int size = size(field);
        int by = rightBy(field);
        long result = 0;
        for (int at = 0; at < 32; at += Elements.bits(size)) {
            long element = Elements.get(a, 2 * at, size + 1, signed);
            long shifted = round != 0 ? rounded(element, by, signed) : signed ? element >> by : element >>> by;
            result |= (limit.apply(shifted, size, cpu) & Elements.mask(size)) << at;
        }
        return result;
    }
}
