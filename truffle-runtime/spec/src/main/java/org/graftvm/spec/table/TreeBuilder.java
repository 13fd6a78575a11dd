package org.graftvm.spec.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds a {@link DecisionTree}: at each step the window of adjacent bits that leaves the fewest rows to tell apart. A
 * row that leaves bits of the window open goes into every case that it may match.
 */
final class TreeBuilder<T> {
    /** Widest window: the immediate field of RISC-V's register-to-register operations is part of the opcode. */
    private static final int MAX_WINDOW = 12;

    /** More cases would make a method that is too big for the host's compilers. */
    private static final int MAX_CASES = 200;

    /** A row that fixes few bits of a wide window is copied often; so many copies per row are too many. */
    private static final int MAX_COPIES = 8;

    /** So few rows are compared one after the other. */
    private static final int LEAF_SIZE = 2;

    private record Key<T>(List<Candidate<T>> candidates, int tested) {}

    private final Map<Key<T>, DecisionTree<T>> known = new HashMap<>();

    DecisionTree<T> build(List<Candidate<T>> candidates) {
        // Stable: rows of equal weight stay in source order.
        List<Candidate<T>> sorted = candidates.stream()
                .sorted(Comparator.comparingInt(
                        c -> -Integer.bitCount(c.pattern().mask())))
                .toList();
        return build(sorted, 0);
    }

    private DecisionTree<T> build(List<Candidate<T>> candidates, int tested) {
        Key<T> key = new Key<>(candidates, tested);
        DecisionTree<T> tree = known.get(key);
        if (tree == null) {
            tree = split(candidates, tested);
            known.put(key, tree);
        }
        return tree;
    }

    private DecisionTree<T> split(List<Candidate<T>> candidates, int tested) {
        if (candidates.size() <= LEAF_SIZE) {
            return new DecisionTree.Leaf<>(candidates, tested);
        }
        int bestShift = 0;
        int bestWidth = 0;
        double bestCost = cost(candidates.size());
        int fixed = candidates.stream().mapToInt(c -> c.pattern().mask()).reduce(0, (a, b) -> a | b) & ~tested;
        for (int shift = 0; shift < 32; shift++) {
            for (int width = 1; width <= MAX_WINDOW && shift + width <= 32; width++) {
                if ((fixed >>> shift & 1) == 0 || (fixed >>> (shift + width - 1) & 1) == 0) {
                    continue;
                }
                double cost = cost(candidates, shift, width);
                if (cost < bestCost - 1e-9) {
                    bestCost = cost;
                    bestShift = shift;
                    bestWidth = width;
                }
            }
        }
        if (bestWidth == 0) {
            return new DecisionTree.Leaf<>(candidates, tested);
        }
        return split(candidates, tested, bestShift, bestWidth);
    }

    private DecisionTree<T> split(List<Candidate<T>> candidates, int tested, int shift, int width) {
        int known = tested | ((1 << width) - 1) << shift;
        SortedMap<Integer, DecisionTree<T>> cases = new TreeMap<>();
        buckets(candidates, shift, width).forEach((value, rows) -> cases.put(value, build(rows, known)));
        List<Candidate<T>> open = candidates.stream()
                .filter(c -> window(c.pattern().mask(), shift, width) == 0)
                .toList();
        return new DecisionTree.Switch<>(shift, width, cases, build(open, known));
    }

    /** The rows by window value, for the values that some row which fixes bits there can match. */
    private static <T> SortedMap<Integer, List<Candidate<T>>> buckets(
            List<Candidate<T>> candidates, int shift, int width) {
        SortedMap<Integer, List<Candidate<T>>> buckets = new TreeMap<>();
        for (Candidate<T> candidate : candidates) {
            int mask = window(candidate.pattern().mask(), shift, width);
            if (mask != 0) {
                int match = window(candidate.pattern().match(), shift, width);
                int free = ((1 << width) - 1) & ~mask;
                int bits = free;
                while (true) {
                    buckets.computeIfAbsent(match | bits, v -> new ArrayList<>());
                    if (bits == 0) {
                        break;
                    }
                    bits = (bits - 1) & free;
                }
            }
        }
        buckets.forEach((value, rows) -> {
            for (Candidate<T> candidate : candidates) {
                int mask = window(candidate.pattern().mask(), shift, width);
                if ((value & mask) == window(candidate.pattern().match(), shift, width)) {
                    rows.add(candidate);
                }
            }
        });
        return buckets;
    }

    /** What is left to do after a switch on the window; the same as from {@link #buckets}, but only counted. */
    private static <T> double cost(List<Candidate<T>> candidates, int shift, int width) {
        int[] rows = new int[1 << width];
        int copies = 0;
        int open = 0;
        for (Candidate<T> candidate : candidates) {
            int mask = window(candidate.pattern().mask(), shift, width);
            if (mask == 0) {
                open++;
                continue;
            }
            int free = (rows.length - 1) & ~mask;
            copies += 1 << Integer.bitCount(free);
            if (copies > MAX_COPIES * candidates.size()) {
                return Double.MAX_VALUE;
            }
            int match = window(candidate.pattern().match(), shift, width);
            int bits = free;
            while (true) {
                rows[match | bits]++;
                if (bits == 0) {
                    break;
                }
                bits = (bits - 1) & free;
            }
        }
        double cost = cost(open);
        int cases = 0;
        for (int count : rows) {
            if (count != 0) {
                cost += cost(count + open);
                cases++;
            }
        }
        return cases > MAX_CASES ? Double.MAX_VALUE : cost;
    }

    /** Grows faster than the number of rows, so that even splits win. */
    private static double cost(int rows) {
        return rows == 0 ? 0 : rows * (1 + Math.log(rows));
    }

    private static int window(int bits, int shift, int width) {
        return bits >>> shift & ((1 << width) - 1);
    }
}
