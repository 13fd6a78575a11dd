package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.task.Task;
import org.graftvm.linux.vfs.FileDescription;
import org.graftvm.linux.vfs.FileId;
import org.graftvm.linux.vfs.FileStatus;
import org.graftvm.linux.vfs.RecordLocks;
import org.graftvm.linux.vfs.RecordLocks.Lock;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * A struct flock for fcntl(2).
 *
 * @param lock what is asked for; for F_UNLCK only its range counts
 */
record LockRequest(Task task, FileDescription file, FileId id, long address, int type, Lock lock) {
    private static final int F_RDLCK = 0;
    private static final int F_WRLCK = 1;
    private static final int F_UNLCK = 2;

    /** @param byFile whether the lock belongs to the open file rather than the process */
    static LockRequest read(Task task, FileDescription file, long address, boolean byFile) {
        GuestMemory memory = task.memory();
        int type = memory.readShort(address);
        int whence = memory.readShort(address + 2);
        long start = memory.readLong(address + 8);
        long length = memory.readLong(address + 16);
        if (type < F_RDLCK || type > F_UNLCK || byFile && memory.readInt(address + 24) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        FileStatus status = file.status();
        long base = switch (whence) {
            case 0 -> 0;
            case 1 -> file.seek(0, 1);
            case 2 -> status.size();
            default -> throw new LinuxException(Errno.EINVAL);
        };
        long first = base + start;
        long last = length == 0 ? Long.MAX_VALUE : length > 0 ? first + length - 1 : first - 1;
        if (length < 0) {
            first += length;
        }
        if (first < 0 || last < first) {
            throw new LinuxException(length > 0 && last < first ? Errno.EOVERFLOW : Errno.EINVAL);
        }
        Object owner = byFile ? file : task.files();
        int pid = byFile ? -1 : task.process().pid();
        return new LockRequest(
                task, file, status.id(), address, type, new Lock(owner, type == F_WRLCK, first, last, pid));
    }

    /** F_GETLK: says who is in the way. */
    void test() {
        if (type == F_UNLCK) {
            throw new LinuxException(Errno.EINVAL);
        }
        GuestMemory memory = task.memory();
        @Nullable Lock other = RecordLocks.conflicting(id, lock);
        if (other == null) {
            memory.writeShort(address, (short) F_UNLCK);
            return;
        }
        memory.writeShort(address, (short) (other.exclusive() ? F_WRLCK : F_RDLCK));
        memory.writeShort(address + 2, (short) 0);
        memory.writeLong(address + 8, other.first());
        memory.writeLong(address + 16, other.last() == Long.MAX_VALUE ? 0 : other.last() - other.first() + 1);
        memory.writeInt(address + 24, other.pid());
    }

    /** F_SETLK and F_SETLKW. */
    void set(boolean waits) {
        if (type == F_UNLCK) {
            RecordLocks.release(id, lock);
            return;
        }
        int flags = file.flags();
        if (type == F_RDLCK ? !OpenFlags.canRead(flags) : !OpenFlags.canWrite(flags)) {
            throw new LinuxException(Errno.EBADF);
        }
        if (lock.owner() == file) {
            file.ownsLocks();
        }
        if (waits) {
            RecordLocks.await(task, id, lock);
        } else if (!RecordLocks.take(id, lock)) {
            throw new LinuxException(Errno.EAGAIN);
        }
    }
}
