package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.ipc.PipeDescription;
import org.graftvm.linux.vfs.memory.MemoryFileDescription;

/** Descriptors themselves: dup(2), fcntl(2), flock(2). */
final class SysDescriptor {
    private static final int F_DUPFD = 0;
    private static final int F_GETFD = 1;
    private static final int F_SETFD = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_GETLK = 5;
    private static final int F_SETLK = 6;
    private static final int F_SETLKW = 7;
    private static final int F_SETOWN = 8;
    private static final int F_GETOWN = 9;
    private static final int F_OFD_GETLK = 36;
    private static final int F_OFD_SETLK = 37;
    private static final int F_OFD_SETLKW = 38;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int F_NOTIFY = 1026;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_GET_SEALS = 1034;
    private static final int DN_MULTISHOT = 1 << 31;
    private static final int FD_CLOEXEC = 1;
    private static final int LOCK_NB = 4;
    private static final int ALL_SEALS = 0x3f;

    private SysDescriptor() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("dup(fd) = fd", (task, a) -> duplicate(task, a.integer(0), 0, false));
        table.row("dup2(fd, fd) = fd", SysDescriptor::dup2);
        table.row("dup3(fd, fd, oflags) = fd", SysDescriptor::dup3);
        table.row("fcntl(fd, fcntl_cmd, hex)", SysDescriptor::fcntl, PARTIAL,
                "record locks hold between guests only; no leases, directory notification or signal-driven I/O");
        table.row("flock(fd, number)", SysDescriptor::flock);
        // spotless:on
    }

    private static long duplicate(Task task, int fd, int lowest, boolean closesOnExec) {
        FileDescription file = task.files().use(fd); // This use becomes the new descriptor's.
        try {
            return task.files().add(file, lowest, closesOnExec);
        } catch (LinuxException e) {
            file.close();
            throw e;
        }
    }

    private static long dup2(Task task, Arguments a) {
        if (a.integer(0) == a.integer(1)) {
            task.files().use(a.integer(0)).close();
            return a.integer(1);
        }
        return replace(task, a.integer(0), a.integer(1), false);
    }

    private static long dup3(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(2), OpenFlags.CLOSE_ON_EXEC);
        if (a.integer(0) == a.integer(1)) {
            throw new LinuxException(Errno.EINVAL);
        }
        return replace(task, a.integer(0), a.integer(1), a.integer(2) != 0);
    }

    private static long replace(Task task, int fd, int target, boolean closesOnExec) {
        try (FileDescription file = task.files().use(fd)) {
            FileDescription old = task.files().set(target, file, closesOnExec);
            if (old != null) {
                DescriptorClosing.close(task.files(), old);
            }
            return target;
        }
    }

    private static long fcntl(Task task, Arguments a) {
        int fd = a.integer(0);
        int command = a.integer(1);
        int value = a.integer(2);
        FdTable files = task.files();
        try (FileDescription file = files.use(fd)) {
            if (file.isPathOnly()
                    && command != F_DUPFD
                    && command != F_DUPFD_CLOEXEC
                    && command != F_GETFD
                    && command != F_SETFD
                    && command != F_GETFL) {
                throw new LinuxException(Errno.EBADF);
            }
            return switch (command) {
                case F_DUPFD, F_DUPFD_CLOEXEC -> {
                    if (value < 0 || value >= files.limit()) {
                        throw new LinuxException(Errno.EINVAL);
                    }
                    yield duplicate(task, fd, value, command == F_DUPFD_CLOEXEC);
                }
                case F_GETFD -> files.closesOnExec(fd) ? FD_CLOEXEC : 0;
                case F_SETFD -> {
                    files.setClosesOnExec(fd, (value & FD_CLOEXEC) != 0);
                    yield 0;
                }
                case F_GETFL -> task.abi().openFlags(file.flags() | (file.hasPlace() ? OpenFlags.LARGE_FILE : 0));
                case F_SETFL -> {
                    file.setFlags(task.abi().openFlags(value));
                    yield 0;
                }
                case F_GETLK, F_OFD_GETLK -> {
                    LockRequest.read(task, file, a.word(2), command == F_OFD_GETLK)
                            .test();
                    yield 0;
                }
                case F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW -> {
                    boolean byFile = command >= F_OFD_SETLK;
                    boolean waits = command == F_SETLKW || command == F_OFD_SETLKW;
                    LockRequest.read(task, file, a.word(2), byFile).set(waits);
                    yield 0;
                }
                case F_SETOWN, F_GETOWN -> 0;
                case F_NOTIFY -> {
                    // To take back a notification of a directory succeeds: none is ever set.
                    FileArguments.requireFlags(value, DN_MULTISHOT);
                    yield 0;
                }
                case F_GETPIPE_SZ -> pipe(file).pipe().capacity();
                case F_SETPIPE_SZ -> pipe(file).pipe().setCapacity(value);
                case F_GET_SEALS -> memory(file).seals();
                case F_ADD_SEALS -> {
                    FileArguments.requireFlags(value, ALL_SEALS);
                    memory(file).addSeals(value);
                    yield 0;
                }
                default -> throw new LinuxException(Errno.EINVAL);
            };
        }
    }

    private static PipeDescription pipe(FileDescription file) {
        if (file instanceof PipeDescription pipe) {
            return pipe;
        }
        throw new LinuxException(Errno.EBADF);
    }

    private static MemoryFileDescription memory(FileDescription file) {
        if (file instanceof MemoryFileDescription memory) {
            return memory;
        }
        throw new LinuxException(Errno.EINVAL);
    }

    private static long flock(Task task, Arguments a) {
        int operation = a.integer(1) & ~LOCK_NB;
        if (operation != 1 && operation != 2 && operation != 8) {
            throw new LinuxException(Errno.EINVAL);
        }
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            long pause = 100_000;
            while (!file.tryLock(operation)) {
                if ((a.integer(1) & LOCK_NB) != 0) {
                    throw new LinuxException(Errno.EAGAIN);
                }
                // The host does not tell when a lock becomes free without blocking the thread for good.
                task.park(Deadline.after(pause));
                pause = Math.min(pause * 2, 20_000_000);
            }
            return 0;
        }
    }
}
