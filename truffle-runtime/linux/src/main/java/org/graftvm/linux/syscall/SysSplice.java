package org.graftvm.linux.syscall;

import java.lang.foreign.Arena;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.ipc.Pipe;
import org.graftvm.linux.vfs.ipc.PipeDescription;
import org.graftvm.machine.Memory.Access;

/** Data between pipes and other files: splice(2), tee(2), vmsplice(2). Here it is copied all the same. */
final class SysSplice {
    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int FLAGS = 0xf;
    /** What one call moves at most: no more is in a pipe by default. */
    private static final int PIECE = 1 << 16;

    private SysSplice() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("splice(fd, address, fd, address, size, hex)", SysSplice::splice);
        table.row("tee(fd, fd, size, hex)", SysSplice::tee);
        table.row("vmsplice(fd, address, number, hex)", SysSplice::vmsplice);
        // spotless:on
    }

    private static FileDescription use(Task task, int fd, boolean reads) {
        FileDescription file = task.files().useForIo(fd);
        if (reads ? OpenFlags.canRead(file.flags()) : OpenFlags.canWrite(file.flags())) {
            return file;
        }
        file.close();
        throw new LinuxException(Errno.EBADF);
    }

    private static long splice(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(5), FLAGS);
        if (a.word(4) == 0) {
            return 0;
        }
        try (FileDescription in = use(task, a.integer(0), true);
                FileDescription out = use(task, a.integer(2), false)) {
            boolean fromPipe = in instanceof PipeDescription;
            boolean toPipe = out instanceof PipeDescription;
            if (!fromPipe && !toPipe) {
                throw new LinuxException(Errno.EINVAL);
            }
            if (fromPipe && a.word(1) != 0 || toPipe && a.word(3) != 0) {
                throw new LinuxException(Errno.ESPIPE);
            }
            if (in instanceof PipeDescription one && out instanceof PipeDescription other && one.pipe() == other.pipe()
                    || (out.flags() & OpenFlags.APPEND) != 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            long from = offset(task, a.word(1));
            long to = offset(task, a.word(3));
            long moved = move(task, in, from, out, to, Math.min(a.word(4), PIECE), a.integer(5));
            advance(task, a.word(1), from + moved);
            advance(task, a.word(3), to + moved);
            return moved;
        }
    }

    private static long offset(Task task, long address) {
        long offset = address == 0 ? -1 : task.memory().readLong(address);
        if (address != 0 && offset < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return offset;
    }

    private static void advance(Task task, long address, long offset) {
        if (address != 0) {
            task.memory().writeLong(address, offset);
        }
    }

    private static long move(
            Task task, FileDescription in, long from, FileDescription out, long to, long most, int flags) {
        long length = most;
        if (out instanceof PipeDescription pipe) {
            await(task, pipe, PollEvents.OUT, flags);
            length = Math.min(length, Math.max(1, pipe.pipe().room()));
        }
        if (in instanceof PipeDescription pipe) {
            await(task, pipe, PollEvents.IN, flags);
        }
        try (Arena arena = Arena.ofConfined()) {
            Buffers data = Buffers.of(arena.allocate(length));
            long read = from < 0 ? in.read(task, data) : in.readAt(task, data, from);
            if (read == 0) {
                return 0;
            }
            long written = 0;
            try {
                Buffers source = data.slice(0, read);
                written = to < 0 ? SysReadWrite.write(task, out, source) : out.writeAt(task, source, to);
            } finally {
                if (written < read) {
                    giveBack(in, from, data.slice(written, read - written));
                }
            }
            return written;
        }
    }

    /** What was read and could not be written stays where it was. */
    private static void giveBack(FileDescription in, long from, Buffers rest) {
        if (in instanceof PipeDescription pipe) {
            pipe.pipe().putBack(rest);
        } else if (from < 0 && in.isSeekable()) {
            in.seek(-rest.size(), 1);
        }
    }

    /** SPLICE_F_NONBLOCK is about the pipes; O_NONBLOCK counts as well. */
    private static void await(Task task, PipeDescription pipe, int events, int flags) {
        if ((flags & SPLICE_F_NONBLOCK) != 0 && (pipe.poll() & (events | PollEvents.ALWAYS)) == 0) {
            throw new LinuxException(Errno.EAGAIN);
        }
        pipe.await(task, events);
    }

    private static long tee(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(3), FLAGS);
        try (FileDescription in = use(task, a.integer(0), true);
                FileDescription out = use(task, a.integer(1), false)) {
            if (!(in instanceof PipeDescription source)
                    || !(out instanceof PipeDescription target)
                    || source.pipe() == target.pipe()) {
                throw new LinuxException(Errno.EINVAL);
            }
            if (a.word(2) == 0) {
                return 0;
            }
            await(task, source, PollEvents.IN, a.integer(3));
            await(task, target, PollEvents.OUT, a.integer(3));
            Pipe pipe = target.pipe();
            Buffers data = Buffers.of(new byte[(int) Math.min(Math.min(a.word(2), PIECE), Math.max(1, pipe.room()))]);
            int length = source.pipe().peek(data);
            return length == 0 ? 0 : SysReadWrite.write(task, target, data.slice(0, length));
        }
    }

    private static long vmsplice(Task task, Arguments a) {
        FileArguments.requireFlags(a.integer(3), FLAGS);
        try (FileDescription file = task.files().useForIo(a.integer(0))) {
            if (!(file instanceof PipeDescription pipe)) {
                throw new LinuxException(Errno.EBADF);
            }
            boolean writes = OpenFlags.canWrite(file.flags());
            Buffers data =
                    UserMemory.vector(task.memory(), a.word(1), a.integer(2), writes ? Access.READ : Access.WRITE);
            await(task, pipe, writes ? PollEvents.OUT : PollEvents.IN, a.integer(3));
            if (writes) {
                return SysReadWrite.write(task, file, data);
            }
            try {
                return file.read(task, data);
            } finally {
                data.segments().forEach(task.memory()::written);
            }
        }
    }
}
