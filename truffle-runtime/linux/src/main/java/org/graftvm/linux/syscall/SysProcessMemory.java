package org.graftvm.linux.syscall;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.ForeignAccess;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.task.TraceControl;
import org.graftvm.linux.vfs.Buffers;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/** Copies between processes: process_vm_readv(2). */
final class SysProcessMemory {
    private static final int MAX_VECTOR = 1024;
    private static final int IOVEC_SIZE = 16;

    /** Bytes that are copied at once. */
    private static final int PIECE = 1 << 16;

    private SysProcessMemory() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("process_vm_readv(pid, address, size, address, size, hex)", (task, arguments) -> transfer(task, arguments, false));
        table.row("process_vm_writev(pid, address, size, address, size, hex)", (task, arguments) -> transfer(task, arguments, true));
        // spotless:on
    }

    private static long transfer(Task task, Arguments arguments, boolean write) {
        long count = arguments.word(4);
        if (arguments.word(5) != 0 || count < 0 || count > MAX_VECTOR || arguments.word(2) > MAX_VECTOR) {
            throw new LinuxException(Errno.EINVAL);
        }
        GuestMemory memory = task.memory();
        Access access = write ? Access.READ : Access.WRITE;
        Buffers local = UserMemory.vector(memory, arguments.word(1), (int) arguments.word(2), access);
        Task other = task.kernel().task(arguments.integer(0));
        if (other == null) {
            throw new LinuxException(Errno.ESRCH);
        }
        TraceControl.requireAccess(task, other.process());
        ForeignAccess remote = new ForeignAccess(other.process().addressSpace(), false);
        long done = 0;
        boolean reached = true;
        for (int i = 0; i < count && reached && done < local.size(); i++) {
            long start = memory.readLong(arguments.word(3) + (long) i * IOVEC_SIZE);
            long length = memory.readLong(arguments.word(3) + (long) i * IOVEC_SIZE + 8);
            if (length < 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            long wanted = Math.min(length, local.size() - done);
            long copied = copy(remote, start, local.slice(done, wanted), write);
            done += copied;
            reached = copied == wanted;
        }
        if (!write) {
            for (MemorySegment segment : local.segments()) {
                memory.written(segment);
            }
        }
        if (done == 0 && !reached) {
            throw new LinuxException(Errno.EFAULT);
        }
        return done;
    }

    private static long copy(ForeignAccess remote, long at, Buffers local, boolean write) {
        byte[] piece = new byte[(int) Math.min(PIECE, local.size())];
        long done = 0;
        while (done < local.size()) {
            int length = (int) Math.min(piece.length, local.size() - done);
            int copied;
            if (write) {
                local.get(done, piece, 0, length);
                copied = remote.write(at + done, piece, 0, length);
            } else {
                copied = remote.read(at + done, piece, 0, length);
                local.put(done, piece, 0, copied);
            }
            done += copied;
            if (copied < length) {
                break;
            }
        }
        return done;
    }
}
