package org.graftvm.linux.time;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Process;
import org.graftvm.linux.task.Task;

/** The clocks of clock_gettime(2). */
public final class Clocks {
    public static final int REALTIME = 0;
    public static final int MONOTONIC = 1;
    public static final int PROCESS_CPU = 2;
    public static final int THREAD_CPU = 3;
    public static final int MONOTONIC_RAW = 4;
    public static final int REALTIME_COARSE = 5;
    public static final int MONOTONIC_COARSE = 6;
    public static final int BOOTTIME = 7;
    public static final int REALTIME_ALARM = 8;
    public static final int BOOTTIME_ALARM = 9;
    public static final int TAI = 11;

    private Clocks() {}

    /**
     * Nanoseconds that a clock shows.
     *
     * @throws LinuxException EINVAL for unknown clocks
     */
    public static long now(Task task, int clock) {
        return switch (clock) {
            case REALTIME, REALTIME_COARSE, REALTIME_ALARM, TAI -> realtime();
            case MONOTONIC, MONOTONIC_RAW, MONOTONIC_COARSE, BOOTTIME, BOOTTIME_ALARM -> monotonic();
            case PROCESS_CPU -> task.process().cpuNanos();
            case THREAD_CPU -> threadCpu();
            default -> {
                // Negative numbers name the CPU clock of a process or thread: pid, and 3 bits of kind.
                if (clock < 0) {
                    yield cpuClockOf(task, clock);
                }
                throw new LinuxException(Errno.EINVAL);
            }
        };
    }

    private static long cpuClockOf(Task task, int clock) {
        int id = ~(clock >> 3);
        boolean perThread = (clock & 4) != 0;
        if (perThread) {
            Task target = id == 0 ? task : task.kernel().task(id);
            if (target == null || target.process() != task.process()) {
                throw new LinuxException(Errno.EINVAL);
            }
            return target == task ? threadCpu() : target.cpuNanos();
        }
        Process target = id == 0 ? task.process() : task.kernel().process(id);
        if (target == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return target.cpuNanos();
    }

    public static long realtime() {
        Instant now = Instant.now();
        return now.getEpochSecond() * Timespec.NANOS_PER_SECOND + now.getNano();
    }

    /** The host's monotonic clock, which instructions that read time show as well. */
    public static long monotonic() {
        return System.nanoTime();
    }

    /** CPU time of the calling thread. */
    public static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** A clock as {@code task} sees it, for whoever asks. @throws LinuxException EINVAL for unknown clocks */
    public static LongSupplier forAnyThread(Task task, int clock) {
        now(task, clock);
        boolean ownThread = clock == THREAD_CPU || clock < 0 && ~(clock >> 3) == 0 && (clock & 4) != 0;
        return ownThread ? task::cpuNanos : () -> now(task, clock);
    }

    /** Whether a clock shows CPU time. */
    public static boolean isCpuClock(int clock) {
        return clock < 0 || clock == PROCESS_CPU || clock == THREAD_CPU;
    }

    /** Whether a clock can be slept on; CPU clocks cannot be here. */
    public static boolean canSleep(int clock) {
        return switch (clock) {
            case REALTIME, MONOTONIC, BOOTTIME, REALTIME_ALARM, BOOTTIME_ALARM, TAI -> true;
            default -> false;
        };
    }

    /** The deadline at which a clock that can be slept on shows {@code nanos}. */
    public static Deadline deadline(Task task, int clock, long nanos) {
        return Deadline.after(nanos - now(task, clock));
    }
}
