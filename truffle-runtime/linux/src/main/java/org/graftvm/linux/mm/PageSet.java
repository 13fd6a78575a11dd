package org.graftvm.linux.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pages of an address space, as ranges: what it costs depends on how many ranges there are, and not on how far they reach, as it
 * would in bits. Not safe for several threads.
 */
final class PageSet {
    /** A range of pages by number. @param end number behind the last */
    record Range(int start, int end) {}

    /** The end of each range by its start; no two touch. */
    private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean contains(int page) {
        Map.Entry<Integer, Integer> range = ranges.floorEntry(page);
        return range != null && page < range.getValue();
    }

    /** Adds the pages from one number to before another. */
    void add(int start, int end) {
        if (start >= end) {
            return;
        }
        int from = start;
        int to = end;
        Map.Entry<Integer, Integer> other = ranges.floorEntry(to);
        while (other != null && other.getValue() >= from) {
            from = Math.min(from, other.getKey());
            to = Math.max(to, other.getValue());
            ranges.remove(other.getKey());
            other = ranges.floorEntry(to);
        }
        ranges.put(from, to);
    }

    void addAll(PageSet others) {
        if (isEmpty()) {
            ranges.putAll(others.ranges);
        } else {
            others.ranges.forEach(this::add);
        }
    }

    /** Removes the pages from one number to before another. */
    void remove(int start, int end) {
        for (Range part : in(start, end)) {
            Map.Entry<Integer, Integer> range = ranges.floorEntry(part.start);
            ranges.remove(range.getKey());
            if (range.getKey() < part.start) {
                ranges.put(range.getKey(), part.start);
            }
            if (part.end < range.getValue()) {
                ranges.put(part.end, range.getValue());
            }
        }
    }

    /** The parts of the set from one number to before another, in order; a copy. */
    List<Range> in(int start, int end) {
        List<Range> parts = new ArrayList<>();
        Integer first = ranges.floorKey(start);
        for (Map.Entry<Integer, Integer> range : ranges.subMap(
                        first == null ? start : first, Math.max(end, first == null ? start : first))
                .entrySet()) {
            int from = Math.max(start, range.getKey());
            int to = Math.min(end, range.getValue());
            if (from < to) {
                parts.add(new Range(from, to));
            }
        }
        return parts;
    }
}
