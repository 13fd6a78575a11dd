package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.FileArguments.AT_EMPTY_PATH;
import static org.graftvm.linux.syscall.FileArguments.AT_FDCWD;
import static org.graftvm.linux.syscall.FileArguments.AT_REMOVEDIR;
import static org.graftvm.linux.syscall.FileArguments.AT_SYMLINK_FOLLOW;
import static org.graftvm.linux.syscall.FileArguments.AT_SYMLINK_NOFOLLOW;
import static org.graftvm.linux.syscall.FileArguments.start;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.ByteStrings;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.Location;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.machine.Memory.Access;

/** Names of files: making, removing, moving, listing; and where a process is. */
final class SysDirectory {
    private SysDirectory() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("mkdirat(dirfd, path, mode)", (task, a) -> mkdir(task, a.integer(0), a.word(1), a.integer(2)));
        table.row("mkdir(path, mode)", (task, a) -> mkdir(task, AT_FDCWD, a.word(0), a.integer(1)));
        table.row("mknodat(dirfd, path, mode, hex)", (task, a) -> mknod(task, a.integer(0), a.word(1), a.integer(2), a.word(3)));
        table.row("mknod(path, mode, hex)", (task, a) -> mknod(task, AT_FDCWD, a.word(0), a.integer(1), a.word(2)));
        table.row("unlinkat(dirfd, path, at_flags)", SysDirectory::unlinkat);
        table.row("unlink(path)", (task, a) -> unlink(task, AT_FDCWD, a.word(0), false));
        table.row("rmdir(path)", (task, a) -> unlink(task, AT_FDCWD, a.word(0), true));
        table.row("symlinkat(path, dirfd, path)", (task, a) -> symlink(task, a.word(0), a.integer(1), a.word(2)));
        table.row("symlink(path, path)", (task, a) -> symlink(task, a.word(0), AT_FDCWD, a.word(1)));
        table.row("linkat(dirfd, path, dirfd, path, at_flags)", (task, a) -> link(task, a.integer(0), a.word(1), a.integer(2), a.word(3), a.integer(4)));
        table.row("link(path, path)", (task, a) -> link(task, AT_FDCWD, a.word(0), AT_FDCWD, a.word(1), 0));
        table.row("renameat2(dirfd, path, dirfd, path, hex)", (task, a) -> rename(task, a.integer(0), a.word(1), a.integer(2), a.word(3), a.integer(4)));
        table.row("renameat(dirfd, path, dirfd, path)", (task, a) -> rename(task, a.integer(0), a.word(1), a.integer(2), a.word(3), 0));
        table.row("rename(path, path)", (task, a) -> rename(task, AT_FDCWD, a.word(0), AT_FDCWD, a.word(1), 0));
        table.row("getdents64(fd, address, size)", SysDirectory::getdents64);
        table.row("chdir(path)", SysDirectory::chdir);
        table.row("fchdir(fd)", SysDirectory::fchdir);
        table.row("chroot(path)", SysDirectory::chroot);
        table.row("getcwd(buffer_out, size)", SysDirectory::getcwd);
        table.row("umask(mode) = mode", (task, a) -> task.fs().setUmask(a.integer(0)));
        // spotless:on
    }

    private static String path(Task task, long address) {
        return UserMemory.path(task.memory(), address);
    }

    private static long mkdir(Task task, int fd, long address, int mode) {
        String path = path(task, address);
        PathOperations.makeDirectory(task.fs(), start(task, fd, path), path, mode);
        return 0;
    }

    private static long mknod(Task task, int fd, long address, int mode, long device) {
        String path = path(task, address);
        PathOperations.makeNode(task.fs(), start(task, fd, path), path, mode, device & 0xffffffffL);
        return 0;
    }

    private static long unlinkat(Task task, Arguments a) {
        int flags = a.integer(2);
        FileArguments.requireFlags(flags, AT_REMOVEDIR);
        return unlink(task, a.integer(0), a.word(1), flags != 0);
    }

    private static long unlink(Task task, int fd, long address, boolean directory) {
        String path = path(task, address);
        Location start = start(task, fd, path);
        if (directory) {
            PathOperations.removeDirectory(task.fs(), start, path);
        } else {
            PathOperations.unlink(task.fs(), start, path);
        }
        return 0;
    }

    private static long symlink(Task task, long targetAddress, int fd, long address) {
        String target = path(task, targetAddress);
        String path = path(task, address);
        PathOperations.makeSymlink(task.fs(), start(task, fd, path), path, target);
        return 0;
    }

    private static long link(Task task, int fd, long address, int newFd, long newAddress, int flags) {
        FileArguments.requireFlags(flags, AT_SYMLINK_FOLLOW | AT_EMPTY_PATH);
        String path = path(task, address);
        String newPath = path(task, newAddress);
        int how = flags & AT_EMPTY_PATH | ((flags & AT_SYMLINK_FOLLOW) != 0 ? 0 : AT_SYMLINK_NOFOLLOW);
        return FileArguments.apply(task, fd, path, how, new FileArguments.Action<Long>() {
            @Override
            public Long onPath(Location file) {
                PathOperations.makeLink(task.fs(), file, start(task, newFd, newPath), newPath);
                return 0L;
            }

            @Override
            public Long onOpen(FileDescription file) {
                return onPath(file.location());
            }
        });
    }

    private static long rename(Task task, int fd, long address, int newFd, long newAddress, int flags) {
        String path = path(task, address);
        String newPath = path(task, newAddress);
        Location start = start(task, fd, path);
        PathOperations.rename(task.fs(), start, path, start(task, newFd, newPath), newPath, flags);
        return 0;
    }

    private static long getdents64(Task task, Arguments a) {
        try (FileDescription directory = task.files().useForIo(a.integer(0))) {
            long size = Integer.toUnsignedLong(a.integer(2));
            MemorySegment target = task.memory().slice(a.word(1), Math.min(size, 1 << 20), Access.WRITE);
            long length = directory.readDirectory(target);
            task.memory().written(target);
            return length;
        }
    }

    private static long chdir(Task task, Arguments a) {
        task.fs().changeDirectory(FileArguments.find(task, AT_FDCWD, path(task, a.word(0)), true));
        return 0;
    }

    private static long fchdir(Task task, Arguments a) {
        try (FileDescription directory = task.files().use(a.integer(0))) {
            task.fs().changeDirectory(directory.location());
            return 0;
        }
    }

    private static long chroot(Task task, Arguments a) {
        Location where = FileArguments.find(task, AT_FDCWD, path(task, a.word(0)), true);
        if (!task.fs().credentials().isRoot()) {
            throw new LinuxException(Errno.EPERM);
        }
        task.fs().changeRoot(where);
        return 0;
    }

    private static long getcwd(Task task, Arguments a) {
        byte[] bytes = ByteStrings.toBytes(task.fs().workingPath() + "\0");
        if (Long.compareUnsigned(a.word(1), bytes.length) < 0) {
            throw new LinuxException(Errno.ERANGE);
        }
        UserMemory.write(task.memory(), a.word(0), bytes, bytes.length);
        return bytes.length;
    }
}
