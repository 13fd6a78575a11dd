package org.graftvm.machine;

import java.util.HashMap;
import java.util.Map;

/**
 * Which bytes were translated, of pages that hold translated code: data and further code beside them may be written without
 * a change of the code. Callers hold the lock of the {@link GuestMemory}.
 */
final class CodeMarks {
    private static final int WORDS = GuestMemory.PAGE_SIZE / Long.SIZE;

    /** One bit a byte, by page number. */
    private final Map<Long, long[]> pages = new HashMap<>();

    /** Marks bytes of one page. */
    void add(long address, long length) {
        long[] bits = pages.computeIfAbsent(address >>> GuestMemory.PAGE_SHIFT, page -> new long[WORDS]);
        int first = (int) address & GuestMemory.PAGE_SIZE - 1;
        for (int i = first; i < first + length; i++) {
            bits[i / Long.SIZE] |= 1L << i;
        }
    }

    /** Whether one of the bytes, all in one page, is marked. */
    boolean overlap(long address, long length) {
        long[] bits = pages.get(address >>> GuestMemory.PAGE_SHIFT);
        if (bits == null) {
            return false;
        }
        int first = (int) address & GuestMemory.PAGE_SIZE - 1;
        for (int i = first; i < first + length; i++) {
            if ((bits[i / Long.SIZE] & 1L << i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Forgets a page. */
    void remove(long page) {
        pages.remove(page);
    }

    void clear() {
        pages.clear();
    }
}
