package org.graftvm.linux.vfs;

import java.util.concurrent.locks.LockSupport;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;

/** A thread that waits as a task does, and can be interrupted as by a signal. */
final class TestWaiter implements Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile boolean interrupted;

    void interrupt() {
        interrupted = true;
        wake();
    }

    @Override
    public boolean park(Deadline deadline) {
        throwIfInterrupted();
        long nanos = deadline.remaining();
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
        throwIfInterrupted();
        return !deadline.passed();
    }

    private void throwIfInterrupted() {
        if (interrupted) {
            throw new LinuxException(Errno.ERESTARTSYS);
        }
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }
}
