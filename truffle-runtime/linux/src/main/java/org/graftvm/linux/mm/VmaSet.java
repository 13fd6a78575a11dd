package org.graftvm.linux.mm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The areas of an address space by address, without overlap, neighbours merged where they are alike. */
final class VmaSet {
    private final TreeMap<Long, Vma> byStart = new TreeMap<>();
    private long accountedBytes;
    private long totalBytes;

    /** The area that holds {@code address}, or null. */
    @Nullable
    Vma find(long address) {
        Map.Entry<Long, Vma> entry = byStart.floorEntry(address);
        return entry != null && entry.getValue().contains(address) ? entry.getValue() : null;
    }

    /** The first area that ends behind {@code address}, or null. */
    @Nullable
    Vma firstEndingAfter(long address) {
        Vma here = find(address);
        if (here != null) {
            return here;
        }
        Map.Entry<Long, Vma> entry = byStart.higherEntry(address);
        return entry == null ? null : entry.getValue();
    }

    /** The last area that starts before {@code address}, or null. */
    @Nullable
    Vma lastStartingBefore(long address) {
        Map.Entry<Long, Vma> entry = byStart.lowerEntry(address);
        return entry == null ? null : entry.getValue();
    }

    Collection<Vma> all() {
        return byStart.values();
    }

    int size() {
        return byStart.size();
    }

    long accountedBytes() {
        return accountedBytes;
    }

    long totalBytes() {
        return totalBytes;
    }

    boolean isFree(long start, long end) {
        Vma next = firstEndingAfter(start);
        return next == null || next.start() >= end;
    }

    /** Whether every page of the range belongs to an area. */
    boolean covers(long start, long end) {
        long at = start;
        while (at < end) {
            Vma vma = find(at);
            if (vma == null) {
                return false;
            }
            at = vma.end();
        }
        return true;
    }

    /** The parts of areas inside the range, in order; the set stays as it is. */
    List<Vma> partsIn(long start, long end) {
        List<Vma> parts = new ArrayList<>();
        for (Vma vma = firstEndingAfter(start); vma != null && vma.start() < end; vma = firstEndingAfter(vma.end())) {
            parts.add(vma.part(Math.max(vma.start(), start), Math.min(vma.end(), end)));
        }
        return parts;
    }

    /** Removes what lies inside the range; areas that reach over its ends are cut. */
    void remove(long start, long end) {
        Vma vma = firstEndingAfter(start);
        while (vma != null && vma.start() < end) {
            drop(vma);
            if (vma.start() < start) {
                put(vma.part(vma.start(), start));
            }
            if (vma.end() > end) {
                put(vma.part(end, vma.end()));
            }
            vma = firstEndingAfter(Math.min(vma.end(), end));
        }
    }

    /** Adds an area where there is none. */
    void add(Vma vma) {
        Vma before = lastStartingBefore(vma.start());
        if (before != null && before.mergesWith(vma)) {
            drop(before);
            vma = before.moved(before.start(), vma.end());
        }
        Vma after = byStart.get(vma.end());
        if (after != null && vma.mergesWith(after)) {
            drop(after);
            vma = vma.moved(vma.start(), after.end());
        }
        put(vma);
    }

    private void put(Vma vma) {
        byStart.put(vma.start(), vma);
        account(vma, 1);
    }

    private void drop(Vma vma) {
        byStart.remove(vma.start());
        account(vma, -1);
    }

    private void account(Vma vma, int sign) {
        totalBytes += sign * vma.length();
        if (vma.accounted()) {
            accountedBytes += sign * vma.length();
        }
    }

    /** Start of the highest gap of {@code length} bytes between {@code low} and {@code high}, or -1. */
    long highestGap(long length, long low, long high) {
        long top = high;
        for (Vma vma = lastStartingBefore(high); top - length >= low; vma = lastStartingBefore(vma.start())) {
            long bottom = vma == null ? low : Math.max(low, vma.end());
            if (top - bottom >= length) {
                return top - length;
            }
            if (vma == null) {
                return -1;
            }
            top = Math.min(top, vma.start());
        }
        return -1;
    }
}
