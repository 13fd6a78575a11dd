package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.FileArguments.AT_EMPTY_PATH;
import static org.graftvm.linux.syscall.FileArguments.AT_FDCWD;
import static org.graftvm.linux.syscall.FileArguments.AT_SYMLINK_NOFOLLOW;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Changes of modes, owners and times. */
final class SysAttribute {
    private SysAttribute() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("fchmodat(dirfd, path, mode)", (task, a) -> chmod(task, a.integer(0), a.word(1), a.integer(2), 0));
        table.row("fchmodat2(dirfd, path, mode, at_flags)", (task, a) -> chmod(task, a.integer(0), a.word(1), a.integer(2), a.integer(3)));
        table.row("chmod(path, mode)", (task, a) -> chmod(task, AT_FDCWD, a.word(0), a.integer(1), 0));
        table.row("fchmod(fd, mode)", SysAttribute::fchmod);
        table.row("fchownat(dirfd, path, number, number, at_flags)", (task, a) -> chown(task, a.integer(0), a.word(1), a.integer(2), a.integer(3), a.integer(4)));
        table.row("chown(path, number, number)", (task, a) -> chown(task, AT_FDCWD, a.word(0), a.integer(1), a.integer(2), 0));
        table.row("lchown(path, number, number)", (task, a) -> chown(task, AT_FDCWD, a.word(0), a.integer(1), a.integer(2), AT_SYMLINK_NOFOLLOW));
        table.row("fchown(fd, number, number)", SysAttribute::fchown);
        table.row("utimensat(dirfd, path, address, at_flags)", SysAttribute::utimensat);
        table.row("utimes(path, address)", SysAttribute::utimes);
        // spotless:on
    }

    /** A change that is the same for a file found by path and an open one. */
    private abstract static class Change implements FileArguments.Action<Long> {
        final Credentials credentials;

        Change(Task task) {
            this.credentials = task.fs().credentials();
        }

        abstract void path(Location file);

        abstract void open(FileDescription file);

        @Override
        public Long onPath(Location file) {
            file.mount().requireWritable();
            path(file);
            return 0L;
        }

        @Override
        public Long onOpen(FileDescription file) {
            file.requireWritableMount();
            open(file);
            return 0L;
        }
    }

    private static Change mode(Task task, int mode) {
        return new Change(task) {
            @Override
            void path(Location file) {
                if (file.inode().type() == FileMode.SYMLINK) {
                    throw new LinuxException(Errno.EOPNOTSUPP);
                }
                file.inode().setMode(mode & FileMode.PERMISSIONS, credentials);
            }

            @Override
            void open(FileDescription file) {
                file.setMode(mode & FileMode.PERMISSIONS, credentials);
            }
        };
    }

    private static Change owner(Task task, int uid, int gid) {
        return new Change(task) {
            @Override
            void path(Location file) {
                file.inode().setOwner(uid, gid, credentials);
            }

            @Override
            void open(FileDescription file) {
                file.setOwner(uid, gid, credentials);
            }
        };
    }

    private static Change times(Task task, @Nullable Timestamp accessed, @Nullable Timestamp modified) {
        return new Change(task) {
            @Override
            void path(Location file) {
                file.inode().setTimes(accessed, modified, credentials);
            }

            @Override
            void open(FileDescription file) {
                file.setTimes(accessed, modified, credentials);
            }
        };
    }

    private static long chmod(Task task, int fd, long address, int mode, int flags) {
        FileArguments.requireFlags(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
        String path = UserMemory.path(task.memory(), address);
        return FileArguments.apply(task, fd, path, flags, mode(task, mode));
    }

    private static long fchmod(Task task, Arguments a) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            return mode(task, a.integer(1)).onOpen(file);
        }
    }

    private static long chown(Task task, int fd, long address, int uid, int gid, int flags) {
        FileArguments.requireFlags(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
        String path = UserMemory.path(task.memory(), address);
        return FileArguments.apply(task, fd, path, flags, owner(task, uid, gid));
    }

    private static long fchown(Task task, Arguments a) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            return owner(task, a.integer(1), a.integer(2)).onOpen(file);
        }
    }

    private static long utimensat(Task task, Arguments a) {
        int flags = a.integer(3);
        FileArguments.requireFlags(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
        GuestMemory memory = task.memory();
        Timestamp accessed;
        Timestamp modified;
        if (a.word(2) == 0) {
            accessed = Timestamp.now();
            modified = accessed;
        } else {
            accessed = FileArguments.time(memory, a.word(2));
            modified = FileArguments.time(memory, a.word(2) + 16);
            if (accessed == null && modified == null) {
                return 0;
            }
        }
        Change change = times(task, accessed, modified);
        if (a.word(1) == 0) { // futimens(3)
            try (FileDescription file = task.files().useForIo(a.integer(0))) {
                return change.onOpen(file);
            }
        }
        return FileArguments.apply(task, a.integer(0), UserMemory.path(memory, a.word(1)), flags, change);
    }

    private static long utimes(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        Timestamp accessed = a.word(1) == 0 ? Timestamp.now() : microseconds(memory, a.word(1));
        Timestamp modified = a.word(1) == 0 ? accessed : microseconds(memory, a.word(1) + 16);
        String path = UserMemory.path(memory, a.word(0));
        return FileArguments.apply(task, AT_FDCWD, path, 0, times(task, accessed, modified));
    }

    private static Timestamp microseconds(GuestMemory memory, long address) {
        long micros = memory.readLong(address + 8);
        if (micros < 0 || micros > 999_999) {
            throw new LinuxException(Errno.EINVAL);
        }
        return new Timestamp(memory.readLong(address), (int) micros * 1000);
    }
}
