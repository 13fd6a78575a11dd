package org.graftvm.linux.ipc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.jspecify.annotations.Nullable;

/** Semaphores that are changed together. See semop(2). */
public final class SemaphoreSet extends IpcObject {
    private final int[] values;
    /** Process that changed each last. */
    private final int[] pids;
    /** How many tasks wait for an increase of each, and for its being zero. */
    private final int[] waitingForIncrease;

    private final int[] waitingForZero;
    /** What the end of a process adds to the semaphores, by its id and the index. */
    private final Map<Integer, Map<Integer, Integer>> undo = new HashMap<>();

    private final WaitQueue changes = new WaitQueue();
    private long operationTime;

    SemaphoreSet(int id, int key, int count, int mode, Identity who) {
        super(id, key, mode, who);
        values = new int[count];
        pids = new int[count];
        waitingForIncrease = new int[count];
        waitingForZero = new int[count];
    }

    public int count() {
        return values.length;
    }

    /** Seconds since 1970 of the last semop; 0 for never. */
    public synchronized long operationTime() {
        return operationTime;
    }

    public synchronized int value(int index) {
        return values[index];
    }

    /** GETALL. */
    public synchronized int[] values() {
        return values.clone();
    }

    /** GETPID. */
    public synchronized int lastPid(int index) {
        return pids[index];
    }

    /** GETNCNT. */
    public synchronized int waitingForIncrease(int index) {
        return waitingForIncrease[index];
    }

    /** GETZCNT. */
    public synchronized int waitingForZero(int index) {
        return waitingForZero[index];
    }

    /** SETVAL and SETALL: new values from {@code first} on, which forget what was to be undone; ERANGE. */
    public void set(int first, int[] replacement, int pid) {
        for (int value : replacement) {
            if (value < 0 || value > Semaphores.HIGHEST) {
                throw new LinuxException(Errno.ERANGE);
            }
        }
        synchronized (this) {
            requirePresent();
            for (int i = 0; i < replacement.length; i++) {
                int index = first + i;
                values[index] = replacement[i];
                pids[index] = pid;
                undo.values().forEach(each -> each.remove(index));
            }
            changed();
        }
        changes.wakeAll();
    }

    void operate(Waiter waiter, List<SemaphoreOperation> operations, Deadline deadline, Identity who, int pid) {
        boolean changing = false;
        for (SemaphoreOperation operation : operations) {
            changing |= operation.change() != 0;
            if (operation.index() >= values.length) {
                throw new LinuxException(Errno.EFBIG);
            }
        }
        requireAccess(who, changing ? WRITE : READ);
        SemaphoreOperation blocked = attempt(operations, pid);
        if (blocked == null) {
            changes.wakeAll();
            return;
        }
        if (!blocked.waits()) {
            throw new LinuxException(Errno.EAGAIN);
        }
        await(waiter, operations, deadline, pid);
        changes.wakeAll();
    }

    private void await(Waiter waiter, List<SemaphoreOperation> operations, Deadline deadline, int pid) {
        changes.add(waiter);
        try {
            while (true) {
                SemaphoreOperation blocked;
                synchronized (this) {
                    blocked = attempt(operations, pid);
                    if (blocked == null) {
                        return;
                    }
                    if (!blocked.waits()) {
                        throw new LinuxException(Errno.EAGAIN);
                    }
                    count(blocked, 1);
                }
                try {
                    if (!waiter.park(deadline)) {
                        throw new LinuxException(Errno.EAGAIN);
                    }
                } finally {
                    synchronized (this) {
                        count(blocked, -1);
                    }
                }
            }
        } catch (LinuxException e) {
            // Never made again, see signal(7).
            throw e.errno() == Errno.ERESTARTSYS ? new LinuxException(Errno.EINTR) : e;
        } finally {
            changes.remove(waiter);
        }
    }

    private void count(SemaphoreOperation blocked, int by) {
        int[] waiting = blocked.change() == 0 ? waitingForZero : waitingForIncrease;
        waiting[blocked.index()] += by;
    }

    /** Does all operations, or none of them. @return the one that cannot be done now, or null */
    private synchronized @Nullable SemaphoreOperation attempt(List<SemaphoreOperation> operations, int pid) {
        requirePresent();
        for (int i = 0; i < operations.size(); i++) {
            SemaphoreOperation operation = operations.get(i);
            int value = values[operation.index()];
            int changed = value + operation.change();
            boolean blocks = operation.change() == 0 ? value != 0 : changed < 0;
            Errno refusal = changed > Semaphores.HIGHEST || isUndoTooLarge(operation, pid) ? Errno.ERANGE : null;
            if (blocks || refusal != null) {
                rollBack(operations.subList(0, i), pid);
                if (!blocks) {
                    throw new LinuxException(Errno.ERANGE);
                }
                return operation;
            }
            apply(operation, operation.change(), pid);
        }
        for (SemaphoreOperation operation : operations) {
            pids[operation.index()] = pid;
        }
        operationTime = now();
        return null;
    }

    private void rollBack(List<SemaphoreOperation> done, int pid) {
        for (SemaphoreOperation operation : done) {
            apply(operation, -operation.change(), pid);
        }
    }

    private void apply(SemaphoreOperation operation, int change, int pid) {
        values[operation.index()] += change;
        if (operation.isUndone() && change != 0) {
            Map<Integer, Integer> own = undo.computeIfAbsent(pid, ignored -> new HashMap<>());
            if (own.merge(operation.index(), -change, Integer::sum) == 0) {
                own.remove(operation.index());
            }
            if (own.isEmpty()) {
                undo.remove(pid);
            }
        }
    }

    private boolean isUndoTooLarge(SemaphoreOperation operation, int pid) {
        if (!operation.isUndone()) {
            return false;
        }
        int before = undo.getOrDefault(pid, Map.of()).getOrDefault(operation.index(), 0);
        int after = before - operation.change();
        return after < -Semaphores.HIGHEST - 1 || after > Semaphores.HIGHEST;
    }

    /** A process is over. */
    void undo(int pid) {
        synchronized (this) {
            Map<Integer, Integer> own = undo.remove(pid);
            if (own == null) {
                return;
            }
            own.forEach((index, change) -> {
                values[index] = Math.clamp((long) values[index] + change, 0, Semaphores.HIGHEST);
                pids[index] = pid;
            });
            operationTime = now();
        }
        changes.wakeAll();
    }

    @Override
    void markRemoved() {
        super.markRemoved();
        changes.wakeAll();
    }
}
