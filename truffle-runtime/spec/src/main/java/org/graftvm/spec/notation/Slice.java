package org.graftvm.spec.notation;

/**
 * A run of bits that an encoding and an operand share.
 *
 * @param source lowest bit of the run in the instruction word
 * @param target lowest bit of the run in the operand's value
 * @param length number of bits
 */
public record Slice(int source, int target, int length) {
    /** The low {@code length} bits. */
    private int ones() {
        return length == 32 ? -1 : (1 << length) - 1;
    }

    /** The bits of the instruction word that the slice takes. */
    public int sourceMask() {
        return ones() << source;
    }

    /** The bits of the operand that the slice gives. */
    public long targetMask() {
        return Integer.toUnsignedLong(ones()) << target;
    }

    long extract(int word) {
        return Integer.toUnsignedLong((word >>> source) & ones()) << target;
    }

    int insert(long value) {
        return ((int) (value >>> target) & ones()) << source;
    }
}
