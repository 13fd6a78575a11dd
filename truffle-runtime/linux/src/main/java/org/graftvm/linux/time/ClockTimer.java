package org.graftvm.linux.time;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer on some clock, which expires once or at intervals. It tells of an expiration once and then is silent until that is
 * {@linkplain #take taken}; what was missed meanwhile is counted.
 */
public final class ClockTimer {
    /** A CPU clock is looked at again after at least so long. */
    private static final long CPU_CLOCK_STEP = 1_000_000;

    private final LongSupplier clock;
    private final boolean isCpuClock;
    private final Runnable expired;

    private @Nullable ScheduledFuture<?> future;
    /** When it expires next, as the clock shows it; meaningless while it is not armed. */
    private long next;

    private boolean armed;
    private long interval;

    /**
     * @param clock what it goes by, in nanoseconds
     * @param isCpuClock whether that clock may stand still
     * @param expired called by the thread of all timers, so it must not block
     */
    public ClockTimer(LongSupplier clock, boolean isCpuClock, Runnable expired) {
        this.clock = clock;
        this.isCpuClock = isCpuClock;
        this.expired = expired;
    }

    /** Nanoseconds between expirations, and to the next one; 0 for none. */
    public record Setting(long interval, long remaining) {
        static final Setting OFF = new Setting(0, 0);
    }

    public synchronized Setting get() {
        if (!armed) {
            return Setting.OFF;
        }
        long remaining = next - clock.getAsLong();
        if (remaining <= 0) {
            remaining = interval == 0 ? 0 : interval - -remaining % interval;
        }
        return remaining == 0 && interval == 0 ? Setting.OFF : new Setting(interval, Math.max(1, remaining));
    }

    /** Starts anew, {@code first} nanoseconds from now, or stops if that is 0; returns the setting before. */
    public Setting set(long newInterval, long first) {
        return setAt(newInterval, first == 0 ? 0 : saturated(first), first != 0);
    }

    private long saturated(long span) {
        long now = clock.getAsLong();
        return now + Math.min(span, Long.MAX_VALUE / 2);
    }

    /** Starts anew, so that it expires when the clock shows {@code time}. */
    public synchronized Setting setAt(long newInterval, long time, boolean starts) {
        Setting old = get();
        if (future != null) {
            future.cancel(false);
            future = null;
        }
        armed = starts;
        interval = newInterval;
        next = time;
        if (starts) {
            schedule();
        }
        return old;
    }

    public void stop() {
        set(0, 0);
    }

    /**
     * Takes the expirations since the last call, and goes on.
     *
     * @return how many; 0 for none
     */
    public synchronized long take() {
        if (!isExpired()) {
            return 0;
        }
        if (interval == 0) {
            armed = false;
            return 1;
        }
        long count = (clock.getAsLong() - next) / interval + 1;
        next += count * interval;
        schedule();
        return count;
    }

    /** Whether there is something to take. */
    public synchronized boolean isExpired() {
        return armed && clock.getAsLong() - next >= 0;
    }

    private void schedule() {
        long delay = Math.max(0, next - clock.getAsLong());
        if (isCpuClock) {
            delay = Math.max(delay, CPU_CLOCK_STEP);
        }
        future = TimerThread.SCHEDULER.schedule(this::fire, delay, TimeUnit.NANOSECONDS);
    }

    private void fire() {
        synchronized (this) {
            if (!armed) {
                return;
            }
            if (!isExpired()) {
                schedule(); // The clock stood still, or was set anew meanwhile.
                return;
            }
        }
        expired.run();
    }

    /** The host thread of all timers; it starts with the first one. */
    private static final class TimerThread {
        static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor(body -> {
            Thread thread = new Thread(body, "guest timers");
            thread.setDaemon(true);
            return thread;
        });
    }
}
