package org.graftvm.linux.ipc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.jspecify.annotations.Nullable;

/** A queue of msgget(2). */
public final class MessageQueue extends IpcObject {
    private final MessageQueues owner;
    private final List<Message> messages = new LinkedList<>();
    private final WaitQueue changes = new WaitQueue();
    private long bytes;
    private long capacity = MessageQueues.CAPACITY;
    private long sendTime;
    private long receiveTime;
    private int lastSender;
    private int lastReceiver;

    MessageQueue(MessageQueues owner, int id, int key, int mode, Identity who) {
        super(id, key, mode, who);
        this.owner = owner;
    }

    /** Bytes of its messages. */
    public synchronized long bytes() {
        return bytes;
    }

    public synchronized int count() {
        return messages.size();
    }

    /** msg_qbytes. */
    public synchronized long capacity() {
        return capacity;
    }

    public synchronized long sendTime() {
        return sendTime;
    }

    public synchronized long receiveTime() {
        return receiveTime;
    }

    public synchronized int lastSender() {
        return lastSender;
    }

    public synchronized int lastReceiver() {
        return lastReceiver;
    }

    /** IPC_SET of msg_qbytes. */
    public void setCapacity(long changed) {
        synchronized (this) {
            capacity = changed;
        }
        changes.wakeAll();
    }

    /** msgsnd(2). */
    public void send(Waiter waiter, Message message, boolean waits, int pid) {
        until(waiter, waits, Errno.EAGAIN, () -> trySend(message, pid));
    }

    private synchronized @Nullable Message trySend(Message message, int pid) {
        requirePresent();
        int size = message.text().length;
        if (bytes + size > capacity || messages.size() + 1 > capacity) {
            return null;
        }
        owner.reserve(size);
        messages.add(message);
        bytes += size;
        lastSender = pid;
        sendTime = now();
        return message;
    }

    /**
     * msgrcv(2).
     *
     * @param size most bytes of text; a longer message is E2BIG, or cut with MSG_NOERROR
     * @return the message, which is as long as it was sent
     */
    public Message receive(Waiter waiter, long size, long type, int flags, int pid) {
        boolean waits = (flags & MessageQueues.IPC_NOWAIT) == 0;
        return until(waiter, waits, Errno.ENOMSG, () -> tryReceive(size, type, flags, pid));
    }

    private synchronized @Nullable Message tryReceive(long size, long type, int flags, int pid) {
        requirePresent();
        boolean copies = (flags & MessageQueues.MSG_COPY) != 0;
        Message found =
                copies ? (type >= 0 && type < messages.size() ? messages.get((int) type) : null) : find(type, flags);
        if (found == null) {
            return null;
        }
        if (found.text().length > size && (flags & MessageQueues.MSG_NOERROR) == 0) {
            throw new LinuxException(Errno.E2BIG);
        }
        if (!copies) {
            remove(found);
            lastReceiver = pid;
            receiveTime = now();
        }
        return found;
    }

    /** The first message of a type; of another with MSG_EXCEPT; of the lowest up to -type for a negative one. */
    private @Nullable Message find(long type, int flags) {
        Message best = null;
        for (Message each : messages) {
            if (type < 0) {
                // Long.MIN_VALUE means the highest type, as its negation does on Linux.
                long most = type == Long.MIN_VALUE ? Long.MAX_VALUE : -type;
                if (each.type() <= most && (best == null || each.type() < best.type())) {
                    best = each;
                }
            } else if (type == 0 || (each.type() == type) == ((flags & MessageQueues.MSG_EXCEPT) == 0)) {
                return each;
            }
        }
        return best;
    }

    private void remove(Message message) {
        for (Iterator<Message> each = messages.iterator(); each.hasNext(); ) {
            if (each.next() == message) {
                each.remove();
                break;
            }
        }
        bytes -= message.text().length;
        owner.release(message.text().length);
    }

    private Message until(Waiter waiter, boolean waits, Errno refusal, Supplier<@Nullable Message> attempt) {
        Message done = attempt.get();
        if (done == null && !waits) {
            throw new LinuxException(refusal);
        }
        if (done == null) {
            changes.add(waiter);
            try {
                while ((done = attempt.get()) == null) {
                    waiter.park(Deadline.NEVER);
                }
            } catch (LinuxException e) {
                // Made again only where no handler runs, see signal(7).
                throw e.errno() == Errno.ERESTARTSYS ? new LinuxException(Errno.ERESTARTNOHAND) : e;
            } finally {
                changes.remove(waiter);
            }
        }
        changes.wakeAll();
        return done;
    }

    @Override
    void markRemoved() {
        List<Message> left;
        synchronized (this) {
            super.markRemoved();
            left = new ArrayList<>(messages);
            left.forEach(this::remove);
        }
        changes.wakeAll();
    }
}
