package org.graftvm.tck.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graftvm.tck.process.Timed;

/**
 * One run of a benchmark program, read from its output.
 *
 * @param nanos time of each round by the program's own clock
 * @param ends time since process start at which each round's line arrived
 * @param checksum what every round computed
 * @param wall whole process
 * @param peakMemory bytes
 */
record Rounds(List<Long> nanos, List<Duration> ends, String checksum, Duration wall, long peakMemory) {
    private static final Pattern LINE = Pattern.compile("round \\d+ (\\d+) ([0-9a-f]{16})");

    /** Rounds that must be as fast to count as the peak. */
    private static final int ROW = 3;

    /** Share of the peak speed that counts as warm. */
    private static final double WARM = 0.9;

    static Rounds of(Timed process) {
        List<Long> nanos = new ArrayList<>();
        String checksum = "";
        for (String line : process.lines()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalStateException("not a round: " + line);
            }
            nanos.add(Long.parseLong(matcher.group(1)));
            checksum = matcher.group(2);
        }
        if (process.status() != 0 || nanos.isEmpty()) {
            throw new IllegalStateException("status " + process.status() + ", " + nanos.size() + " rounds; "
                    + process.errors().strip());
        }
        return new Rounds(nanos, process.arrivals(), checksum, process.wall(), process.peakMemory());
    }

    /**
     * The speed once warm: the lowest median of a few rounds in a row, in nanoseconds. Not of the last ones, because some kernels get
     * several times slower under qemu-x86_64 after less than a second, for good.
     */
    double peak() {
        int length = Math.min(ROW, nanos.size());
        double fastest = Double.POSITIVE_INFINITY;
        for (int from = 0; from + length <= nanos.size(); from++) {
            fastest = Math.min(
                    fastest,
                    median(nanos.subList(from, from + length).stream()
                            .mapToDouble(Long::doubleValue)
                            .toArray()));
        }
        return fastest;
    }

    /** Time since process start at which the first round at 90 % of the peak speed was over. */
    Duration warm() {
        double enough = peak() / WARM;
        for (int i = 0; i < nanos.size(); i++) {
            if (nanos.get(i) <= enough) {
                return ends.get(i);
            }
        }
        return wall;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double geometricMean(double... values) {
        return Math.exp(Arrays.stream(values).map(Math::log).average().orElse(Double.NaN));
    }
}
