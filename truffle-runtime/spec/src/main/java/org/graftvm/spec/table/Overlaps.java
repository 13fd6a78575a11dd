package org.graftvm.spec.table;

import java.util.OptionalInt;

/** Tells whether two rows claim the same word without one being a special case of the other. */
public final class Overlaps {
    /** Conditions over more open bits than this are taken to tell the rows apart. */
    private static final int MAX_OPEN_BITS = 20;

    private Overlaps() {}

    /** A word that both rows match though neither pattern specializes the other; empty where there is none. */
    public static OptionalInt conflict(Candidate<?> a, Candidate<?> b) {
        if (!a.pattern().overlaps(b.pattern())
                || a.pattern().specializes(b.pattern())
                || b.pattern().specializes(a.pattern())) {
            return OptionalInt.empty();
        }
        int fixed = a.pattern().mask() | b.pattern().mask();
        int base = a.pattern().match() | b.pattern().match();
        int open = (conditionBits(a) | conditionBits(b)) & ~fixed;
        if (Integer.bitCount(open) > MAX_OPEN_BITS) {
            return OptionalInt.empty();
        }
        int bits = open;
        while (true) {
            int word = base | bits;
            if (a.matches(word) && b.matches(word)) {
                return OptionalInt.of(word);
            }
            if (bits == 0) {
                return OptionalInt.empty();
            }
            bits = (bits - 1) & open;
        }
    }

    private static int conditionBits(Candidate<?> candidate) {
        int bits = 0;
        for (String name : candidate.when().names()) {
            var field = candidate.pattern().field(name);
            bits |= field == null ? 0 : field.sourceMask();
        }
        return bits;
    }
}
