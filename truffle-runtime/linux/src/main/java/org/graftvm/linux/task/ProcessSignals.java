package org.graftvm.linux.task;

import java.util.List;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.PendingSignals;
import org.graftvm.linux.signal.SignalAction;
import org.graftvm.linux.signal.SignalActions;
import org.graftvm.linux.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/**
 * The signals of a process and of its tasks: one lock for the actions, everything pending, and all masks, so that a
 * signal is seen exactly once.
 */
public final class ProcessSignals {
    private final Process process;
    private final SignalActions actions;
    private final PendingSignals shared = new PendingSignals();
    private final WaitQueue arrivals = new WaitQueue();

    ProcessSignals(Process process, SignalActions actions) {
        this.process = process;
        this.actions = actions;
    }

    /** Sends to the process; any task that does not block the signal takes it. */
    public void send(SignalInfo info) {
        send(info, null);
    }

    /** Sends to one task, or to the process where {@code target} is null. */
    void send(SignalInfo info, @Nullable Task target) {
        if (enqueue(info, target)) {
            process.announceContinued(); // Without the lock: the parent's signals have one of their own.
        }
    }

    /** @return whether this made a stopped process go on */
    private synchronized boolean enqueue(SignalInfo info, @Nullable Task target) {
        boolean resumed = info.signal() == Signals.SIGCONT && process.resume();
        add(info, target);
        return resumed;
    }

    /** Wakes whoever waits for signals in a file, blocked ones too. */
    WaitQueue arrivals() {
        return arrivals;
    }

    private void add(SignalInfo info, @Nullable Task target) {
        int signal = info.signal();
        long bit = Signals.mask(signal);
        if (signal == Signals.SIGCONT) {
            discard(Signals.STOP_MASK);
        } else if ((bit & Signals.STOP_MASK) != 0) {
            discard(Signals.mask(Signals.SIGCONT));
        }
        if (actions.ignores(signal) && !isBlocked(bit, target) && !isTraced(target)) {
            return;
        }
        if (target != null) {
            target.signals().pending.add(info);
            target.signals().update(shared.mask());
            arrivals.wakeAll();
            return;
        }
        shared.add(info);
        arrivals.wakeAll();
        for (Task task : process.tasks()) {
            if ((task.signals().blocked() & bit) == 0) {
                task.signals().update(shared.mask());
                break;
            }
        }
    }

    private boolean isBlocked(long bit, @Nullable Task target) {
        if (target != null) {
            return (target.signals().blocked() & bit) != 0;
        }
        for (Task task : process.tasks()) {
            if ((task.signals().blocked() & bit) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a tracer wants to know of a signal that would do nothing. */
    private boolean isTraced(@Nullable Task target) {
        Task first = target == null ? process.leader() : target;
        return first != null && first.tracee() != null;
    }

    private void discard(long signals) {
        shared.discard(signals);
        for (Task task : process.tasks()) {
            task.signals().pending.discard(signals);
        }
    }

    /**
     * Raises a fault's signal in the task that caused it. Where it is blocked or ignored the program ends, since it could
     * only fault again.
     */
    synchronized void force(SignalInfo info, Task task) {
        int signal = info.signal();
        long bit = Signals.mask(signal);
        TaskSignals signals = task.signals();
        if (actions.get(signal).isIgnored() || (signals.blocked() & bit) != 0) {
            actions.set(signal, SignalAction.DEFAULT);
            signals.blocked &= ~bit;
        }
        signals.pending.add(info);
        signals.update(shared.mask());
    }

    /** Takes the next signal that {@code task} may get, of its own or of the process. */
    synchronized @Nullable SignalInfo take(TaskSignals task, long allowed) {
        SignalInfo info = task.pending.take(allowed);
        if (info == null) {
            info = shared.take(allowed);
        }
        task.update(shared.mask());
        return info != null && info.code() == SignalCodes.SI_TIMER
                ? process.posixTimers().delivered(info)
                : info;
    }

    /** Replaces a task's mask; SIGKILL and SIGSTOP are never blocked. */
    synchronized void setBlocked(TaskSignals task, long mask) {
        task.blocked = mask & ~Signals.UNBLOCKABLE;
        task.update(shared.mask());
        // What this task blocks now may be for another one.
        for (Task other : process.tasks()) {
            other.signals().update(shared.mask());
        }
    }

    /** Signals pending for {@code task} or for the process: sigpending(2). */
    synchronized long pendingFor(TaskSignals task) {
        return task.pending.mask() | shared.mask();
    }

    /** Signals pending for the whole process, the oldest first. */
    public synchronized List<SignalInfo> pending() {
        return shared.list();
    }

    /** Signals pending for one task alone. */
    synchronized List<SignalInfo> pending(TaskSignals task) {
        return task.pending.list();
    }

    public synchronized SignalAction action(int signal) {
        return actions.get(signal);
    }

    /** Sets an action; a pending signal that is ignored from now on is forgotten, as POSIX asks. */
    public synchronized SignalAction setAction(int signal, SignalAction action) {
        SignalAction old = actions.get(signal);
        actions.set(signal, action);
        if (actions.ignores(signal)) {
            discard(Signals.mask(signal));
        }
        return old;
    }

    /** The action that delivers {@code signal} now; SA_RESETHAND takes effect. */
    synchronized SignalAction use(int signal) {
        SignalAction action = actions.get(signal);
        if (action.has(SignalCodes.SA_RESETHAND) && !action.isDefault() && !action.isIgnored()) {
            actions.set(signal, SignalAction.DEFAULT);
        }
        return action;
    }

    synchronized void resetForExec() {
        actions.resetForExec();
    }

    synchronized SignalActions copyActions() {
        return actions.copy();
    }

    /** Bits of ignored and of caught signals, for /proc/pid/status. */
    public synchronized long[] ignoredAndCaught() {
        long ignored = 0;
        long caught = 0;
        for (int signal = 1; signal <= Signals.SIGRTMAX; signal++) {
            SignalAction action = actions.get(signal);
            if (action.isIgnored()) {
                ignored |= Signals.mask(signal);
            } else if (!action.isDefault()) {
                caught |= Signals.mask(signal);
            }
        }
        return new long[] {ignored, caught};
    }

    /** Bits of signals pending for the whole process, for /proc/pid/status. */
    public synchronized long sharedPending() {
        return shared.mask();
    }
}
