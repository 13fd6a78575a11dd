package org.graftvm.linux.task;

import org.graftvm.linux.abi.Ptrace;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.jspecify.annotations.Nullable;

/**
 * Why a traced task has stopped, see ptrace(2), "Stopped states".
 *
 * @param kind of stop
 * @param status what the tracer learns by waiting, bits 8 and up: the signal, and an event above it
 * @param info what PTRACE_GETSIGINFO tells, or null where it fails
 */
record TraceStop(Kind kind, int status, @Nullable SignalInfo info) {
    /** Kinds of stops. */
    enum Kind {
        /** Before a signal is delivered, which the tracer may change. */
        SIGNAL,
        /** With all tasks of the process, by a stopping signal. */
        GROUP,
        CALL_ENTRY,
        CALL_EXIT,
        /** PTRACE_EVENT_*, PTRACE_EVENT_EXIT aside; and a step into a signal handler. */
        EVENT,
        /** PTRACE_EVENT_EXIT: the task is about to end. */
        EXIT
    }

    /** A stop for a signal. */
    static TraceStop signal(SignalInfo info) {
        return new TraceStop(Kind.SIGNAL, info.signal(), info);
    }

    /** Another stop, whose si_code is its status. */
    static TraceStop of(Kind kind, Task task, int status) {
        int signal = status & 0x7f;
        int uid = task.process().identity().uid();
        // A code that small is one of a fault, whose address lies where the sender is otherwise.
        long address = task.tid() | (long) uid << 32;
        return new TraceStop(kind, status, new SignalInfo(signal, status, task.tid(), uid, 0, address));
    }

    static TraceStop event(Task task, int event) {
        Kind kind = event == Ptrace.EVENT_EXIT ? Kind.EXIT : Kind.EVENT;
        return of(kind, task, Signals.SIGTRAP | event << 8);
    }

    TraceStop with(SignalInfo changed) {
        return new TraceStop(kind, status, changed);
    }

    /** Whether the tracer's answer is a signal that the task gets. */
    boolean passesSignal() {
        return kind == Kind.SIGNAL || kind == Kind.CALL_ENTRY || kind == Kind.CALL_EXIT;
    }
}
