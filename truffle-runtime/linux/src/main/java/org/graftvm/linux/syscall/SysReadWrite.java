package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.IGNORED;
import static org.graftvm.linux.syscall.Support.PARTIAL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.PathOperations;
import org.graftvm.machine.Memory.Access;

/** Data in and out of open files. */
final class SysReadWrite {
    /** Bytes that a copy between two files moves at once. */
    private static final int PIECE = 1 << 18;

    private static final int RWF_SUPPORTED = 0x1f;
    private static final int RWF_APPEND = 0x10;

    private SysReadWrite() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("read(fd, buffer_out, size)", SysReadWrite::read);
        table.row("write(fd, buffer, size)", SysReadWrite::write);
        table.row("pread64(fd, buffer_out, size, offset)", SysReadWrite::pread);
        table.row("pwrite64(fd, buffer, size, offset)", SysReadWrite::pwrite);
        table.row("readv(fd, address, number)", (task, a) -> readv(task, a, -1));
        table.row("writev(fd, address, number)", (task, a) -> writev(task, a, -1));
        table.row("preadv(fd, address, number, offset)", (task, a) -> readv(task, a, offset(a)));
        table.row("pwritev(fd, address, number, offset)", (task, a) -> writev(task, a, offset(a)));
        table.row("preadv2(fd, address, number, offset, offset, hex)", (task, a) -> readv(task, a, offset2(a)), PARTIAL, "RWF_NOWAIT and RWF_HIPRI are ignored");
        table.row("pwritev2(fd, address, number, offset, offset, hex)", (task, a) -> writev(task, a, offset2(a)), PARTIAL, "no RWF_APPEND; other flags are ignored");
        table.row("lseek(fd, offset, whence)", SysReadWrite::lseek);
        table.row("sendfile(fd, fd, address, size)", SysReadWrite::sendfile);
        table.row("copy_file_range(fd, address, fd, address, size, hex)", SysReadWrite::copyFileRange, PARTIAL, "copies; blocks are never shared");
        table.row("truncate(path, size)", SysReadWrite::truncate);
        table.row("ftruncate(fd, size)", SysReadWrite::ftruncate);
        table.row("fallocate(fd, hex, offset, size)", SysReadWrite::fallocate);
        table.row("fsync(fd)", (task, a) -> sync(task, a, false));
        table.row("fdatasync(fd)", (task, a) -> sync(task, a, true));
        table.row("syncfs(fd)", SysReadWrite::checked, IGNORED, "the host writes its files when it sees fit");
        table.row("sync()", (task, a) -> 0, IGNORED, "the host writes its files when it sees fit");
        table.row("sync_file_range(fd, offset, size, hex)", SysReadWrite::checked, IGNORED, "the host writes its files when it sees fit");
        table.row("fadvise64(fd, offset, size, number)", SysReadWrite::checked, IGNORED, "advice");
        table.row("readahead(fd, offset, size)", SysReadWrite::checked, IGNORED, "advice");
        // spotless:on
    }

    private static FileDescription readable(Task task, int fd) {
        return open(task, fd, true);
    }

    private static FileDescription writable(Task task, int fd) {
        return open(task, fd, false);
    }

    private static FileDescription open(Task task, int fd, boolean reads) {
        FileDescription file = task.files().useForIo(fd);
        if (reads ? OpenFlags.canRead(file.flags()) : OpenFlags.canWrite(file.flags())) {
            return file;
        }
        file.close();
        throw new LinuxException(Errno.EBADF);
    }

    private static long read(Task task, Arguments a) {
        try (FileDescription file = readable(task, a.integer(0))) {
            return readInto(task, file, UserMemory.target(task.memory(), a.word(1), a.word(2)), -1);
        }
    }

    /** Reads at an offset, or at the position if that is negative. */
    private static long readInto(Task task, FileDescription file, Buffers target, long offset) {
        try {
            return offset < 0 ? file.read(task, target) : file.readAt(task, target, offset);
        } finally {
            target.segments().forEach(task.memory()::written);
        }
    }

    private static long write(Task task, Arguments a) {
        try (FileDescription file = writable(task, a.integer(0))) {
            return write(task, file, UserMemory.source(task.memory(), a.word(1), a.word(2)));
        }
    }

    /** Writes at the position, and raises SIGPIPE where nobody reads. */
    static long write(Task task, FileDescription file, Buffers source) {
        try {
            return file.write(task, source);
        } catch (LinuxException e) {
            if (e.errno() == Errno.EPIPE && file.raisesBrokenPipe()) {
                task.send(SignalInfo.kernel(Signals.SIGPIPE));
            }
            throw e;
        }
    }

    private static long pread(Task task, Arguments a) {
        long offset = checkedOffset(a.word(3));
        try (FileDescription file = readable(task, a.integer(0))) {
            return readInto(task, file, UserMemory.target(task.memory(), a.word(1), a.word(2)), offset);
        }
    }

    private static long pwrite(Task task, Arguments a) {
        long offset = checkedOffset(a.word(3));
        try (FileDescription file = writable(task, a.integer(0))) {
            return file.writeAt(task, UserMemory.source(task.memory(), a.word(1), a.word(2)), offset);
        }
    }

    private static long checkedOffset(long offset) {
        if (offset < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return offset;
    }

    /** The 64-bit offset; the register for its upper half counts for nothing on these ISAs. */
    private static long offset(Arguments a) {
        return checkedOffset(a.word(3));
    }

    /** Likewise; -1 means the position. */
    private static long offset2(Arguments a) {
        int flags = a.integer(5);
        if ((flags & ~RWF_SUPPORTED) != 0 || (flags & RWF_APPEND) != 0) {
            throw new LinuxException(Errno.EOPNOTSUPP);
        }
        return a.word(3) == -1 ? -1 : checkedOffset(a.word(3));
    }

    private static long readv(Task task, Arguments a, long offset) {
        try (FileDescription file = readable(task, a.integer(0))) {
            Buffers target = UserMemory.vector(task.memory(), a.word(1), a.integer(2), Access.WRITE);
            return readInto(task, file, target, offset);
        }
    }

    private static long writev(Task task, Arguments a, long offset) {
        try (FileDescription file = writable(task, a.integer(0))) {
            Buffers source = UserMemory.vector(task.memory(), a.word(1), a.integer(2), Access.READ);
            return offset < 0 ? write(task, file, source) : file.writeAt(task, source, offset);
        }
    }

    private static long lseek(Task task, Arguments a) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            return file.seek(a.word(1), a.integer(2));
        }
    }

    // ---- from file to file ----

    private static long sendfile(Task task, Arguments a) {
        try (FileDescription out = writable(task, a.integer(0));
                FileDescription in = readable(task, a.integer(1))) {
            long address = a.word(2);
            long offset = address == 0 ? -1 : checkedOffset(task.memory().readLong(address));
            long moved = copy(task, in, offset, out, -1, a.word(3));
            if (address != 0) {
                task.memory().writeLong(address, offset + moved);
            }
            return moved;
        }
    }

    private static long copyFileRange(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(5), 0);
        try (FileDescription in = readable(task, a.integer(0));
                FileDescription out = writable(task, a.integer(2))) {
            if (in.status().isDirectory() || out.status().isDirectory()) {
                throw new LinuxException(Errno.EISDIR);
            }
            if (!in.status().isRegular() || !out.status().isRegular()) {
                throw new LinuxException(Errno.EINVAL);
            }
            if ((out.flags() & OpenFlags.APPEND) != 0) {
                throw new LinuxException(Errno.EBADF);
            }
            long inAddress = a.word(1);
            long outAddress = a.word(3);
            long from = inAddress == 0 ? -1 : checkedOffset(task.memory().readLong(inAddress));
            long to = outAddress == 0 ? -1 : checkedOffset(task.memory().readLong(outAddress));
            requireApart(in, from, out, to, a.word(4));
            long moved = copy(task, in, from, out, to, a.word(4));
            if (inAddress != 0) {
                task.memory().writeLong(inAddress, from + moved);
            }
            if (outAddress != 0) {
                task.memory().writeLong(outAddress, to + moved);
            }
            return moved;
        }
    }

    private static void requireApart(FileDescription in, long from, FileDescription out, long to, long length) {
        if (in.status().id().equals(out.status().id())) {
            long source = from < 0 ? in.seek(0, 1) : from;
            long target = to < 0 ? out.seek(0, 1) : to;
            if (source < target + length && target < source + length) {
                throw new LinuxException(Errno.EINVAL);
            }
        }
    }

    /** Copies up to {@code length} bytes; an offset of -1 means the position. What was read but not written stays unread. */
    private static long copy(Task task, FileDescription in, long from, FileDescription out, long to, long length) {
        long moved = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment piece = arena.allocate(Math.clamp(length, 1, PIECE));
            while (moved < length) {
                Buffers target = Buffers.of(piece.asSlice(0, Math.min(piece.byteSize(), length - moved)));
                long read = from < 0 ? in.read(task, target) : in.readAt(task, target, from + moved);
                if (read == 0) {
                    break;
                }
                long written = 0;
                try {
                    Buffers source = Buffers.of(piece.asSlice(0, read));
                    written = to < 0 ? write(task, out, source) : out.writeAt(task, source, to + moved);
                } finally {
                    if (written < read && from < 0 && in.isSeekable()) {
                        in.seek(written - read, 1);
                    }
                }
                moved += written;
                if (written < read) {
                    break;
                }
            }
        } catch (LinuxException e) {
            if (moved == 0) {
                throw e;
            }
        }
        return moved;
    }

    // ---- size and storage ----

    private static long truncate(Task task, Arguments a) {
        String path = UserMemory.path(task.memory(), a.word(0));
        long size = checkedOffset(a.word(1));
        PathOperations.truncate(task.fs(), FileArguments.find(task, FileArguments.AT_FDCWD, path, true), size);
        return 0;
    }

    private static long ftruncate(Task task, Arguments a) {
        long size = checkedOffset(a.word(1));
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            if (!OpenFlags.canWrite(file.flags())) {
                throw new LinuxException(Errno.EINVAL);
            }
            file.truncate(size);
            return 0;
        }
    }

    private static long fallocate(Task task, Arguments a) {
        if (a.word(2) < 0 || a.word(3) <= 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        try (FileDescription file = writable(task, a.integer(0))) {
            file.allocate(a.integer(1), a.word(2), a.word(3));
            return 0;
        }
    }

    private static long sync(Task task, Arguments a, boolean dataOnly) {
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            file.sync(dataOnly);
            return 0;
        }
    }

    private static long checked(Task task, Arguments a) {
        task.files().useForIo(a.integer(0)).close();
        return 0;
    }
}
