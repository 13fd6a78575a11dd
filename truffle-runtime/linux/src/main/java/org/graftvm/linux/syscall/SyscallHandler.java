package org.graftvm.linux.syscall;

import org.graftvm.linux.task.Task;

/** What a system call does. Runs on the calling guest thread. */
@FunctionalInterface
public interface SyscallHandler {
    /**
     * Executes the call for {@code task}. Guest memory is {@link Task#memory()}; a guest pointer is simply used, and the
     * {@link org.graftvm.machine.GuestFault} of a bad one becomes EFAULT.
     *
     * @return what the guest finds in its result register
     * @throws org.graftvm.linux.LinuxException for an error; a call that blocks passes on the one that
     *     {@link Task#park} throws, so that a signal can end or restart it
     */
    long call(Task task, Arguments arguments);
}
