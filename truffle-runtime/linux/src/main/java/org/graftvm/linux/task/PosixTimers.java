package org.graftvm.linux.task;

import java.util.HashMap;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.time.ClockTimer;
import org.graftvm.linux.time.Clocks;

/** The timers of a process that timer_create(2) makes. */
public final class PosixTimers {
    private final Process process;
    private final Map<Integer, Timer> timers = new HashMap<>();
    private int next;

    PosixTimers(Process process) {
        this.process = process;
    }

    /**
     * One timer.
     *
     * @param signal 0 for none
     * @param target the task that gets the signal; 0 for the process
     */
    private final class Timer {
        final int id;
        final int signal;
        final long value;
        final int target;
        final ClockTimer timer;
        volatile int overrun;

        Timer(Task task, int id, int clock, int signal, long value, int target) {
            this.id = id;
            this.signal = signal;
            this.value = value;
            this.target = target;
            this.timer = new ClockTimer(Clocks.forAnyThread(task, clock), Clocks.isCpuClock(clock), this::expired);
        }

        /** The next signal comes when this one has been delivered, see timer_getoverrun(2). */
        private void expired() {
            if (signal == 0) {
                return;
            }
            SignalInfo info = new SignalInfo(signal, SignalCodes.SI_TIMER, id, 0, value, 0);
            if (process.signals().action(signal).isIgnored()) {
                timer.take();
                return;
            }
            Task task = target == 0 ? null : process.kernel().task(target);
            if (target == 0) {
                process.signals().send(info);
            } else if (task != null) {
                task.send(info);
            }
        }
    }

    /** Makes a timer and returns its number. */
    public synchronized int create(Task task, int clock, int signal, long value, boolean valueIsId, int target) {
        int id = next++;
        timers.put(id, new Timer(task, id, clock, signal, valueIsId ? id : value, target));
        return id;
    }

    /** @throws LinuxException EINVAL if there is none */
    private synchronized Timer find(int id) {
        Timer timer = timers.get(id);
        if (timer == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return timer;
    }

    public ClockTimer timer(int id) {
        return find(id).timer;
    }

    /** Expirations that the signal delivered last stands for, beside its own. */
    public int overrun(int id) {
        return find(id).overrun;
    }

    public void delete(int id) {
        find(id).timer.stop();
        synchronized (this) {
            timers.remove(id);
        }
    }

    /** A new program, or the end. */
    synchronized void deleteAll() {
        timers.values().forEach(each -> each.timer.stop());
        timers.clear();
    }

    /** A timer's signal is delivered: the timer goes on. @return the signal as the program sees it */
    SignalInfo delivered(SignalInfo info) {
        Timer timer;
        synchronized (this) {
            timer = timers.get(info.pid());
        }
        if (timer == null) {
            return info;
        }
        long count = timer.timer.take();
        timer.overrun = (int) Math.clamp(count - 1, 0, Integer.MAX_VALUE);
        return new SignalInfo(info.signal(), info.code(), info.pid(), timer.overrun, info.value(), 0);
    }
}
