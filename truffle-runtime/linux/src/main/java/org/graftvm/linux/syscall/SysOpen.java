package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.ResolveFlags;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.ipc.EventCounter;
import org.graftvm.linux.vfs.ipc.PipeDescription;
import org.graftvm.linux.vfs.memory.AnonymousFile;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/** What makes descriptors, and close. */
final class SysOpen {
    private static final int EFD_SEMAPHORE = 1;
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int MFD_EXEC_FLAGS = 0x18;
    private static final int CLOSE_RANGE_UNSHARE = 2;
    private static final int CLOSE_RANGE_CLOEXEC = 4;

    /** What open looks at beside O_PATH. */
    private static final int PATH_FLAGS =
            OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC;

    /** Bytes of struct open_how, and most that a later one may have. */
    private static final long HOW_SIZE = 24;

    private static final long MOST_HOW = 4096;
    private static final int BOTH_SCOPES = ResolveFlags.BENEATH | ResolveFlags.IN_ROOT;

    private SysOpen() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("openat(dirfd, path, oflags, mode) = fd", SysOpen::openat);
        table.row("open(path, oflags, mode) = fd", (task, a) -> open(task, FileArguments.AT_FDCWD, a.word(0), flags(task, a, 1), a.integer(2)));
        table.row("creat(path, mode) = fd", (task, a) -> open(task, FileArguments.AT_FDCWD, a.word(0),
                OpenFlags.CREATE | OpenFlags.WRITE_ONLY | OpenFlags.TRUNCATE, a.integer(1)));
        table.row("openat2(dirfd, path, address, size) = fd", SysOpen::openat2);
        table.row("close(fd)", SysOpen::close);
        table.row("close_range(number, number, hex)", SysOpen::closeRange, PARTIAL, "CLOSE_RANGE_UNSHARE is refused");
        table.row("pipe2(address, oflags)", (task, a) -> pipe(task, a.word(0), flags(task, a, 1)), PARTIAL, "no packet mode (O_DIRECT)");
        table.row("pipe(address)", (task, a) -> pipe(task, a.word(0), 0));
        table.row("eventfd2(number, oflags) = fd", (task, a) -> eventfd(task, a.integer(0), a.integer(1)));
        table.row("eventfd(number) = fd", (task, a) -> eventfd(task, a.integer(0), 0));
        table.row("memfd_create(string, hex) = fd", SysOpen::memfd, PARTIAL, "no huge pages");
        // spotless:on
    }

    private static long openat(Task task, Arguments a) {
        return open(task, a.integer(0), a.word(1), flags(task, a, 2), a.integer(3));
    }

    private static int flags(Task task, Arguments a, int index) {
        return task.abi().openFlags(a.integer(index));
    }

    private static long open(Task task, int directory, long address, int flags, int mode) {
        return open(task, directory, UserMemory.path(task.memory(), address), checkFlags(flags), mode, 0);
    }

    private static long open(Task task, int directory, String path, int known, int mode, int limits) {
        FileDescription file = PathOperations.open(
                task,
                task.fs(),
                FileArguments.start(task, directory, (limits & ResolveFlags.IN_ROOT) != 0 ? "." : path),
                path,
                known & ~OpenFlags.CLOSE_ON_EXEC,
                mode & FileMode.PERMISSIONS,
                limits);
        return task.files().add(file, (known & OpenFlags.CLOSE_ON_EXEC) != 0);
    }

    /** O_PATH makes open ignore most flags. */
    private static int checkFlags(int flags) {
        int kept = flags;
        if ((flags & OpenFlags.PATH) != 0) {
            kept &= PATH_FLAGS;
        } else if ((flags & (OpenFlags.DIRECTORY | OpenFlags.CREATE)) == (OpenFlags.DIRECTORY | OpenFlags.CREATE)) {
            throw new LinuxException(Errno.EINVAL);
        }
        return kept;
    }

    private static long openat2(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        long how = a.word(2);
        long size = a.word(3);
        if (Long.compareUnsigned(size, HOW_SIZE) < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (Long.compareUnsigned(size, MOST_HOW) > 0) {
            throw new LinuxException(Errno.E2BIG);
        }
        for (long at = HOW_SIZE; at < size; at++) {
            if (memory.readByte(how + at) != 0) {
                throw new LinuxException(Errno.E2BIG); // Asks for what only a later kernel knows.
            }
        }
        long given = memory.readLong(how);
        long mode = memory.readLong(how + 8);
        long resolve = memory.readLong(how + 16);
        int flags = task.abi().openFlags((int) given);
        requireHow(given, flags, mode, resolve);
        int limits = (int) resolve & ~ResolveFlags.CACHED;
        return open(task, a.integer(0), UserMemory.path(memory, a.word(1)), checkFlags(flags), (int) mode, limits);
    }

    /** Unlike open, openat2 refuses what it does not know or what contradicts itself. */
    private static void requireHow(long given, int flags, long mode, long resolve) {
        boolean creates = (flags & OpenFlags.CREATE) != 0 || (flags & OpenFlags.TEMPORARY) == OpenFlags.TEMPORARY;
        boolean path = (flags & OpenFlags.PATH) != 0;
        boolean wrong = (given & ~(long) OpenFlags.KNOWN) != 0
                || (mode & ~(creates ? FileMode.PERMISSIONS : 0)) != 0
                || (resolve & ~ResolveFlags.ALL) != 0
                || (resolve & BOTH_SCOPES) == BOTH_SCOPES
                || path && (flags & ~PATH_FLAGS) != 0
                || (flags & OpenFlags.TEMPORARY) == OpenFlags.TEMPORARY && !OpenFlags.canWrite(flags);
        if (wrong) {
            throw new LinuxException(Errno.EINVAL);
        }
        if ((resolve & ResolveFlags.CACHED) != 0 && (creates || (flags & OpenFlags.TRUNCATE) != 0)) {
            throw new LinuxException(Errno.EAGAIN);
        }
    }

    private static long close(Task task, Arguments a) {
        DescriptorClosing.close(task.files(), task.files().remove(a.integer(0)));
        return 0;
    }

    private static long closeRange(Task task, Arguments a) {
        long first = a.word(0) & 0xffffffffL;
        long last = a.word(1) & 0xffffffffL;
        int flags = a.integer(2);
        if (first > last || (flags & ~CLOSE_RANGE_CLOEXEC) != 0) {
            throw new LinuxException((flags & CLOSE_RANGE_UNSHARE) != 0 ? Errno.ENOSYS : Errno.EINVAL);
        }
        int low = (int) Math.min(first, Integer.MAX_VALUE);
        int high = (int) Math.min(last, Integer.MAX_VALUE - 1);
        if ((flags & CLOSE_RANGE_CLOEXEC) != 0) {
            task.files().setRangeClosesOnExec(low, high);
        } else {
            task.files().removeRange(low, high).forEach(file -> DescriptorClosing.close(task.files(), file));
        }
        return 0;
    }

    private static long pipe(Task task, long address, int flags) {
        task.memory().slice(address, 8, Access.WRITE);
        FileDescription[] ends = PipeDescription.pair(flags);
        boolean closesOnExec = (flags & OpenFlags.CLOSE_ON_EXEC) != 0;
        int reader = -1;
        try {
            reader = task.files().add(ends[0], 0, closesOnExec);
            int writer = task.files().add(ends[1], 0, closesOnExec);
            task.memory().writeInt(address, reader);
            task.memory().writeInt(address + 4, writer);
            return 0;
        } catch (LinuxException e) {
            if (reader >= 0) {
                task.files().remove(reader);
            }
            ends[0].close();
            ends[1].close();
            throw e;
        }
    }

    private static long eventfd(Task task, int initial, int flags) {
        FileArguments.requireFlags(flags, EFD_SEMAPHORE | OpenFlags.NON_BLOCK | OpenFlags.CLOSE_ON_EXEC);
        EventCounter counter = new EventCounter(
                Integer.toUnsignedLong(initial), (flags & EFD_SEMAPHORE) != 0, flags & OpenFlags.NON_BLOCK);
        return task.files().add(counter, (flags & OpenFlags.CLOSE_ON_EXEC) != 0);
    }

    private static long memfd(Task task, Arguments a) {
        int flags = a.integer(1);
        FileArguments.requireFlags(flags, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC_FLAGS);
        String name = UserMemory.string(task.memory(), a.word(0), 250);
        FileDescription file = AnonymousFile.create(
                name, (flags & MFD_ALLOW_SEALING) != 0, task.fs().credentials());
        return task.files().add(file, (flags & MFD_CLOEXEC) != 0);
    }
}
