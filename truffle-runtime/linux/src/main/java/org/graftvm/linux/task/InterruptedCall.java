package org.graftvm.linux.task;

import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.signal.SignalAction;

/**
 * A system call that a signal interrupted, and how it goes on: see signal(7), "Interruption of system calls and library
 * functions by signal handlers".
 *
 * @param number of the call
 * @param firstArgument argument 0, which may share a register with the result
 * @param errno one of the ERESTART… kinds
 */
record InterruptedCall(int number, long firstArgument, Errno errno) {
    /** Number that stands for restart_syscall(2), by name since ISAs differ. */
    private static final String RESTART_SYSCALL = "restart_syscall";

    static boolean isRestart(Errno errno) {
        return switch (errno) {
            case ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND, ERESTART_RESTARTBLOCK -> true;
            default -> false;
        };
    }

    /** A handler is about to run: the call fails with EINTR or is executed again behind the handler. */
    void beforeHandler(Task task, SignalAction action) {
        boolean again = switch (errno) {
            case ERESTARTNOINTR -> true;
            case ERESTARTSYS -> action.has(SignalCodes.SA_RESTART);
            default -> false;
        };
        if (again) {
            task.abi().restartSyscall(task.cpu(), number, firstArgument);
        } else {
            task.abi().setSyscallResult(task.cpu(), -Errno.EINTR.number());
        }
    }

    /** No handler ran: the call goes on as if nothing had happened. */
    void restart(Task task) {
        int again = number;
        if (errno == Errno.ERESTART_RESTARTBLOCK) {
            again = task.kernel().dispatcher(task.abi()).numberOf(RESTART_SYSCALL);
        }
        task.abi().restartSyscall(task.cpu(), again, firstArgument);
    }
}
