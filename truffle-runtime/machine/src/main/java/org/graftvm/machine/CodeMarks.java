package org.graftvm.machine;

import java.util.HashMap;
import java.util.Map;

/**
 * Which bytes were translated, of pages that hold translated code: data and further code beside them may be written without
 * a change of the code. Callers hold the lock of the {@link GuestMemory}.
 */
final class CodeMarks {
    private static final int WORDS = GuestMemory.PAGE_SIZE / Long.SIZE;

    /** One bit a byte, by the key of the page's content ({@link Aliases#key}). */
    private final Map<Long, long[]> pages = new HashMap<>();

    /**
     * Marks bytes of one page.
     *
     * @param from offset of the first, up to {@code to}
     */
    void add(long key, int from, int to) {
        long[] bits = pages.computeIfAbsent(key, page -> new long[WORDS]);
        for (int i = from; i < to; i++) {
            bits[i / Long.SIZE] |= 1L << i;
        }
    }

    /** Whether one of these bytes of a page is marked. */
    boolean overlap(long key, int from, int to) {
        long[] bits = pages.get(key);
        if (bits == null) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((bits[i / Long.SIZE] & 1L << i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Forgets a page. */
    void remove(long key) {
        pages.remove(key);
    }

    void clear() {
        pages.clear();
    }
}
