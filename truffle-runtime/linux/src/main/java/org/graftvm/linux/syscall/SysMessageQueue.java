package org.graftvm.linux.syscall;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.ipc.IpcObject;
import org.graftvm.linux.ipc.IpcTable;
import org.graftvm.linux.ipc.Message;
import org.graftvm.linux.ipc.MessageQueue;
import org.graftvm.linux.ipc.MessageQueues;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestMemory;

/** Message queues of System V: msgget(2) and its kin. */
final class SysMessageQueue {
    private static final int MSG_STAT = 11;
    private static final int MSG_INFO = 12;
    private static final int MSG_STAT_ANY = 13;

    /** Offset of the text in struct msgbuf. */
    private static final int TEXT = 8;

    private SysMessageQueue() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("msgget(hex, hex)", (task, a) -> queues(task).get(a.integer(0), a.integer(1), task.process().identity()));
        table.row("msgsnd(number, address, size, hex)", SysMessageQueue::send, PARTIAL, "ENOMEM when all messages take more than a part of the JVM's heap");
        table.row("msgrcv(number, address, size, offset, hex)", SysMessageQueue::receive);
        table.row("msgctl(number, number, address)", SysMessageQueue::control);
        // spotless:on
    }

    private static MessageQueues queues(Task task) {
        return task.kernel().ipc().messages();
    }

    private static long send(Task task, Arguments a) {
        GuestMemory memory = task.memory();
        long type = memory.readLong(a.word(1));
        long size = a.word(2);
        if (size < 0 || size > MessageQueues.LARGEST || a.integer(0) < 0 || type < 1) {
            throw new LinuxException(Errno.EINVAL);
        }
        byte[] text = new byte[(int) size];
        memory.read(a.word(1) + TEXT, text, 0, text.length);
        MessageQueue queue = queues(task).table().find(a.integer(0));
        queue.requireAccess(task.process().identity(), IpcObject.WRITE);
        boolean waits = (a.integer(3) & MessageQueues.IPC_NOWAIT) == 0;
        queue.send(task, new Message(type, text), waits, task.process().pid());
        return 0;
    }

    private static long receive(Task task, Arguments a) {
        long size = a.word(2);
        int flags = a.integer(4);
        boolean copies = (flags & MessageQueues.MSG_COPY) != 0;
        boolean wrong = (flags & MessageQueues.MSG_EXCEPT) != 0 || (flags & MessageQueues.IPC_NOWAIT) == 0;
        if (a.integer(0) < 0 || size < 0 || copies && wrong) {
            throw new LinuxException(Errno.EINVAL);
        }
        MessageQueue queue = queues(task).table().find(a.integer(0));
        queue.requireAccess(task.process().identity(), IpcObject.READ);
        Message message =
                queue.receive(task, size, a.word(3), flags, task.process().pid());
        int length = (int) Math.min(size, message.text().length);
        task.memory().writeLong(a.word(1), message.type());
        task.memory().write(a.word(1) + TEXT, message.text(), 0, length);
        return length;
    }

    private static long control(Task task, Arguments a) {
        IpcTable<MessageQueue> table = queues(task).table();
        GuestMemory memory = task.memory();
        Identity who = task.process().identity();
        int id = a.integer(0);
        long address = a.word(2);
        switch (a.integer(1)) {
            case IpcLayout.IPC_STAT -> {
                MessageQueue queue = table.find(id);
                queue.requireAccess(who, IpcObject.READ);
                IpcLayout.queue(memory, address, queue);
                return 0;
            }
            case MSG_STAT, MSG_STAT_ANY -> {
                MessageQueue queue = table.at(id);
                if (a.integer(1) == MSG_STAT) {
                    queue.requireAccess(who, IpcObject.READ);
                }
                IpcLayout.queue(memory, address, queue);
                return queue.id();
            }
            case IpcLayout.IPC_SET -> {
                set(task, table.find(id), address);
                return 0;
            }
            case IpcLayout.IPC_RMID -> {
                MessageQueue queue = table.find(id);
                queue.requireOwner(who);
                queues(task).remove(queue);
                return 0;
            }
            case IpcLayout.IPC_INFO, MSG_INFO -> {
                info(task, address, a.integer(1) == MSG_INFO);
                return table.highestIndex();
            }
            default -> throw new LinuxException(Errno.EINVAL);
        }
    }

    private static void set(Task task, MessageQueue queue, long address) {
        long capacity = IpcLayout.capacity(task.memory(), address);
        Identity who = task.process().identity();
        queue.requireOwner(who);
        if (capacity > MessageQueues.CAPACITY && !who.isRoot()) {
            throw new LinuxException(Errno.EPERM);
        }
        IpcLayout.setOwner(task, queue, address);
        queue.setCapacity(capacity);
    }

    /** struct msginfo. */
    private static void info(Task task, long address, boolean used) {
        MessageQueues queues = queues(task);
        int most = queues.table().limit();
        IpcLayout.ints(
                task.memory(),
                address,
                used ? queues.table().size() : most * MessageQueues.CAPACITY / 1024,
                used ? queues.count() : MessageQueues.CAPACITY,
                MessageQueues.LARGEST,
                MessageQueues.CAPACITY,
                most,
                16,
                used ? (int) queues.bytes() : MessageQueues.CAPACITY,
                0xffff);
    }
}
