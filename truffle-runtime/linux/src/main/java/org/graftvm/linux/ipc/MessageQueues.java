package org.graftvm.linux.ipc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Identity;

/** All message queues: what msgget(2) does. */
public final class MessageQueues {
    public static final int IPC_NOWAIT = 04000;
    public static final int MSG_NOERROR = 010000;
    public static final int MSG_EXCEPT = 020000;
    public static final int MSG_COPY = 040000;

    /** MSGMAX: largest message, in bytes. */
    public static final int LARGEST = 8192;
    /** MSGMNB: what a new queue holds, in bytes. */
    public static final int CAPACITY = 16384;
    /** MSGMNI: most queues. */
    private static final int MOST = 32000;

    /** Bytes that all messages together may have, as they are memory of the JVM: beyond is ENOMEM. */
    private final long limit = Runtime.getRuntime().maxMemory() / 16;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final IpcTable<MessageQueue> table = new IpcTable<>(MOST);

    MessageQueues() {}

    public IpcTable<MessageQueue> table() {
        return table;
    }

    /** Bytes of all messages. */
    public long bytes() {
        return bytes.get();
    }

    /** Messages in all queues. */
    public int count() {
        return count.get();
    }

    /** msgget(2). */
    public int get(int key, int flags, Identity who) {
        return table.get(key, flags, who, ignored -> {}, id -> new MessageQueue(this, id, key, flags, who))
                .id();
    }

    /** IPC_RMID: everyone who waits learns EIDRM. */
    public void remove(MessageQueue queue) {
        if (table.remove(queue)) {
            queue.markRemoved();
        }
    }

    /** A message comes into a queue. Each costs more than its text. */
    void reserve(int size) {
        if (bytes.addAndGet(size) + OVERHEAD * count.incrementAndGet() > limit) {
            release(size);
            throw new LinuxException(Errno.ENOMEM);
        }
    }

    void release(int size) {
        bytes.addAndGet(-size);
        count.decrementAndGet();
    }

    private static final long OVERHEAD = 64;
}
