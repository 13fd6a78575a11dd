package org.graftvm.spec.notation;

import java.util.List;

/**
 * An operand's bits in an instruction word.
 *
 * @param name operand name
 * @param slices from the most significant source bit down
 */
public record Field(String name, List<Slice> slices) {
    /** Marks bits whose value does not matter and that no operand takes: {@code _:width}. */
    public static final String IGNORED = "_";

    public Field {
        slices = List.copyOf(slices);
    }

    /** Bits of the raw value, counted from bit 0: one more than the highest bit that a slice gives. */
    public int width() {
        return slices.stream().mapToInt(s -> s.target() + s.length()).max().orElse(0);
    }

    /** Bits of the raw value that some slice gives. */
    public long valueMask() {
        return slices.stream().mapToLong(Slice::targetMask).reduce(0, (a, b) -> a | b);
    }

    /** Bits of the instruction word that the field takes. */
    public int sourceMask() {
        return slices.stream().mapToInt(Slice::sourceMask).reduce(0, (a, b) -> a | b);
    }

    /** The raw value, neither sign-extended nor shifted. */
    public long extract(int word) {
        long value = 0;
        for (Slice slice : slices) {
            value |= slice.extract(word);
        }
        return value;
    }

    /** Instruction bits for a raw value; bits that no slice gives are dropped. */
    public int insert(long value) {
        int word = 0;
        for (Slice slice : slices) {
            word |= slice.insert(value);
        }
        return word;
    }
}
