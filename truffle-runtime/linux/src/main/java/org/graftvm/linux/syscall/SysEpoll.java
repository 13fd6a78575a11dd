package org.graftvm.linux.syscall;

import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.time.Timespec;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.ipc.EventPoll;
import org.graftvm.linux.vfs.ipc.EventPoll.Event;
import org.graftvm.machine.GuestMemory;

/** epoll(7). */
final class SysEpoll {
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLL_CTL_MOD = 3;
    private static final int MOST_EVENTS = Integer.MAX_VALUE / 16;

    private SysEpoll() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("epoll_create1(oflags) = fd", (task, a) -> create(task, a.integer(0)));
        table.row("epoll_create(number) = fd", (task, a) -> createOfSize(task, a.integer(0)));
        table.row("epoll_ctl(fd, number, fd, address)", SysEpoll::control);
        table.row("epoll_pwait(fd, address, number, number, address, size)", SysEpoll::pwait);
        table.row("epoll_pwait2(fd, address, number, timespec, address, size)", SysEpoll::pwait2);
        table.row("epoll_wait(fd, address, number, number)", (task, a) -> await(task, a, millis(a.integer(3))));
        // spotless:on
    }

    private static long create(Task task, int flags) {
        FileArguments.requireFlags(flags, OpenFlags.CLOSE_ON_EXEC);
        return task.files().add(new EventPoll(), (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
    }

    private static long createOfSize(Task task, int size) {
        if (size <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return create(task, 0);
    }

    private static long control(Task task, Arguments a) {
        int operation = a.integer(1);
        int fd = a.integer(2);
        long event = a.word(3);
        GuestMemory memory = task.memory();
        int events = operation == EPOLL_CTL_DEL ? 0 : memory.readInt(event);
        long data = operation == EPOLL_CTL_DEL ? 0 : memory.readLong(event + dataOffset(task));
        try (FileDescription poll = task.files().useForIo(a.integer(0));
                FileDescription file = task.files().useForIo(fd)) {
            EventPoll set = eventPoll(poll);
            switch (operation) {
                case EPOLL_CTL_ADD -> set.add(fd, file, events, data);
                case EPOLL_CTL_DEL -> set.remove(fd, file);
                case EPOLL_CTL_MOD -> set.modify(fd, file, events, data);
                default -> throw new LinuxException(Errno.EINVAL);
            }
        }
        return 0;
    }

    private static EventPoll eventPoll(FileDescription file) {
        if (file instanceof EventPoll poll) {
            return poll;
        }
        throw new LinuxException(Errno.EINVAL);
    }

    private static int dataOffset(Task task) {
        return task.abi().epollEventSize() - Long.BYTES;
    }

    private static Deadline millis(int timeout) {
        return timeout < 0 ? Deadline.NEVER : Deadline.after(timeout * 1_000_000L);
    }

    private static long pwait(Task task, Arguments a) {
        SysPoll.setMask(task, a.word(4), a.word(5));
        return await(task, a, millis(a.integer(3)));
    }

    private static long pwait2(Task task, Arguments a) {
        Deadline deadline = a.word(3) == 0 ? Deadline.NEVER : Deadline.after(Timespec.read(task.memory(), a.word(3)));
        SysPoll.setMask(task, a.word(4), a.word(5));
        return await(task, a, deadline);
    }

    private static long await(Task task, Arguments a, Deadline deadline) {
        int most = a.integer(2);
        if (most <= 0 || most > MOST_EVENTS) {
            throw new LinuxException(Errno.EINVAL);
        }
        int size = task.abi().epollEventSize();
        try (FileDescription poll = task.files().useForIo(a.integer(0))) {
            List<Event> events = eventPoll(poll).await(task, most, deadline);
            long target = a.word(1);
            for (Event event : events) {
                task.memory().writeInt(target, event.events());
                task.memory().writeLong(target + dataOffset(task), event.data());
                target += size;
            }
            return events.size();
        } catch (LinuxException e) {
            // Never begun again by itself, whatever SA_RESTART says.
            throw e.errno() == Errno.ERESTARTSYS ? new LinuxException(Errno.EINTR) : e;
        }
    }
}
