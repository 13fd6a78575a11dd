package org.graftvm.linux.syscall;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Readiness;
import org.graftvm.linux.vfs.Readiness.Interest;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Waiting for files: poll(2) and select(2). */
final class SysPoll {
    private static final int POLLFD_SIZE = 8;
    private static final int MAX_DESCRIPTORS = 1 << 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** What the three sets of select mean as events, see select(2). */
    private static final int SELECT_IN =
            PollEvents.IN | PollEvents.READ_NORMAL | PollEvents.READ_BAND | PollEvents.HANG_UP | PollEvents.ERROR;

    private static final int SELECT_OUT =
            PollEvents.OUT | PollEvents.WRITE_NORMAL | PollEvents.WRITE_BAND | PollEvents.ERROR;
    private static final int SELECT_EXCEPTION = PollEvents.PRIORITY;

    private SysPoll() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("ppoll(address, number, address, address, size)", SysPoll::ppoll);
        table.row("poll(address, number, number)", SysPoll::poll);
        table.row("pselect6(number, address, address, address, address, address)", SysPoll::pselect6);
        table.row("select(number, address, address, address, address)", SysPoll::select);
        // spotless:on
    }

    // ---- poll ----

    private static long poll(Task task, Arguments a) {
        int millis = a.integer(2);
        Deadline deadline = millis < 0 ? Deadline.NEVER : Deadline.after(millis * 1_000_000L);
        return pollUntil(task, a.word(0), a.integer(1), deadline);
    }

    /** After a signal without a handler, poll goes on with what is left of its time. */
    private static long pollUntil(Task task, long address, int count, Deadline deadline) {
        try {
            return await(task, address, count, deadline);
        } catch (LinuxException e) {
            if (e.errno() != Errno.ERESTARTSYS) {
                throw e;
            }
            task.setRestart((again, ignored) -> pollUntil(again, address, count, deadline));
            throw new LinuxException(Errno.ERESTART_RESTARTBLOCK);
        }
    }

    private static long ppoll(Task task, Arguments a) {
        Deadline deadline = a.word(2) == 0 ? Deadline.NEVER : timespec(task.memory(), a.word(2));
        setMask(task, a.word(3), a.word(4));
        return withTimeLeft(task, a.word(2), true, deadline, () -> await(task, a.word(0), a.integer(1), deadline));
    }

    private static long await(Task task, long address, int count, Deadline deadline) {
        if (count < 0 || count > MAX_DESCRIPTORS) {
            throw new LinuxException(Errno.EINVAL);
        }
        GuestMemory memory = task.memory();
        List<Interest> interests = new ArrayList<>(count);
        List<Integer> indices = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                int fd = memory.readInt(address + (long) i * POLLFD_SIZE);
                if (fd >= 0) {
                    int events = Short.toUnsignedInt(memory.readShort(address + (long) i * POLLFD_SIZE + 4));
                    interests.add(new Interest(find(task, fd), events));
                    indices.add(i);
                }
            }
            int ready = Readiness.await(task, interests, deadline);
            for (int i = 0; i < count; i++) {
                memory.writeShort(address + (long) i * POLLFD_SIZE + 6, (short) 0);
            }
            for (int i = 0; i < interests.size(); i++) {
                long at = address + (long) indices.get(i) * POLLFD_SIZE + 6;
                memory.writeShort(at, (short) interests.get(i).ready());
            }
            return ready;
        } finally {
            interests.forEach(Interest::close);
        }
    }

    private static @Nullable FileDescription find(Task task, int fd) {
        try {
            return task.files().use(fd);
        } catch (LinuxException e) {
            return null;
        }
    }

    // ---- select ----

    private static long pselect6(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        Deadline deadline = a.word(4) == 0 ? Deadline.NEVER : timespec(memory, a.word(4));
        if (a.word(5) != 0) {
            setMask(task, memory.readLong(a.word(5)), memory.readLong(a.word(5) + 8));
        }
        return withTimeLeft(task, a.word(4), true, deadline, () -> select(task, a, deadline));
    }

    private static long select(Task task, Arguments a) {
        Deadline deadline = Deadline.NEVER;
        if (a.word(4) != 0) {
            long seconds = task.memory().readLong(a.word(4));
            long micros = task.memory().readLong(a.word(4) + 8);
            if (seconds < 0 || micros < 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            deadline = Deadline.after(saturated(seconds, micros * 1000));
        }
        Deadline until = deadline;
        return withTimeLeft(task, a.word(4), false, deadline, () -> select(task, a, until));
    }

    private static long select(Task task, Arguments a, Deadline deadline) {
        int count = a.integer(0);
        if (count < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        int[] events = {SELECT_IN, SELECT_OUT, SELECT_EXCEPTION};
        int limit = Math.min(count, MAX_DESCRIPTORS);
        long[][] wanted = new long[3][];
        for (int set = 0; set < 3; set++) {
            wanted[set] = readSet(task.memory(), a.word(1 + set), limit);
        }
        List<Interest> interests = new ArrayList<>();
        List<Integer> fds = new ArrayList<>();
        try {
            for (int fd = 0; fd < limit; fd++) {
                int asked = 0;
                for (int set = 0; set < 3; set++) {
                    asked |= isSet(wanted[set], fd) ? events[set] : 0;
                }
                if (asked != 0) {
                    interests.add(new Interest(task.files().use(fd), asked));
                    fds.add(fd);
                }
            }
            Readiness.await(task, interests, deadline);
            return store(task.memory(), a, wanted, interests, fds, events);
        } finally {
            interests.forEach(Interest::close);
        }
    }

    private static long store(
            GuestMemory memory,
            Arguments a,
            long[][] wanted,
            List<Interest> interests,
            List<Integer> fds,
            int[] events) {
        long bits = 0;
        for (int set = 0; set < 3; set++) {
            long[] result = new long[wanted[set].length];
            for (int i = 0; i < interests.size(); i++) {
                int fd = fds.get(i);
                if (isSet(wanted[set], fd) && (interests.get(i).ready() & events[set]) != 0) {
                    result[fd >> 6] |= 1L << fd;
                    bits++;
                }
            }
            for (int word = 0; a.word(1 + set) != 0 && word < result.length; word++) {
                memory.writeLong(a.word(1 + set) + 8L * word, result[word]);
            }
        }
        return bits;
    }

    private static long[] readSet(GuestMemory memory, long address, int count) {
        long[] words = new long[(count + 63) / 64];
        for (int i = 0; address != 0 && i < words.length; i++) {
            words[i] = memory.readLong(address + 8L * i);
        }
        return words;
    }

    private static boolean isSet(long[] words, int fd) {
        return (words[fd >> 6] & 1L << fd) != 0;
    }

    // ---- time and mask ----

    private static Deadline timespec(GuestMemory memory, long address) {
        long seconds = memory.readLong(address);
        long nanos = memory.readLong(address + 8);
        if (seconds < 0 || nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw new LinuxException(Errno.EINVAL);
        }
        return Deadline.after(saturated(seconds, nanos));
    }

    private static long saturated(long seconds, long nanos) {
        return seconds > Long.MAX_VALUE / NANOS_PER_SECOND / 2
                ? Long.MAX_VALUE / 2
                : seconds * NANOS_PER_SECOND + nanos;
    }

    /** The signal mask of ppoll(2) and its kin, for the length of the call. */
    static void setMask(Task task, long address, long size) {
        if (address == 0) {
            return;
        }
        if (size != 8) {
            throw new LinuxException(Errno.EINVAL);
        }
        task.signals().setTemporarily(task.memory().readLong(address));
    }

    /** A wait whose result is a count. */
    private interface Wait {
        long get();
    }

    /** The rest of the time goes back to the guest, as Linux does; without a handler the call begins again with it. */
    private static long withTimeLeft(Task task, long address, boolean nanoseconds, Deadline deadline, Wait wait) {
        try {
            long result = wait.get();
            storeTime(task.memory(), address, nanoseconds, deadline);
            return result;
        } catch (LinuxException e) {
            if (e.errno() != Errno.ERESTARTSYS) {
                throw e;
            }
            storeTime(task.memory(), address, nanoseconds, deadline);
            throw new LinuxException(Errno.ERESTARTNOHAND);
        }
    }

    private static void storeTime(GuestMemory memory, long address, boolean nanoseconds, Deadline deadline) {
        if (address == 0) {
            return;
        }
        long left = deadline.remaining();
        try {
            memory.writeLong(address, left / NANOS_PER_SECOND);
            memory.writeLong(address + 8, left % NANOS_PER_SECOND / (nanoseconds ? 1 : 1000));
        } catch (GuestFault e) {
            // A constant timeout in read-only memory is no error.
        }
    }
}
