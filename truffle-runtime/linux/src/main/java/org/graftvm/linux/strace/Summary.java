package org.graftvm.linux.strace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.syscall.Arguments;
import org.graftvm.linux.syscall.Syscall;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls, their errors and the time that they take, over all processes, for the table of {@code strace -c}. The calls that end
 * a thread or process are not counted, as there.
 */
public final class Summary implements Tracer {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String RULE = "------ ----------- ----------- --------- --------- ----------------";

    private final LongSupplier clock;
    private final Map<Task, Begun> begun = new ConcurrentHashMap<>();
    /** By name of the call. Guarded by itself. */
    private final Map<String, Count> counts = new TreeMap<>();

    private record Begun(String name, long nanos) {}

    private static final class Count {
        final String name;
        long nanos;
        long calls;
        long errors;

        Count(String name) {
            this.name = name;
        }

        void add(Count other) {
            nanos += other.nanos;
            calls += other.calls;
            errors += other.errors;
        }
    }

    /** @param clock nanoseconds; the difference between two looks on one thread is a call's time */
    public Summary(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public void enter(Task task, int number, @Nullable Syscall row, Arguments arguments) {
        String name = Strace.name(task, number, row);
        if (!Strace.isExit(name)) {
            begun.put(task, new Begun(name, clock.getAsLong()));
        }
    }

    @Override
    public void leave(Task task, long result, @Nullable Errno error) {
        Begun call = begun.remove(task);
        if (call == null) {
            return;
        }
        long nanos = clock.getAsLong() - call.nanos();
        synchronized (counts) {
            Count count = counts.computeIfAbsent(call.name(), Count::new);
            count.nanos += nanos;
            count.calls++;
            count.errors += error == null ? 0 : 1;
        }
    }

    /** The table of what was counted since the last one, line by line; the call that took most is first. Empty if nothing was. */
    public List<String> take() {
        List<Count> rows;
        synchronized (counts) {
            rows = new ArrayList<>(counts.values());
            counts.clear();
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        rows.sort(Comparator.comparingLong((Count row) -> row.nanos).reversed());
        Count total = new Count("total");
        rows.forEach(total::add);
        List<String> lines = new ArrayList<>();
        lines.add("% time     seconds  usecs/call     calls    errors syscall");
        lines.add(RULE);
        rows.forEach(row -> lines.add(line(row, total)));
        lines.add(RULE);
        lines.add(line(total, total));
        return lines;
    }

    private static String line(Count row, Count total) {
        return String.format(
                Locale.ROOT,
                "%6.2f %11.6f %11d %9d %9s %s",
                100.0 * row.nanos / Math.max(1, total.nanos),
                row.nanos / NANOS_PER_SECOND,
                row.nanos / 1000 / Math.max(1, row.calls),
                row.calls,
                row.errors == 0 ? "" : Long.toString(row.errors),
                row.name);
    }
}
