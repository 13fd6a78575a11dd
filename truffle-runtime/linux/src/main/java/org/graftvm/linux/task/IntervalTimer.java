package org.graftvm.linux.task;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/** ITIMER_REAL of a process: sends SIGALRM once or at intervals. See setitimer(2). */
public final class IntervalTimer {
    private final Process process;
    private @Nullable ScheduledFuture<?> future;
    private long interval;

    IntervalTimer(Process process) {
        this.process = process;
    }

    /** Nanoseconds between signals and to the next one; both 0 when the timer is off. */
    public record Setting(long interval, long remaining) {}

    public synchronized Setting get() {
        if (future == null || future.isDone()) {
            return new Setting(0, 0);
        }
        return new Setting(interval, Math.max(1, future.getDelay(TimeUnit.NANOSECONDS)));
    }

    /** Starts the timer anew, or stops it if {@code first} is 0; returns the setting before. */
    public synchronized Setting set(long newInterval, long first) {
        Setting old = get();
        if (future != null) {
            future.cancel(false);
            future = null;
        }
        interval = newInterval;
        if (first > 0) {
            Runnable fire = () -> process.signals().send(SignalInfo.kernel(Signals.SIGALRM));
            future = newInterval > 0
                    ? Clock.SCHEDULER.scheduleAtFixedRate(fire, first, newInterval, TimeUnit.NANOSECONDS)
                    : Clock.SCHEDULER.schedule(fire, first, TimeUnit.NANOSECONDS);
        }
        return old;
    }

    /** The host thread of all timers, which only sends signals; it starts with the first timer. */
    private static final class Clock {
        static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor(body -> {
            Thread thread = new Thread(body, "guest timers");
            thread.setDaemon(true);
            return thread;
        });
    }
}
