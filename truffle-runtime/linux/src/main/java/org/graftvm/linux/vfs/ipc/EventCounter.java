package org.graftvm.linux.vfs.ipc;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;

/** What eventfd(2) makes: a number that writes add to and reads take. */
public final class EventCounter extends AnonymousDescription {
    private static final long MAX = -2L; // Unsigned.

    private final boolean semaphore;
    private long value;

    /** @param flags of open: NON_BLOCK or nothing */
    public EventCounter(long initial, boolean semaphore, int flags) {
        super("anon_inode:[eventfd]", flags | OpenFlags.READ_WRITE);
        this.semaphore = semaphore;
        this.value = initial;
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        if (target.size() < 8) {
            throw new LinuxException(Errno.EINVAL);
        }
        while (true) {
            awaitReady(waiter, PollEvents.IN);
            long taken = take();
            if (taken != 0) {
                target.putLong(taken);
                changed.wakeAll();
                return 8;
            }
        }
    }

    private synchronized long take() {
        long taken = semaphore ? Math.min(1, value >>> 1 | value & 1) : value;
        value -= taken;
        return taken;
    }

    @Override
    public long write(Waiter waiter, Buffers source) {
        if (source.size() < 8) {
            throw new LinuxException(Errno.EINVAL);
        }
        long added = source.getLong();
        if (added == -1) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (!add(added)) {
            if (isNonBlocking()) {
                throw new LinuxException(Errno.EAGAIN);
            }
            changed.await(waiter, () -> add(added), Deadline.NEVER);
        }
        changed.wakeAll();
        return 8;
    }

    private synchronized boolean add(long added) {
        if (Long.compareUnsigned(MAX - value, added) < 0) {
            return false;
        }
        value += added;
        return true;
    }

    @Override
    public synchronized int poll() {
        return (value != 0 ? PollEvents.IN | PollEvents.READ_NORMAL : 0)
                | (value != MAX ? PollEvents.OUT | PollEvents.WRITE_NORMAL : 0);
    }
}
