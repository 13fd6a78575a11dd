package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.vfs.host.LibcNative.Function;

/**
 * One thread that waits for host descriptors with poll(2) on behalf of all guests, so that a guest's thread blocks in Java
 * and can be interrupted. Started by the first guest that has to wait.
 */
final class HostPoller {
    private static final int POLLFD_SIZE = 8;

    private static final Map<HostFile, Integer> WATCHED = new HashMap<>();
    /** A descriptor that ends the thread's poll when the map has grown; -1 while the thread is not running. */
    private static int bell = -1;

    private HostPoller() {}

    /** Wakes the waiters of {@code file} once when one of {@code events} holds, then forgets it. */
    static void watch(HostFile file, int events) {
        synchronized (WATCHED) {
            Integer before = WATCHED.put(file, events);
            if (before != null && before == events) {
                return;
            }
            if (bell < 0) {
                bell = (int) call(Function.EVENTFD, 0, 04000 | 02000000, 0); // EFD_NONBLOCK, EFD_CLOEXEC
                Thread thread = new Thread(HostPoller::run, "graft-host-poller");
                thread.setDaemon(true);
                thread.start();
            } else {
                ring();
            }
        }
    }

    static void forget(HostFile file) {
        synchronized (WATCHED) {
            WATCHED.remove(file);
        }
    }

    private static void ring() {
        MemorySegment one = LibcNative.scratch().struct;
        one.set(ValueLayout.JAVA_LONG, 0, 1);
        call(Function.WRITE, bell, one.address(), 8);
    }

    private static void run() {
        while (true) {
            List<HostFile> files = new ArrayList<>();
            List<Integer> events = new ArrayList<>();
            synchronized (WATCHED) {
                WATCHED.forEach((file, wanted) -> {
                    files.add(file);
                    events.add(wanted);
                });
            }
            try (Arena arena = Arena.ofConfined()) {
                waitAndWake(arena, files, events);
            }
        }
    }

    private static void waitAndWake(Arena arena, List<HostFile> files, List<Integer> events) {
        MemorySegment set = arena.allocate((long) POLLFD_SIZE * (files.size() + 1), 8);
        put(set, 0, bell, PollEvents.IN);
        for (int i = 0; i < files.size(); i++) {
            put(set, i + 1, files.get(i).fd(), events.get(i));
        }
        call(Function.POLL, set.address(), files.size() + 1L, -1);
        if (returned(set, 0) != 0) {
            try {
                call(Function.READ, bell, LibcNative.scratch().struct.address(), 8);
            } catch (LinuxException ignored) {
                // Nothing left to read: the poll saw an old ring.
            }
        }
        for (int i = 0; i < files.size(); i++) {
            if (returned(set, i + 1) != 0) {
                HostFile file = files.get(i);
                forget(file);
                file.readyQueue().wakeAll();
            }
        }
    }

    private static void put(MemorySegment set, int index, int fd, int events) {
        set.set(ValueLayout.JAVA_INT, (long) index * POLLFD_SIZE, fd);
        set.set(ValueLayout.JAVA_INT, (long) index * POLLFD_SIZE + 4, events & 0xffff);
    }

    private static int returned(MemorySegment set, int index) {
        return set.get(ValueLayout.JAVA_SHORT, (long) index * POLLFD_SIZE + 6);
    }
}
