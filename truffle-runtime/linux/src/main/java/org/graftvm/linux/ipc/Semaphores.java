package org.graftvm.linux.ipc;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Identity;
import org.graftvm.linux.task.Waiter;

/** All sets of semaphores: what semget(2) and semop(2) do. */
public final class Semaphores {
    public static final int IPC_NOWAIT = 04000;
    public static final int SEM_UNDO = 010000;

    /** SEMVMX: highest value of a semaphore. */
    public static final int HIGHEST = 32767;
    /** SEMMNI: most sets. */
    private static final int MOST_SETS = 32000;
    /** SEMMSL: most semaphores of a set. */
    public static final int LARGEST_SET = 32000;
    /** SEMOPM: most operations of a call. */
    public static final int MOST_OPERATIONS = 500;
    /** SEMMNS: most semaphores altogether; fewer than Linux allows, since they are memory of the JVM. */
    public static final int MOST = 1_000_000;

    private final IpcTable<SemaphoreSet> table = new IpcTable<>(MOST_SETS);
    private final AtomicInteger used = new AtomicInteger();

    Semaphores() {}

    public IpcTable<SemaphoreSet> table() {
        return table;
    }

    /** Semaphores of all sets. */
    public int used() {
        return used.get();
    }

    /** semget(2). */
    public int get(int key, int count, int flags, Identity who) {
        if (count < 0 || count > LARGEST_SET) {
            throw new LinuxException(Errno.EINVAL);
        }
        return table.get(
                        key,
                        flags,
                        who,
                        found -> {
                            if (found.count() < count) {
                                throw new LinuxException(Errno.EINVAL);
                            }
                        },
                        id -> make(id, key, count, flags, who))
                .id();
    }

    private SemaphoreSet make(int id, int key, int count, int flags, Identity who) {
        if (count == 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (used.addAndGet(count) > MOST) {
            used.addAndGet(-count);
            throw new LinuxException(Errno.ENOSPC);
        }
        return new SemaphoreSet(id, key, count, flags, who);
    }

    /** semtimedop(2). @param pid the process of the caller, which SEM_UNDO is about */
    public void operate(
            Waiter waiter, int id, List<SemaphoreOperation> operations, Deadline deadline, Identity who, int pid) {
        SemaphoreSet set = table.find(id);
        set.operate(waiter, operations, deadline, who, pid);
    }

    /** IPC_RMID: everyone who waits learns EIDRM. */
    public void remove(SemaphoreSet set) {
        if (table.remove(set)) {
            used.addAndGet(-set.count());
            set.markRemoved();
        }
    }

    /** A process is over: undoes what it did with SEM_UNDO. */
    public void ended(int pid) {
        if (table.size() > 0) {
            table.all().forEach(set -> set.undo(pid));
        }
    }
}
