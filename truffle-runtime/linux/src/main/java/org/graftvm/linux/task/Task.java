package org.graftvm.linux.task;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FsContext;
import org.graftvm.machine.GuestMemory;

/**
 * A thread of a guest program: its CPU, its identity, and what it shares with other tasks. Runs on one host thread.
 *
 * <p>A task that blocks keeps nothing on the host stack that could not be thrown away: {@link #park} throws when a signal
 * arrives, the handler unwinds, and the call ends with EINTR or is executed again.
 */
public final class Task implements Waiter {
    private final Process process;
    private final int tid;
    private final GuestMemory memory;
    private final FdTable files;
    private final FsContext fs;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean interrupted;

    Task(Process process, int tid, GuestMemory memory, FdTable files, FsContext fs) {
        this.process = process;
        this.tid = tid;
        this.memory = memory;
        this.files = files;
        this.fs = fs;
    }

    public Process process() {
        return process;
    }

    public Kernel kernel() {
        return process.kernel();
    }

    /** Thread id: what gettid returns. */
    public int tid() {
        return tid;
    }

    public GuestMemory memory() {
        return memory;
    }

    public FdTable files() {
        return files;
    }

    public FsContext fs() {
        return fs;
    }

    /** Whether a signal is to be delivered or the task is to end, so that it may not go on blocking. */
    public boolean interrupted() {
        return interrupted;
    }

    /**
     * Blocks the calling task until {@link #wake}, or for no reason.
     *
     * @return false if the deadline has passed
     * @throws LinuxException ERESTARTSYS if {@link #interrupted}
     */
    @Override
    public boolean park(Deadline deadline) {
        throwIfInterrupted();
        long nanos = deadline.remaining();
        if (nanos > 0) {
            kernel().host().park(this, nanos);
            throwIfInterrupted();
        }
        return !deadline.passed();
    }

    private void throwIfInterrupted() {
        if (interrupted()) {
            throw new LinuxException(Errno.ERESTARTSYS);
        }
    }

    /** Ends a {@link #park}, from any thread. */
    @Override
    public void wake() {
        kernel().host().unpark(thread);
    }
}
