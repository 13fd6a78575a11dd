package org.graftvm.spec.table;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Finds the row that matches a word by looking at few bits at a time. */
public sealed interface DecisionTree<T> {
    /**
     * What is left to compare in full, most specific first.
     *
     * @param tested bits that are known to match on every way here
     */
    record Leaf<T>(List<Candidate<T>> candidates, int tested) implements DecisionTree<T> {}

    /**
     * Chooses by the {@code width} bits from bit {@code shift} up.
     *
     * @param otherwise for values that are not in {@code cases}
     */
    record Switch<T>(int shift, int width, SortedMap<Integer, DecisionTree<T>> cases, DecisionTree<T> otherwise)
            implements DecisionTree<T> {
        public int mask() {
            return (1 << width) - 1;
        }

        DecisionTree<T> next(int word) {
            DecisionTree<T> next = cases.get(word >>> shift & mask());
            return next == null ? otherwise : next;
        }
    }

    /** The row whose pattern and condition {@code word} meets; 16-bit patterns look at the low half. */
    default @Nullable Candidate<T> find(int word) {
        DecisionTree<T> tree = this;
        while (tree instanceof Switch<T> choice) {
            tree = choice.next(word);
        }
        for (Candidate<T> candidate : ((Leaf<T>) tree).candidates()) {
            if (candidate.matches(word)) {
                return candidate;
            }
        }
        return null;
    }

    /** Switches on the longest way to a leaf. */
    default int depth() {
        return switch (this) {
            case Leaf<T> leaf -> 0;
            case Switch<T> choice ->
                1
                        + Math.max(
                                choice.otherwise().depth(),
                                choice.cases().values().stream()
                                        .mapToInt(DecisionTree::depth)
                                        .max()
                                        .orElse(0));
        };
    }

    static <T> DecisionTree<T> of(List<Candidate<T>> candidates) {
        return new TreeBuilder<T>().build(candidates);
    }
}
