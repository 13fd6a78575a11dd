package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.FileArguments.AT_EACCESS;
import static org.graftvm.linux.syscall.FileArguments.AT_EMPTY_PATH;
import static org.graftvm.linux.syscall.FileArguments.AT_FDCWD;
import static org.graftvm.linux.syscall.FileArguments.AT_NO_AUTOMOUNT;
import static org.graftvm.linux.syscall.FileArguments.AT_STATX_SYNC;
import static org.graftvm.linux.syscall.FileArguments.AT_SYMLINK_NOFOLLOW;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.FileMode;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.Credentials;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.machine.GuestMemory;

/** What files are: stat(2), access(2), readlink(2), statfs(2). */
final class SysStat {
    private SysStat() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("newfstatat(dirfd, path, stat_out, at_flags)", (task, a) -> stat(task, a.integer(0), a.word(1), a.word(2), a.integer(3)));
        table.row("stat(path, stat_out)", (task, a) -> stat(task, AT_FDCWD, a.word(0), a.word(1), 0));
        table.row("lstat(path, stat_out)", (task, a) -> stat(task, AT_FDCWD, a.word(0), a.word(1), AT_SYMLINK_NOFOLLOW));
        table.row("fstat(fd, stat_out)", SysStat::fstat);
        table.row("statx(dirfd, path, at_flags, hex, address)", SysStat::statx);
        table.row("statfs(path, address)", SysStat::statfs);
        table.row("fstatfs(fd, address)", SysStat::fstatfs);
        table.row("faccessat(dirfd, path, access_mode)", (task, a) -> access(task, a.integer(0), a.word(1), a.integer(2), 0));
        table.row("faccessat2(dirfd, path, access_mode, at_flags)", (task, a) -> access(task, a.integer(0), a.word(1), a.integer(2), a.integer(3)));
        table.row("access(path, access_mode)", (task, a) -> access(task, AT_FDCWD, a.word(0), a.integer(1), 0));
        table.row("readlinkat(dirfd, path, buffer_out, size)", (task, a) -> readlink(task, a.integer(0), a.word(1), a.word(2), a.integer(3)));
        table.row("readlink(path, buffer_out, size)", (task, a) -> readlink(task, AT_FDCWD, a.word(0), a.word(1), a.integer(2)));
        // spotless:on
    }

    private static final FileArguments.Action<FileStatus> STATUS = new FileArguments.Action<>() {
        @Override
        public FileStatus onPath(Location file) {
            return file.inode().status();
        }

        @Override
        public FileStatus onOpen(FileDescription file) {
            return file.status();
        }
    };

    private static long stat(Task task, int fd, long pathAddress, long address, int flags) {
        FileArguments.requireFlags(flags, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH);
        String path = UserMemory.path(task.memory(), pathAddress);
        FileStatus status = FileArguments.apply(task, fd, path, flags, STATUS);
        StatWriter.stat(task.memory(), address, task.abi().statLayout(), status);
        return 0;
    }

    private static long fstat(Task task, Arguments a) {
        try (FileDescription file = task.files().use(a.integer(0))) {
            StatWriter.stat(task.memory(), a.word(1), task.abi().statLayout(), file.status());
            return 0;
        }
    }

    private static long statx(Task task, Arguments a) {
        int flags = a.integer(2);
        FileArguments.requireFlags(flags, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH | AT_STATX_SYNC);
        if (a.integer(3) < 0 || (flags & AT_STATX_SYNC) == AT_STATX_SYNC) {
            throw new LinuxException(Errno.EINVAL);
        }
        // Linux 6.11 takes a null pointer for an empty path.
        String path = a.word(1) == 0 && (flags & AT_EMPTY_PATH) != 0 ? "" : UserMemory.path(task.memory(), a.word(1));
        StatWriter.statx(task.memory(), a.word(4), FileArguments.apply(task, a.integer(0), path, flags, STATUS));
        return 0;
    }

    private static long statfs(Task task, Arguments a) {
        String path = UserMemory.path(task.memory(), a.word(0));
        Location file = FileArguments.find(task, AT_FDCWD, path, true);
        FileSystemStatus status = file.inode().fileSystemStatus();
        StatWriter.statfs(task.memory(), a.word(1), status.on(file.mount().readOnly()));
        return 0;
    }

    private static long fstatfs(Task task, Arguments a) {
        try (FileDescription file = task.files().use(a.integer(0))) {
            StatWriter.statfs(task.memory(), a.word(1), file.fileSystemStatus().on(file.isOnReadOnlyMount()));
            return 0;
        }
    }

    private static long access(Task task, int fd, long pathAddress, int mask, int flags) {
        FileArguments.requireFlags(flags, AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
        FileArguments.requireFlags(mask, 7);
        Credentials credentials = (flags & AT_EACCESS) != 0 ? task.fs().credentials() : realUser(task);
        String path = UserMemory.path(task.memory(), pathAddress);
        return FileArguments.apply(task, fd, path, flags, new FileArguments.Action<Long>() {
            @Override
            public Long onPath(Location file) {
                PathOperations.access(file, mask, credentials);
                return 0L;
            }

            @Override
            public Long onOpen(FileDescription file) {
                credentials.require(mask, file.status());
                return 0L;
            }
        });
    }

    /** access(2) asks on behalf of the real ids. */
    private static Credentials realUser(Task task) {
        Identity identity = task.process().identity();
        return new Credentials(identity.uid(), identity.gid(), identity.groups());
    }

    private static long readlink(Task task, int fd, long pathAddress, long address, int size) {
        if (size <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        GuestMemory memory = task.memory();
        String path = UserMemory.path(memory, pathAddress);
        int flags = AT_SYMLINK_NOFOLLOW | (fd == AT_FDCWD ? 0 : AT_EMPTY_PATH);
        String target = FileArguments.apply(task, fd, path, flags, new FileArguments.Action<String>() {
            @Override
            public String onPath(Location file) {
                return PathOperations.readLink(file);
            }

            @Override
            public String onOpen(FileDescription file) {
                if ((file.status().mode() & FileMode.TYPE_MASK) != FileMode.SYMLINK) {
                    throw new LinuxException(Errno.ENOENT);
                }
                return file.inode().readLink();
            }
        });
        byte[] bytes = ByteStrings.toBytes(target);
        int length = Math.min(bytes.length, size);
        UserMemory.write(memory, address, bytes, length);
        return length;
    }
}
