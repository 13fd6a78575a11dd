package org.graftvm.tck.random;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a list small that still fails. */
final class Shrinking {
    private Shrinking() {}

    /** Whether a list fails. */
    @FunctionalInterface
    interface Failure<T> {
        boolean of(List<T> candidate) throws IOException;
    }

    /** Leaves out parts of {@code list}, which fails, as long as the rest fails too. */
    static <T> List<T> smallest(List<T> list, Failure<T> failure) throws IOException {
        List<T> smallest = list;
        for (int chunk = Math.max(1, list.size() / 2); chunk >= 1; chunk /= 2) {
            for (int at = 0; at < smallest.size(); ) {
                List<T> fewer = new ArrayList<>(smallest);
                fewer.subList(at, Math.min(at + chunk, fewer.size())).clear();
                if (failure.of(fewer)) {
                    smallest = fewer;
                } else {
                    at += chunk;
                }
            }
        }
        return smallest;
    }
}
