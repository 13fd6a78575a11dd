package org.graftvm.linux.vfs.host;

import static org.graftvm.linux.vfs.host.LibcNative.call;
import static org.graftvm.linux.vfs.host.LibcNative.scratch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.FileSystemStatus;
import org.graftvm.linux.vfs.Timestamp;
import org.graftvm.linux.vfs.host.LibcNative.Function;
import org.graftvm.linux.vfs.host.LibcNative.Scratch;
import org.jspecify.annotations.Nullable;

/** Calls of the host's kernel with Java types. All throw {@link LinuxException} with the host's errno. */
final class HostCalls {
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_SYMLINK_FOLLOW = 0x400;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int AT_FDCWD = -100;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int F_DUPFD_CLOEXEC = 1030;

    private static final int OPENAT2 = 437;
    private static final int RESOLVE = 0x02 | 0x04 | 0x08; // NO_MAGICLINKS, NO_SYMLINKS, BENEATH
    private static final int STATX_ALL = 0xfff;
    private static final long UTIME_OMIT = 0x3ffffffeL;
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    private static volatile boolean hasOpenat2 = true;

    private HostCalls() {}

    /** Flags with the numbers of the host; AArch64 has numbers of its own for four of them. */
    private static int hostFlags(int flags) {
        int host = flags & ~OpenFlags.LARGE_FILE;
        if (ARM) {
            int moved = OpenFlags.DIRECTORY | OpenFlags.NO_FOLLOW | OpenFlags.DIRECT;
            host = flags & ~(moved | OpenFlags.LARGE_FILE)
                    | ((flags & OpenFlags.DIRECTORY) != 0 ? 040000 : 0)
                    | ((flags & OpenFlags.NO_FOLLOW) != 0 ? 0100000 : 0)
                    | ((flags & OpenFlags.DIRECT) != 0 ? 0200000 : 0);
        }
        return host;
    }

    /** openat(2); the descriptor does not survive an exec of the host. */
    static int openAt(int directory, String path, int flags, int mode) {
        int host = hostFlags(flags) | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NO_CTTY;
        return (int) call(Function.OPENAT, directory, scratch().path(path), host, mode);
    }

    /**
     * Opens {@code path} relative to {@code root}, by the kernel's own promise beneath it and through no link.
     *
     * @param path relative, no {@code .} or {@code ..}
     * @throws LinuxException ELOOP where a link is on the way, among others
     */
    static int openBeneath(int root, String path, int flags, int mode) {
        if (path.isEmpty()) {
            return openAt(root, ".", flags, mode);
        }
        if (hasOpenat2) {
            Scratch scratch = scratch();
            int host = hostFlags(flags) | OpenFlags.CLOSE_ON_EXEC;
            if ((flags & OpenFlags.PATH) == 0) {
                host |= OpenFlags.NO_CTTY;
            }
            MemorySegment how = scratch.struct;
            boolean creates = (flags & OpenFlags.CREATE) != 0 || (flags & OpenFlags.TEMPORARY) == OpenFlags.TEMPORARY;
            how.set(ValueLayout.JAVA_LONG, 0, Integer.toUnsignedLong(host));
            how.set(ValueLayout.JAVA_LONG, 8, creates ? mode : 0);
            how.set(ValueLayout.JAVA_LONG, 16, RESOLVE);
            try {
                return (int) call(Function.SYSCALL, OPENAT2, root, scratch.path(path), how.address(), 24);
            } catch (LinuxException e) {
                if (e.errno() != Errno.ENOSYS && e.errno() != Errno.EPERM) {
                    throw e;
                }
                hasOpenat2 = e.errno() != Errno.ENOSYS;
                // Container filters refuse unknown calls with EPERM; the walk then gives the true error.
            }
        }
        return walkBeneath(root, path, flags, mode);
    }

    /** The same one directory after the other, for kernels before 5.6. */
    private static int walkBeneath(int root, String path, int flags, int mode) {
        int directory = root;
        try {
            int at = 0;
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', at)) {
                String name = path.substring(at, slash);
                int next = openAt(directory, name, OpenFlags.PATH | OpenFlags.DIRECTORY | OpenFlags.NO_FOLLOW, 0);
                if (directory != root) {
                    close(directory);
                }
                directory = next;
                at = slash + 1;
            }
            return openAt(directory, path.substring(at), flags | OpenFlags.NO_FOLLOW, mode);
        } finally {
            if (directory != root) {
                close(directory);
            }
        }
    }

    static void close(int fd) {
        LibcNative.callOnce(Function.CLOSE, fd, 0, 0, 0, 0, 0);
    }

    /** The path by which the kernel knows an open file, usable in calls that take no descriptor. */
    static String procPath(int fd) {
        return "/proc/self/fd/" + fd;
    }

    static String readLinkAt(int directory, String path) {
        Scratch scratch = scratch();
        MemorySegment buffer = scratch.buffer();
        long length = call(Function.READLINKAT, directory, scratch.path(path), buffer.address(), buffer.byteSize());
        byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        return org.graftvm.linux.vfs.ByteStrings.fromBytes(bytes);
    }

    /** Status of the open file itself. */
    static FileStatus status(int fd) {
        Scratch scratch = scratch();
        MemorySegment s = scratch.struct;
        call(Function.STATX, fd, scratch.path(""), AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, STATX_ALL, s.address());
        return new FileStatus(
                FileStatus.device(s.get(ValueLayout.JAVA_INT, 136), s.get(ValueLayout.JAVA_INT, 140)),
                s.get(ValueLayout.JAVA_LONG, 32),
                Short.toUnsignedInt(s.get(ValueLayout.JAVA_SHORT, 28)),
                s.get(ValueLayout.JAVA_INT, 16),
                s.get(ValueLayout.JAVA_INT, 20),
                s.get(ValueLayout.JAVA_INT, 24),
                FileStatus.device(s.get(ValueLayout.JAVA_INT, 128), s.get(ValueLayout.JAVA_INT, 132)),
                s.get(ValueLayout.JAVA_LONG, 40),
                s.get(ValueLayout.JAVA_INT, 4),
                s.get(ValueLayout.JAVA_LONG, 48),
                timestamp(s, 64),
                timestamp(s, 112),
                timestamp(s, 96),
                timestamp(s, 80));
    }

    private static Timestamp timestamp(MemorySegment s, long offset) {
        return new Timestamp(s.get(ValueLayout.JAVA_LONG, offset), s.get(ValueLayout.JAVA_INT, offset + 8));
    }

    static FileSystemStatus fileSystemStatus(int fd) {
        MemorySegment s = scratch().struct;
        call(Function.FSTATFS, fd, s.address(), 0);
        return new FileSystemStatus(
                s.get(ValueLayout.JAVA_LONG, 0),
                s.get(ValueLayout.JAVA_LONG, 8),
                s.get(ValueLayout.JAVA_LONG, 16),
                s.get(ValueLayout.JAVA_LONG, 24),
                s.get(ValueLayout.JAVA_LONG, 32),
                s.get(ValueLayout.JAVA_LONG, 40),
                s.get(ValueLayout.JAVA_LONG, 48),
                s.get(ValueLayout.JAVA_LONG, 56),
                s.get(ValueLayout.JAVA_LONG, 64),
                s.get(ValueLayout.JAVA_LONG, 80));
    }

    static void makeDirectory(int directory, String name, int mode) {
        call(Function.MKDIRAT, directory, scratch().path(name), mode);
    }

    static void makeNode(int directory, String name, int mode, long device) {
        call(Function.MKNODAT, directory, scratch().path(name), mode, device);
    }

    static void makeSymlink(int directory, String name, String target) {
        Scratch scratch = scratch();
        call(Function.SYMLINKAT, scratch.secondPath(target), directory, scratch.path(name));
    }

    /** Gives the open file {@code fd} another name. */
    static void link(int fd, int directory, String name) {
        Scratch scratch = scratch();
        call(
                Function.LINKAT,
                AT_FDCWD,
                scratch.secondPath(procPath(fd)),
                directory,
                scratch.path(name),
                AT_SYMLINK_FOLLOW);
    }

    static void unlink(int directory, String name, boolean isDirectory) {
        call(Function.UNLINKAT, directory, scratch().path(name), isDirectory ? AT_REMOVEDIR : 0);
    }

    static void rename(int directory, String name, int newDirectory, String newName, int flags) {
        Scratch scratch = scratch();
        call(Function.RENAMEAT2, directory, scratch.path(name), newDirectory, scratch.secondPath(newName), flags);
    }

    /** Works on descriptors opened with O_PATH too, unlike fchmod(2). */
    static void setMode(int fd, int permissions) {
        call(Function.CHMOD, scratch().path(procPath(fd)), permissions, 0);
    }

    static void setOwner(int fd, int uid, int gid) {
        call(Function.FCHOWNAT, fd, scratch().path(""), uid, gid, AT_EMPTY_PATH);
    }

    static void setTimes(int fd, @Nullable Timestamp accessed, @Nullable Timestamp modified) {
        Scratch scratch = scratch();
        put(scratch.struct, 0, accessed);
        put(scratch.struct, 16, modified);
        call(Function.UTIMENSAT, fd, scratch.path(""), scratch.struct.address(), AT_EMPTY_PATH);
    }

    private static void put(MemorySegment times, long offset, @Nullable Timestamp time) {
        times.set(ValueLayout.JAVA_LONG, offset, time == null ? 0 : time.seconds());
        times.set(ValueLayout.JAVA_LONG, offset + 8, time == null ? UTIME_OMIT : time.nanos());
    }

    static void truncate(int pathFd, long size) {
        call(Function.TRUNCATE, scratch().path(procPath(pathFd)), size, 0);
    }

    static void access(int pathFd, int mask) {
        call(Function.FACCESSAT, AT_FDCWD, scratch().path(procPath(pathFd)), mask, 0);
    }

    static int fcntl(int fd, int command, long argument) {
        return (int) call(Function.FCNTL, fd, command, argument);
    }

    /** Events of {@code events} that hold now; never blocks. */
    static int poll(int fd, int events) {
        MemorySegment pollfd = scratch().struct;
        pollfd.set(ValueLayout.JAVA_INT, 0, fd);
        pollfd.set(ValueLayout.JAVA_INT, 4, events & 0xffff);
        call(Function.POLL, pollfd.address(), 1, 0);
        return Short.toUnsignedInt(pollfd.get(ValueLayout.JAVA_SHORT, 6));
    }
}
