package org.graftvm.linux.task;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.ipc.AnonymousDescription;
import org.jspecify.annotations.Nullable;

/** What signalfd(2) makes: pending signals are read from it. Whose they are depends on who reads. */
public final class SignalFile extends AnonymousDescription {
    /** Where each waiter waits: at the process that it belonged to when it began. */
    private final ConcurrentMap<Waiter, WaitQueue> queues = new ConcurrentHashMap<>();

    private volatile long mask;

    /** @param mask of the signals; SIGKILL and SIGSTOP do not count */
    public SignalFile(long mask, int flags) {
        super("anon_inode:[signalfd]", flags | OpenFlags.READ_WRITE);
        setMask(mask);
    }

    public void setMask(long signals) {
        mask = signals & ~Signals.UNBLOCKABLE;
        queues.values().forEach(WaitQueue::wakeAll);
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        if (target.size() < SignalInfo.SIZE) {
            throw new LinuxException(Errno.EINVAL);
        }
        long done = 0;
        while (target.size() - done >= SignalInfo.SIZE) {
            SignalInfo info = take();
            if (info != null) {
                target.put(done, info.forSignalFile(), 0, SignalInfo.SIZE);
                done += SignalInfo.SIZE;
            } else if (done > 0) {
                break;
            } else {
                awaitReady(waiter, PollEvents.IN);
            }
        }
        return done;
    }

    private @Nullable SignalInfo take() {
        Task task = Task.current();
        return task == null ? null : task.signals().take(mask);
    }

    @Override
    public int poll() {
        Task task = Task.current();
        boolean ready = task != null && (task.signals().pending() & mask) != 0;
        return ready ? PollEvents.IN | PollEvents.READ_NORMAL : 0;
    }

    @Override
    public void addWaiter(Waiter waiter, int events) {
        Task task = Task.current();
        if (task != null) {
            WaitQueue queue = task.process().signals().arrivals();
            queues.put(waiter, queue);
            queue.add(waiter);
        }
    }

    @Override
    public void removeWaiter(Waiter waiter) {
        WaitQueue queue = queues.remove(waiter);
        if (queue != null) {
            queue.remove(waiter);
        }
    }
}
