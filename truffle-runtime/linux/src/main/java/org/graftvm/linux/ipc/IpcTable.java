package org.graftvm.linux.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.Identity;
import org.jspecify.annotations.Nullable;

/** The objects of one kind, by id and by key. An id holds the object's index in its low 15 bits, and is not soon used again. */
public final class IpcTable<T extends IpcObject> {
    public static final int IPC_PRIVATE = 0;
    public static final int IPC_CREAT = 01000;
    public static final int IPC_EXCL = 02000;

    private static final int INDEX_BITS = 15;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    private static final int SEQUENCE_MASK = 0xffff;

    private final int limit;
    /** By index. Guarded by this, as everything. */
    private final Map<Integer, T> objects = new TreeMap<>();

    private int lastIndex = -1;
    private int sequence;

    /** @param limit most objects */
    IpcTable(int limit) {
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }

    public synchronized int size() {
        return objects.size();
    }

    /** The highest index in use; 0 if there is none, as IPC_INFO gives it. */
    public synchronized int highestIndex() {
        return objects.isEmpty() ? 0 : ((TreeMap<Integer, T>) objects).lastKey();
    }

    public synchronized List<T> all() {
        return new ArrayList<>(objects.values());
    }

    /**
     * shmget(2) and its kin.
     *
     * @param check what an existing object has to pass before its permissions count
     * @param make makes a new one with an id
     * @throws LinuxException ENOENT, EEXIST, EACCES, ENOSPC, and what both throw
     */
    synchronized T get(int key, int flags, Identity who, Consumer<T> check, IntFunction<T> make) {
        T found = key == IPC_PRIVATE ? null : withKey(key);
        if (found == null) {
            if (key != IPC_PRIVATE && (flags & IPC_CREAT) == 0) {
                throw new LinuxException(Errno.ENOENT);
            }
            return add(make);
        }
        if ((flags & (IPC_CREAT | IPC_EXCL)) == (IPC_CREAT | IPC_EXCL)) {
            throw new LinuxException(Errno.EEXIST);
        }
        check.accept(found);
        // Whoever wants rights that nobody of his kind has is refused: the three groups of the flags count alike.
        found.requireAccess(who, (flags >> 6 | flags >> 3 | flags) & 7);
        return found;
    }

    private @Nullable T withKey(int key) {
        for (T each : objects.values()) {
            if (each.key() == key) {
                return each;
            }
        }
        return null;
    }

    private T add(IntFunction<T> make) {
        if (objects.size() >= limit) {
            throw new LinuxException(Errno.ENOSPC);
        }
        int index = lastIndex;
        do {
            index = (index + 1) & INDEX_MASK;
            if (index == 0) {
                sequence = (sequence + 1) & SEQUENCE_MASK;
            }
        } while (objects.containsKey(index));
        T made = make.apply(sequence << INDEX_BITS | index);
        lastIndex = index;
        objects.put(index, made);
        return made;
    }

    /** The object of an id, or EINVAL. */
    public synchronized T find(int id) {
        T found = id < 0 ? null : objects.get(id & INDEX_MASK);
        if (found == null || found.id() != id) {
            throw new LinuxException(Errno.EINVAL);
        }
        return found;
    }

    /** The object at an index, for SHM_STAT and its kin, or EINVAL. */
    public synchronized T at(int index) {
        T found = objects.get(index);
        if (found == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return found;
    }

    /** Takes an object out, so that nobody finds it any more. @return false if it was not there */
    synchronized boolean remove(T object) {
        return objects.remove(object.id() & INDEX_MASK, object);
    }
}
