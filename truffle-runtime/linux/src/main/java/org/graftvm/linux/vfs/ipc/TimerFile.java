package org.graftvm.linux.vfs.ipc;

import java.util.function.LongSupplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.time.ClockTimer;
import org.graftvm.linux.vfs.Buffers;

/** What timerfd_create(2) makes: a timer whose expirations are read. */
public final class TimerFile extends AnonymousDescription {
    private final WaitQueue changed = new WaitQueue();
    private final ClockTimer timer;

    /** @param clock what it goes by, in nanoseconds */
    public TimerFile(LongSupplier clock, int flags) {
        super("anon_inode:[timerfd]", flags | OpenFlags.READ_WRITE);
        this.timer = new ClockTimer(clock, false, changed::wakeAll);
    }

    public ClockTimer timer() {
        return timer;
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        if (target.size() < Long.BYTES) {
            throw new LinuxException(Errno.EINVAL);
        }
        while (true) {
            awaitReady(waiter, PollEvents.IN);
            long count = timer.take();
            if (count != 0) {
                target.putLong(count);
                return Long.BYTES;
            }
        }
    }

    @Override
    public int poll() {
        return timer.isExpired() ? PollEvents.IN | PollEvents.READ_NORMAL : 0;
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
    protected void release() {
        timer.stop();
    }
}
