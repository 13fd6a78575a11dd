package org.graftvm.linux.vfs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.task.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * Locks on ranges of files: those of fcntl(2), which belong to a process or an open file, and of flock(2) on files in
 * memory. They hold between the guests of one JVM; other programs of the host do not see them.
 */
public final class RecordLocks {
    /**
     * A lock.
     *
     * @param owner an {@link FdTable} for locks of a process, a {@link FileDescription} for those of an open file
     * @param last last byte, {@link Long#MAX_VALUE} for the end of the file wherever it is
     * @param pid what F_GETLK shows, -1 for locks of an open file
     */
    public record Lock(Object owner, boolean exclusive, long first, long last, int pid) {
        private boolean overlaps(Lock other) {
            return first <= other.last && other.first <= last;
        }

        private boolean conflicts(Lock other) {
            return owner != other.owner && (exclusive || other.exclusive) && overlaps(other);
        }
    }

    private static final Map<FileId, List<Lock>> HELD = new HashMap<>();
    private static final WaitQueue CHANGED = new WaitQueue();

    private RecordLocks() {}

    /** A lock that would keep {@code wanted} from being taken, or null. */
    public static @Nullable Lock conflicting(FileId file, Lock wanted) {
        synchronized (HELD) {
            for (Lock held : HELD.getOrDefault(file, List.of())) {
                if (held.conflicts(wanted)) {
                    return held;
                }
            }
            return null;
        }
    }

    /** Takes a lock, in place of what the owner held of that range. Returns false if another owner is in the way. */
    public static boolean take(FileId file, Lock wanted) {
        synchronized (HELD) {
            if (conflicting(file, wanted) != null) {
                return false;
            }
            cut(file, wanted);
            HELD.computeIfAbsent(file, each -> new ArrayList<>()).add(wanted);
        }
        CHANGED.wakeAll(); // A lock that became shared lets others in.
        return true;
    }

    /** Takes a lock once nobody is in the way. */
    public static void await(Waiter waiter, FileId file, Lock wanted) {
        CHANGED.await(waiter, () -> take(file, wanted), Deadline.NEVER);
    }

    /** Gives back what the owner of {@code range} holds of that range. */
    public static void release(FileId file, Lock range) {
        synchronized (HELD) {
            cut(file, range);
        }
        CHANGED.wakeAll();
    }

    /** Gives back all locks of an owner on a file. */
    public static void release(FileId file, Object owner) {
        release(file, new Lock(owner, false, 0, Long.MAX_VALUE, 0));
    }

    /** Gives back all locks of an owner, who goes away. */
    static void releaseAll(Object owner) {
        List<FileId> files;
        synchronized (HELD) {
            files = List.copyOf(HELD.keySet());
        }
        files.forEach(file -> release(file, owner));
    }

    /** Whether {@code owner} holds any lock. Cheap where there are none at all. */
    public static boolean anyHeldBy(Object owner) {
        synchronized (HELD) {
            return HELD.values().stream().flatMap(List::stream).anyMatch(lock -> lock.owner == owner);
        }
    }

    private static void cut(FileId file, Lock range) {
        List<Lock> held = HELD.get(file);
        if (held == null) {
            return;
        }
        List<Lock> kept = new ArrayList<>();
        for (Lock lock : held) {
            if (lock.owner != range.owner || !lock.overlaps(range)) {
                kept.add(lock);
                continue;
            }
            if (lock.first < range.first) {
                kept.add(new Lock(lock.owner, lock.exclusive, lock.first, range.first - 1, lock.pid));
            }
            if (lock.last > range.last) {
                kept.add(new Lock(lock.owner, lock.exclusive, range.last + 1, lock.last, lock.pid));
            }
        }
        if (kept.isEmpty()) {
            HELD.remove(file);
        } else {
            HELD.put(file, kept);
        }
    }
}
