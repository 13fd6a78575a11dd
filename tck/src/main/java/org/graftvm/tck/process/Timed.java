package org.graftvm.tck.process;

import java.time.Duration;
import java.util.List;

/**
 * A finished process.
 *
 * @param status exit status as a shell would see it
 * @param lines standard output
 * @param arrivals time since the start at which each line arrived
 * @param wall time from start to end
 * @param peakMemory largest resident set of the process, in bytes; 0 if the host does not tell
 * @param errors standard error
 */
public record Timed(
        int status, List<String> lines, List<Duration> arrivals, Duration wall, long peakMemory, String errors) {}
