package org.graftvm.linux.task;

import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.vfs.ipc.AnonymousDescription;

/** What pidfd_open(2) makes: a process that keeps its meaning when its number is used again; readable when it has ended. */
public final class ProcessFile extends AnonymousDescription {
    private final Process process;

    public ProcessFile(Process process, int flags) {
        super("anon_inode:[pidfd]", flags | OpenFlags.READ_WRITE);
        this.process = process;
    }

    public Process process() {
        return process;
    }

    @Override
    public int poll() {
        return process.isReported() ? PollEvents.IN | PollEvents.READ_NORMAL : 0;
    }

    @Override
    public void addWaiter(Waiter waiter, int events) {
        process.ends().add(waiter);
    }

    @Override
    public void removeWaiter(Waiter waiter) {
        process.ends().remove(waiter);
    }
}
