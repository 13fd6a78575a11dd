package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.vfs.host.LibcNative.Function;

/**
 * One thread that waits for host descriptors with epoll(7) on behalf of all guests, so that a guest's thread blocks in Java and
 * can be interrupted. It is told of changes alone (EPOLLET): who waits looks at the state itself, before and after. Started by
 * the first guest that has to wait.
 */
final class HostPoller {
    private static final int EPOLL_CLOEXEC = 02000000;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLET = 1 << 31;
    private static final int EVENTS = PollEvents.IN | PollEvents.OUT | PollEvents.PRIORITY | PollEvents.READ_HANG_UP;

    /** struct epoll_event is packed on x86-64 alone. */
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

    private static final int EVENT_SIZE = PACKED ? 12 : 16;
    private static final int DATA = PACKED ? 4 : 8;
    private static final int MOST_EVENTS = 256;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.nativeOrder());

    /** Held while events are taken from the host and told, so that none is in between for whoever has it. */
    private static final ReentrantLock TELLING = new ReentrantLock();

    private static final Map<Long, HostFile> WATCHED = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private HostPoller() {}

    /** The host's epoll instance, with the thread that asks it. */
    private static final class Set {
        static final int FD = start();

        private static int start() {
            int fd = (int) call(Function.EPOLL_CREATE1, EPOLL_CLOEXEC, 0, 0);
            Thread thread = new Thread(() -> run(fd), "graft-host-poller");
            thread.setDaemon(true);
            thread.start();
            return fd;
        }
    }

    /**
     * Wakes the waiters of {@code file} whenever something changes, until {@link #forget}.
     *
     * @return a number for {@link #forget}; 0 for files that are always ready, as the host says
     */
    static long watch(HostFile file) {
        long number = NUMBERS.incrementAndGet();
        WATCHED.put(number, file);
        MemorySegment event = LibcNative.scratch().struct;
        event.set(ValueLayout.JAVA_INT, 0, EVENTS | EPOLLET);
        event.set(LONG, DATA, number);
        try {
            call(Function.EPOLL_CTL, Set.FD, EPOLL_CTL_ADD, file.fd(), event.address());
            return number;
        } catch (LinuxException e) {
            WATCHED.remove(number);
            if (e.errno() == Errno.EPERM) {
                return 0;
            }
            throw e;
        }
    }

    static void forget(HostFile file, long number) {
        WATCHED.remove(number);
        // By hand, since the host forgets a file only when all copies of the descriptor are closed.
        call(
                Function.EPOLL_CTL,
                Set.FD,
                EPOLL_CTL_DEL,
                file.fd(),
                LibcNative.scratch().struct.address());
    }

    /**
     * Tells of everything that has happened so far, so that who begins to wait now hears only of what comes later. The host tells
     * of a file that is ready when the watch begins as of a change, and of a change that a guest has noticed by itself some time
     * behind it.
     */
    static void settle() {
        tell(Set.FD);
    }

    private static void run(int fd) {
        MemorySegment ready = Arena.global().allocate(8, 4);
        ready.set(ValueLayout.JAVA_INT, 0, fd);
        ready.set(ValueLayout.JAVA_INT, 4, PollEvents.IN);
        while (true) {
            call(Function.POLL, ready.address(), 1, -1);
            tell(fd);
        }
    }

    private static void tell(int fd) {
        TELLING.lock();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate((long) MOST_EVENTS * EVENT_SIZE, 8);
            int count;
            do {
                count = (int) call(Function.EPOLL_WAIT, fd, events.address(), MOST_EVENTS, 0);
                for (int i = 0; i < count; i++) {
                    HostFile file = WATCHED.get(events.get(LONG, (long) i * EVENT_SIZE + DATA));
                    if (file != null) {
                        file.changed();
                    }
                }
            } while (count == MOST_EVENTS);
        } finally {
            TELLING.unlock();
        }
    }
}
