package org.graftvm.linux.vfs.notify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.NotifyEvents;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Waiter;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.ipc.AnonymousDescription;
import org.graftvm.linux.vfs.notify.Watchers.Watch;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * What inotify_init1(2) makes: watches, and the queue of their events. What the host has to tell is taken over whenever somebody
 * looks at the queue, with the numbers of its watches exchanged for those of the guest.
 */
public final class NotifyFile extends AnonymousDescription {
    private static final int FIONREAD = 0x541b;
    /** /proc/sys/fs/inotify/max_queued_events. */
    private static final int MOST_EVENTS = 16384;

    private static final int HOST_BUFFER = 1 << 14;

    private final ArrayDeque<NotifyEvent> queue = new ArrayDeque<>();
    /** By number; those of the host map to its number. */
    private final Map<Integer, Watch> inMemory = new HashMap<>();

    private final Map<Integer, Integer> hostNumbers = new HashMap<>();
    private final Map<Integer, Integer> numbersOfHost = new HashMap<>();
    private int lastNumber;
    private @Nullable HostEvents host;

    /** Passes on that the host has something to tell. */
    private final Waiter hostWaiter = new Waiter() {
        @Override
        public boolean park(Deadline deadline) {
            throw new IllegalStateException("only woken");
        }

        @Override
        public void wake() {
            changed.wakeAll();
        }
    };

    /** @param flags of open: NON_BLOCK or nothing */
    public NotifyFile(int flags) {
        super("anon_inode:inotify", flags | OpenFlags.READ_ONLY);
    }

    // ---- watches ----

    /** Watches a file that is in memory. @return the number of the watch */
    public synchronized int watch(Watchers file, int mask) {
        for (Watch watch : inMemory.values()) {
            if (watch.watchers == file) {
                if ((mask & NotifyEvents.MASK_CREATE) != 0) {
                    throw new LinuxException(Errno.EEXIST);
                }
                watch.mask = (mask & NotifyEvents.MASK_ADD) != 0 ? watch.mask | mask : mask;
                return watch.number;
            }
        }
        Watch watch = new Watch(this, file, ++lastNumber, mask);
        inMemory.put(watch.number, watch);
        file.add(watch);
        return watch.number;
    }

    /** The host's part, made when it is first needed. */
    public synchronized HostEvents host(Supplier<HostEvents> maker) {
        HostEvents made = host;
        if (made == null) {
            made = maker.get();
            host = made;
            made.file().addWaiter(hostWaiter, PollEvents.IN);
        }
        return made;
    }

    /** The number of a watch of the host's. */
    public synchronized int numberOf(int hostNumber) {
        return numbersOfHost.computeIfAbsent(hostNumber, absent -> {
            hostNumbers.put(++lastNumber, hostNumber);
            return lastNumber;
        });
    }

    /** inotify_rm_watch(2). */
    public synchronized void unwatch(int number) {
        Watch watch = inMemory.get(number);
        if (watch != null) {
            remove(watch);
            return;
        }
        Integer ofHost = hostNumbers.get(number);
        if (host == null || ofHost == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        host.remove(ofHost); // It tells so itself, and the number goes when that is read.
    }

    synchronized void remove(Watch watch) {
        if (inMemory.remove(watch.number, watch)) {
            watch.watchers.remove(watch);
            put(new NotifyEvent(watch.number, NotifyEvents.IGNORED, 0, ""));
        }
    }

    @Override
    protected void release() {
        HostEvents source;
        synchronized (this) {
            inMemory.values().forEach(watch -> watch.watchers.remove(watch));
            inMemory.clear();
            source = host;
        }
        if (source != null) {
            source.file().removeWaiter(hostWaiter);
            source.file().close();
        }
    }

    // ---- the queue ----

    /** Adds an event, unless the last one that nobody has read yet is the same. */
    void put(NotifyEvent event) {
        synchronized (this) {
            if (queue.size() > MOST_EVENTS || event.equals(queue.peekLast())) {
                return;
            }
            queue.add(queue.size() < MOST_EVENTS ? event : new NotifyEvent(-1, NotifyEvents.QUEUE_OVERFLOW, 0, ""));
        }
        changed.wakeAll();
    }

    /** Takes over what the host has to tell; the caller holds the lock. */
    private void takeFromHost() {
        HostEvents source = host;
        if (source == null || (source.file().poll() & PollEvents.IN) == 0) {
            return;
        }
        byte[] bytes = new byte[HOST_BUFFER];
        int length = (int) source.file().read(hostWaiter, Buffers.of(bytes));
        ByteBuffer events = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.nativeOrder());
        while (events.hasRemaining()) {
            takeOver(events);
        }
    }

    private void takeOver(ByteBuffer events) {
        int hostNumber = events.getInt();
        int mask = events.getInt();
        int cookie = events.getInt();
        byte[] name = new byte[events.getInt()];
        events.get(name);
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        put(new NotifyEvent(
                hostNumber < 0 ? hostNumber : numberOf(hostNumber),
                mask,
                cookie,
                ByteStrings.fromBytes(java.util.Arrays.copyOf(name, end))));
        if ((mask & NotifyEvents.IGNORED) != 0) {
            Integer number = numbersOfHost.remove(hostNumber);
            if (number != null) {
                hostNumbers.remove(number);
            }
        }
    }

    @Override
    public long read(Waiter waiter, Buffers target) {
        while (true) {
            awaitReady(waiter, PollEvents.IN);
            long length = take(target);
            if (length > 0) {
                return length;
            }
        }
    }

    private synchronized long take(Buffers target) {
        long length = 0;
        for (NotifyEvent next = queue.peek(); next != null; next = queue.peek()) {
            if (length + next.size() > target.size()) {
                if (length == 0) {
                    throw new LinuxException(Errno.EINVAL);
                }
                break;
            }
            next.write(target, length);
            length += next.size();
            queue.remove();
        }
        return length;
    }

    @Override
    public synchronized int poll() {
        takeFromHost();
        return queue.isEmpty() ? 0 : PollEvents.IN | PollEvents.READ_NORMAL;
    }

    @Override
    public long control(int request, long argument, GuestMemory memory) {
        if (request != FIONREAD) {
            return super.control(request, argument, memory);
        }
        int bytes = 0;
        synchronized (this) {
            takeFromHost();
            for (NotifyEvent event : queue) {
                bytes += event.size();
            }
        }
        memory.writeInt(argument, bytes);
        return 0;
    }
}
