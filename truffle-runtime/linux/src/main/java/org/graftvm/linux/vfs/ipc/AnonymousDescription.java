package org.graftvm.linux.vfs.ipc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Timestamp;

/** A file that no path leads to and that stores nothing: eventfd, epoll, and later timerfd and signalfd. */
public abstract class AnonymousDescription extends FileDescription {
    private static final long DEVICE = FileStatus.device(0, 0xe);

    /** Who waits for the file to change; a file that is always ready wakes nobody. */
    protected final WaitQueue changed = new WaitQueue();

    private final String name;

    /** @param name as /proc/self/fd shows it: {@code anon_inode:[eventfd]} */
    protected AnonymousDescription(String name, int flags) {
        super(null, flags);
        this.name = name;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public FileStatus status() {
        Timestamp zero = Timestamp.ZERO;
        return new FileStatus(DEVICE, 1, 0600, 1, 0, 0, 0, 0, 4096, 0, zero, zero, zero, zero);
    }

    @Override
    public FileSystemStatus fileSystemStatus() {
        return FileSystemStatus.virtual(FileSystemStatus.ANONYMOUS);
    }

    @Override
    public void addWaiter(Waiter waiter, int events) {
        changed.add(waiter);
    }

    @Override
    public void removeWaiter(Waiter waiter) {
        changed.remove(waiter);
    }

    @Override
    public FileDescription reopen(int newFlags, Credentials credentials) {
        throw new LinuxException(Errno.ENXIO);
    }
}
