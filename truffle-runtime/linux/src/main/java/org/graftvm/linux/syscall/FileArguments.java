package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Arguments that name files, and what the *at calls have in common. */
final class FileArguments {
    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_EACCESS = 0x200;
    static final int AT_SYMLINK_FOLLOW = 0x400;
    static final int AT_NO_AUTOMOUNT = 0x800;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int AT_STATX_SYNC = 0x6000;

    private static final long UTIME_NOW = 0x3fffffff;
    private static final long UTIME_OMIT = 0x3ffffffe;

    private FileArguments() {}

    /** Where {@code path} begins: the root, the working directory, or the directory open as {@code fd}. */
    static Location start(Task task, int fd, String path) {
        if (path.startsWith("/")) {
            return task.fs().root();
        }
        if (fd == AT_FDCWD) {
            return task.fs().workingDirectory();
        }
        try (FileDescription directory = task.files().use(fd)) {
            Location location = directory.location();
            if (!location.inode().isDirectory()) {
                throw new LinuxException(Errno.ENOTDIR);
            }
            return location;
        }
    }

    static Location find(Task task, int fd, String path, boolean followLast) {
        return PathOperations.find(task.fs(), start(task, fd, path), path, followLast);
    }

    /** Something to do with a file that is named by a path or open. */
    interface Action<T> {
        /** The file was found by path. */
        T onPath(Location file);

        /** The file is open. */
        T onOpen(FileDescription file);
    }

    /** Finds the file that the arguments of an *at call name, with AT_EMPTY_PATH also by descriptor alone. */
    static <T> T apply(Task task, int fd, String path, int flags, Action<T> action) {
        if (!path.isEmpty()) {
            return action.onPath(find(task, fd, path, (flags & AT_SYMLINK_NOFOLLOW) == 0));
        }
        if ((flags & AT_EMPTY_PATH) == 0) {
            throw new LinuxException(Errno.ENOENT);
        }
        if (fd == AT_FDCWD) {
            return action.onPath(task.fs().workingDirectory());
        }
        try (FileDescription file = task.files().use(fd)) {
            return action.onOpen(file);
        }
    }

    static void requireFlags(int flags, int known) {
        if ((flags & ~known) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
    }

    /** The time of a struct timespec for utimensat(2); null for UTIME_OMIT. */
    static @Nullable Timestamp time(GuestMemory memory, long address) {
        long nanos = memory.readLong(address + 8);
        if (nanos == UTIME_OMIT) {
            return null;
        }
        if (nanos == UTIME_NOW) {
            return Timestamp.now();
        }
        if (nanos < 0 || nanos > 999_999_999) {
            throw new LinuxException(Errno.EINVAL);
        }
        return new Timestamp(memory.readLong(address), (int) nanos);
    }
}
