package org.graftvm.linux.task;

import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/**
 * That a task is traced by another one: ptrace(2). What the task's own thread does, above all to stop and wait, is here; what the
 * tracer's does is in {@link TraceControl}. The kernel's lock guards who traces whom and every begin and end of a stop.
 */
public final class Tracee {
    /** How the task goes on, until it stops for another reason. */
    enum Mode {
        CONTINUE,
        /** Stops at the begin or the end of the next system call. */
        CALLS,
        /** As {@link #CALLS}; the next call is not made. */
        EMULATE,
        /** Stops behind the next instruction. */
        STEP,
        EMULATE_STEP;

        boolean steps() {
            return this == STEP || this == EMULATE_STEP;
        }
    }

    final Task task;
    final Task tracer;
    final boolean seized;
    volatile int options;
    private volatile Mode mode = Mode.CONTINUE;
    private volatile @Nullable TraceStop stop;
    /** The stop that the tracer has just ended. */
    private @Nullable TraceStop left;
    /** Whether a wait has taken notice of the stop. */
    boolean reported;
    /** PTRACE_LISTEN: stopped, but not for the tracer to look at. */
    volatile boolean listening;

    volatile long message;
    /** Signal that the tracer passes on at the end of a stop, or 0. */
    private int answer;
    /** PTRACE_INTERRUPT, or SIGCONT, wants a stop. */
    private volatile boolean trapWanted;
    /** {@link Process#stops} that the tracer knows of. */
    private volatile int knownStops;
    /** Stops so far, by which the task sees that its registers may be other ones. */
    private int count;
    /** How the task ended, once it has and until the tracer has waited for it. */
    @Nullable
    ChildReport end;

    Tracee(Task task, Task tracer, boolean seized, int options) {
        this.task = task;
        this.tracer = tracer;
        this.seized = seized;
        this.options = options;
    }

    private Kernel kernel() {
        return task.kernel();
    }

    // ---- the task's own thread ----

    boolean isStepping() {
        return mode.steps();
    }

    /** How often the task has stopped. */
    int count() {
        return count;
    }

    /** Whether the task has to stop before it goes on in the guest. */
    boolean wantsStop() {
        return trapWanted || groupStopIsNew();
    }

    private boolean groupStopIsNew() {
        return task.process().isStopped() && task.process().stops() != knownStops;
    }

    /** Stops where the tracer asked for it or the process is stopped by a signal. */
    void stopIfWanted() {
        while (isAttached() && wantsStop() && !task.isAboutToEnd()) {
            trapWanted = false;
            boolean group = task.process().isStopped();
            knownStops = task.process().stops();
            TraceStop.Kind kind = group ? TraceStop.Kind.GROUP : TraceStop.Kind.EVENT;
            int signal = group ? task.process().stopSignal() : Signals.SIGTRAP;
            stop(
                    seized
                            ? TraceStop.of(kind, task, signal | Ptrace.EVENT_STOP << 8)
                            : new TraceStop(kind, signal, null));
        }
    }

    private boolean isAttached() {
        return task.tracee() == this;
    }

    /** Signal-delivery-stop. @return what to deliver, or null */
    @Nullable
    SignalInfo stopForSignal(SignalInfo info) {
        TraceStop end = stop(TraceStop.signal(info));
        SignalInfo passed = end.info() == null ? info : end.info();
        if (answer == 0) {
            return null;
        }
        return answer == passed.signal() ? passed : fromTracer(answer);
    }

    private SignalInfo fromTracer(int signal) {
        Process process = tracer.process();
        return SignalInfo.sent(
                signal, SignalCodes.SI_USER, process.pid(), process.identity().uid());
    }

    /** A handler is about to run, and its first instruction counts as a step. */
    void steppedIntoHandler() {
        if (isStepping()) {
            stop(TraceStop.of(TraceStop.Kind.EVENT, task, Signals.SIGTRAP));
        }
    }

    /** A system call is about to begin. @return whether it is to be made */
    boolean enterCall() {
        Mode before = mode;
        if (before != Mode.CALLS && before != Mode.EMULATE && before != Mode.EMULATE_STEP) {
            return true;
        }
        task.abi().registerSets().beforeCall(task.cpu());
        stopAtCall(TraceStop.Kind.CALL_ENTRY, Ptrace.MESSAGE_ENTRY);
        return before == Mode.CALLS;
    }

    /** A system call has ended. */
    void leaveCall() {
        if (mode == Mode.CALLS) {
            stopAtCall(TraceStop.Kind.CALL_EXIT, Ptrace.MESSAGE_EXIT);
        } else if (isStepping()) {
            task.send(SignalInfo.fault(Signals.SIGTRAP, SignalCodes.TRAP_BRKPT, task.cpu().pc));
        }
    }

    private void stopAtCall(TraceStop.Kind kind, int news) {
        message = news;
        int good = (options & Ptrace.O_TRACESYSGOOD) != 0 ? Ptrace.SYSCALL_GOOD : 0;
        stop(TraceStop.of(kind, task, Signals.SIGTRAP | good));
        if (answer != 0) {
            task.send(SignalInfo.kernel(answer));
        }
    }

    /** Whether the tracer wants to hear of an event of a kind. */
    boolean wants(int event) {
        return (options & 1 << event) != 0;
    }

    /** Stops for an event if the tracer wants to hear of it. */
    void event(int event, long news) {
        if (isAttached() && wants(event)) {
            message = news;
            stop(TraceStop.event(task, event));
        }
    }

    /** execve(2) has put another program in place. @param formerTid of the task */
    void executed(int formerTid) {
        if (wants(Ptrace.EVENT_EXEC)) {
            event(Ptrace.EVENT_EXEC, formerTid);
        } else if (!seized) {
            Process process = task.process();
            task.send(SignalInfo.sent(
                    Signals.SIGTRAP,
                    SignalCodes.SI_USER,
                    process.pid(),
                    process.identity().uid()));
        }
    }

    /**
     * Stops the task, the caller, until its tracer lets it go on, is gone, or it is killed.
     *
     * @return the stop as the tracer left it
     */
    private TraceStop stop(TraceStop begun) {
        synchronized (kernel()) {
            answer = 0;
            if (!isAttached() || isReleased(begun)) {
                answer = begun.kind() == TraceStop.Kind.SIGNAL ? begun.status() : 0;
                return begun;
            }
            count++;
            stop = begun;
            reported = false;
            listening = false;
            tracer.process().children().trapped(report(begun));
        }
        while (stop != null && !isReleased(begun)) {
            kernel().host().park(this, Long.MAX_VALUE);
        }
        synchronized (kernel()) {
            TraceStop last = stop == null ? left : stop;
            stop = null;
            left = null;
            return last == null ? begun : last;
        }
    }

    /** Whether the end of the task ends this stop. */
    private boolean isReleased(TraceStop begun) {
        return begun.kind() == TraceStop.Kind.EXIT ? task.isKilled() : task.isAboutToEnd();
    }

    // ---- other threads; the kernel's lock is held ----

    /** The stop that the task is in, or null. */
    @Nullable
    TraceStop stop() {
        return stop;
    }

    /** What a wait of the tracer finds now, or null. */
    @Nullable
    ChildReport report() {
        TraceStop current = stop;
        if (end != null) {
            return end;
        }
        return current == null || reported ? null : report(current);
    }

    private ChildReport report(TraceStop stop) {
        Process process = task.process();
        return new ChildReport(
                task.tid(), process.identity().uid(), SignalCodes.CLD_TRAPPED, stop.status(), process.cpuNanos());
    }

    /** A wait has got what {@link #report} says. */
    void taken() {
        reported = true;
        if (end != null) {
            forget();
        }
    }

    /** The task has ended, which its tracer is to learn. */
    void ended(ChildReport report) {
        end = report;
        stop = null;
        tracer.process().children().trapped(report);
    }

    /** PTRACE_SETSIGINFO. */
    void setInfo(SignalInfo info) {
        TraceStop current = stop;
        if (current != null) {
            stop = current.with(info);
        }
    }

    /** Lets the task go on, if it is stopped, with a signal or 0. */
    void resume(Mode next, int signal) {
        mode = next;
        leave(signal);
    }

    private void leave(int signal) {
        TraceStop current = stop;
        if (current != null) {
            answer = current.passesSignal() ? signal : 0;
            left = current;
            listening = false;
            stop = null;
            task.wake();
        }
    }

    /** PTRACE_LISTEN: it stays stopped, and tells when it would go on. */
    void listen() {
        listening = true;
        reported = true;
        if (trapWanted) {
            leave(0);
        }
    }

    /** PTRACE_INTERRUPT, and SIGCONT for a process of tracees that were seized: another stop is wanted. */
    void wantTrap() {
        trapWanted = true;
        if (listening) {
            leave(0);
        }
        task.interrupt();
    }

    /** The task is not traced any more; it goes on if it is stopped. */
    void release(int signal) {
        TraceStop current = stop;
        forget();
        resume(Mode.CONTINUE, signal);
        if (current == null || !current.passesSignal()) {
            task.interrupt(); // A process that is stopped holds it.
        }
    }

    private void forget() {
        tracer.process().children().remove(this);
        task.setTracee(null);
        if (end != null && task.process().leader() == task) {
            task.process().reportEnd();
        }
    }
}
