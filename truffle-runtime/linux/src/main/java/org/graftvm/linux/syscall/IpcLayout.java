package org.graftvm.linux.syscall;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.ipc.IpcObject;
import org.graftvm.linux.ipc.MessageQueue;
import org.graftvm.linux.ipc.SemaphoreSet;
import org.graftvm.linux.ipc.SharedSegment;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestMemory;

/** Commands and structures of System V objects, see asm-generic/ipcbuf.h, shmbuf.h, sembuf.h and msgbuf.h of Linux. */
final class IpcLayout {
    static final int IPC_RMID = 0;
    static final int IPC_SET = 1;
    static final int IPC_STAT = 2;
    static final int IPC_INFO = 3;

    private static final int PERM_SIZE = 48;
    static final int SHM_SIZE = 112;
    static final int MSG_SIZE = 120;
    private static final int MSG_QBYTES = 88;
    private static final int SEQUENCE_SHIFT = 15;

    private IpcLayout() {}

    private static void perm(GuestMemory memory, long address, IpcObject object) {
        memory.writeInt(address, object.key());
        memory.writeInt(address + 4, object.uid());
        memory.writeInt(address + 8, object.gid());
        memory.writeInt(address + 12, object.creatorUid());
        memory.writeInt(address + 16, object.creatorGid());
        memory.writeInt(address + 20, object.mode());
        memory.writeInt(address + 24, object.id() >>> SEQUENCE_SHIFT);
    }

    static void segment(GuestMemory memory, long address, SharedSegment segment) {
        memory.clear(address, SHM_SIZE);
        perm(memory, address, segment);
        memory.writeLong(address + PERM_SIZE, segment.size());
        memory.writeLong(address + 56, segment.attachTime());
        memory.writeLong(address + 64, segment.detachTime());
        memory.writeLong(address + 72, segment.changeTime());
        memory.writeInt(address + 80, segment.creatorPid());
        memory.writeInt(address + 84, segment.lastPid());
        memory.writeLong(address + 88, segment.attached());
    }

    static void semaphores(Task task, long address, SemaphoreSet set) {
        GuestMemory memory = task.memory();
        int word = task.abi().semaphoreTimesArePadded() ? 16 : 8;
        memory.clear(address, PERM_SIZE + 2L * word + 24);
        perm(memory, address, set);
        memory.writeLong(address + PERM_SIZE, set.operationTime());
        memory.writeLong(address + PERM_SIZE + word, set.changeTime());
        memory.writeLong(address + PERM_SIZE + 2L * word, set.count());
    }

    static void queue(GuestMemory memory, long address, MessageQueue queue) {
        memory.clear(address, MSG_SIZE);
        perm(memory, address, queue);
        memory.writeLong(address + PERM_SIZE, queue.sendTime());
        memory.writeLong(address + 56, queue.receiveTime());
        memory.writeLong(address + 64, queue.changeTime());
        memory.writeLong(address + 72, queue.bytes());
        memory.writeLong(address + 80, queue.count());
        memory.writeLong(address + MSG_QBYTES, queue.capacity());
        memory.writeInt(address + 96, queue.lastSender());
        memory.writeInt(address + 100, queue.lastReceiver());
    }

    static long capacity(GuestMemory memory, long address) {
        return memory.readLong(address + MSG_QBYTES);
    }

    /** IPC_SET. */
    static void setOwner(Task task, IpcObject object, long address) {
        GuestMemory memory = task.memory();
        int uid = memory.readInt(address + 4);
        int gid = memory.readInt(address + 8);
        int mode = memory.readInt(address + 20);
        object.requireOwner(task.process().identity());
        if (uid == -1 || gid == -1) {
            throw new LinuxException(Errno.EINVAL);
        }
        object.setOwner(uid, gid, mode);
    }

    /** A structure of ints in a row. */
    static void ints(GuestMemory memory, long address, int... values) {
        for (int i = 0; i < values.length; i++) {
            memory.writeInt(address + 4L * i, values[i]);
        }
    }

    /** A structure of longs in a row. */
    static void longs(GuestMemory memory, long address, long... values) {
        for (int i = 0; i < values.length; i++) {
            memory.writeLong(address + 8L * i, values[i]);
        }
    }
}
