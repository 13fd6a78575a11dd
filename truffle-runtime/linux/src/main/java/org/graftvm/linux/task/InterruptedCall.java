package org.graftvm.linux.task;

import org.graftvm.linux.abi.CallRegisters;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/**
 * A system call that a signal interrupted, and how it goes on: see signal(7), "Interruption of system calls and library
 * functions by signal handlers".
 *
 * @param number of the call
 * @param firstArgument argument 0, which may share a register with the result
 * @param errno one of the ERESTART… kinds
 * @param next address of the instruction behind it
 */
record InterruptedCall(int number, long firstArgument, Errno errno, long next) {
    /** Number that stands for restart_syscall(2), by name since ISAs differ. */
    private static final String RESTART_SYSCALL = "restart_syscall";

    static boolean isRestart(Errno errno) {
        return switch (errno) {
            case ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND, ERESTART_RESTARTBLOCK -> true;
            default -> false;
        };
    }

    /** Signals are about to be looked at: on most ISAs a tracer finds the task where it makes the call again. */
    void beforeSignals(Task task) {
        if (task.abi().restartsBeforeSignals()) {
            task.abi().restartSyscall(task.cpu(), number, firstArgument);
        }
    }

    /** A handler is about to run: the call fails with EINTR or is executed again behind the handler. */
    void beforeHandler(Task task, SignalAction action) {
        boolean again = switch (errno) {
            case ERESTARTNOINTR -> true;
            case ERESTARTSYS -> action.has(SignalCodes.SA_RESTART);
            default -> false;
        };
        if (!task.abi().restartsBeforeSignals()) {
            if (again) {
                task.abi().restartSyscall(task.cpu(), number, firstArgument);
            } else {
                task.abi().setSyscallResult(task.cpu(), -Errno.EINTR.number());
            }
        } else if (!again && isAtCall(task)) {
            task.cpu().pc = next;
            task.abi().setSyscallResult(task.cpu(), -Errno.EINTR.number());
        }
    }

    /** Whether the task is still where it makes the call again: a tracer may have moved it. */
    private boolean isAtCall(Task task) {
        return task.cpu().pc == next - task.abi().syscallLength();
    }

    /** No handler ran behind {@link #beforeSignals}: the call goes on as if nothing had happened. */
    void afterSignals(Task task) {
        if (!task.abi().restartsBeforeSignals()) {
            restart(task);
        } else if (errno == Errno.ERESTART_RESTARTBLOCK && isAtCall(task)) {
            task.cpu().pc = next;
            restart(task);
        }
    }

    /** The call goes on, and no signal was looked at. */
    void restart(Task task) {
        int again = number;
        if (errno == Errno.ERESTART_RESTARTBLOCK) {
            again = task.kernel().dispatcher(task.abi()).numberOf(RESTART_SYSCALL);
        }
        task.abi().restartSyscall(task.cpu(), again, firstArgument);
    }

    /**
     * The call that the registers of a task say was interrupted, where the ISA decides behind the signals: a tracer may have
     * changed that. Null for none.
     */
    static @Nullable InterruptedCall ofRegisters(Task task) {
        CallRegisters call = task.callRegisters();
        Errno errno = Errno.restart(-task.abi().registerSets().result(task.cpu()));
        return call.number < 0 || errno == null
                ? null
                : new InterruptedCall((int) call.number, call.firstArgument, errno, task.cpu().pc);
    }
}
