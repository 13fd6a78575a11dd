package org.graftvm.linux.task;

import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.syscall.Arguments;
import org.graftvm.linux.syscall.Syscall;
import org.jspecify.annotations.Nullable;

/** Watches system calls and signals, as strace does. Called on the thread of the task. */
public interface Tracer {
    /** Watches nothing. */
    Tracer NONE = new Tracer() {};

    /** Whether anything is watched, so that calls need not be announced otherwise. */
    default boolean isActive() {
        return false;
    }

    /** A call begins; {@code row} is null for one that this kernel does not have. */
    default void enter(Task task, int number, @Nullable Syscall row, Arguments arguments) {}

    /** The call that began last in this task ends, with a result or an error. */
    default void leave(Task task, long result, @Nullable Errno error) {}

    /** A signal is delivered. */
    default void signal(Task task, SignalInfo info) {}

    /** A process is over. */
    default void exit(Process process, ExitStatus status) {}
}
