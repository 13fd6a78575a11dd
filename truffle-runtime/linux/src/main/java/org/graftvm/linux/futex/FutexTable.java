package org.graftvm.linux.futex;

import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Supplier;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.Place;
import org.graftvm.linux.task.Deadline;
import org.graftvm.linux.task.Task;

/** All futexes that tasks of a kernel wait for. */
public final class FutexTable {
    /** Bitset that every wake-up matches: FUTEX_BITSET_MATCH_ANY. */
    public static final int ANY = -1;

    private static final int BUCKETS = 256;

    private final Bucket[] buckets = new Bucket[BUCKETS];

    public FutexTable() {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new Bucket(i);
        }
    }

    /** Futexes whose keys hash alike, oldest waiter first; its monitor guards the waiters' keys. */
    private static final class Bucket {
        /** Place in the order of locking. */
        final int index;

        final Queue<Waiting> waiters = new ArrayDeque<>(0);

        Bucket(int index) {
            this.index = index;
        }
    }

    /** A task in {@link #await}. */
    private static final class Waiting {
        final Task task;
        final int bitset;
        volatile Bucket bucket;
        Place key;
        volatile boolean woken;

        Waiting(Task task, int bitset, Bucket bucket, Place key) {
            this.task = task;
            this.bitset = bitset;
            this.bucket = bucket;
            this.key = key;
        }
    }

    /** The key of a word in the memory of {@code task}; the address must be aligned. */
    public Place key(Task task, long address) {
        if ((address & 3) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return task.process().addressSpace().place(address);
    }

    private Bucket bucket(Place key) {
        int hash = key.hashCode();
        return buckets[(hash ^ hash >>> 16) & (BUCKETS - 1)];
    }

    /**
     * Blocks the calling task until a wake-up, if the word still has the expected value: FUTEX_WAIT_BITSET.
     *
     * @throws LinuxException EAGAIN if the value differs, ETIMEDOUT, or ERESTARTSYS if a signal interrupts
     */
    public void await(Task task, Place key, long address, int expected, int bitset, Deadline deadline) {
        Bucket bucket = bucket(key);
        Waiting waiting = new Waiting(task, bitset, bucket, key);
        synchronized (bucket) {
            if (read(task, address) != expected) {
                throw new LinuxException(Errno.EAGAIN);
            }
            bucket.waiters.add(waiting);
        }
        try {
            while (!waiting.woken) {
                if (!task.park(deadline) && cancel(waiting)) {
                    throw new LinuxException(Errno.ETIMEDOUT);
                }
            }
        } catch (LinuxException e) {
            // A wake-up that came before the signal must not be lost.
            if (e.errno() == Errno.ETIMEDOUT || cancel(waiting)) {
                throw e;
            }
        } catch (RuntimeException | Error e) {
            cancel(waiting);
            throw e;
        }
    }

    private static int read(Task task, long address) {
        VarHandle.fullFence();
        return task.memory().readInt(address);
    }

    /** Takes a waiter out; false if it was woken already. */
    private static boolean cancel(Waiting waiting) {
        while (true) {
            Bucket bucket = waiting.bucket;
            synchronized (bucket) {
                if (waiting.woken) {
                    return false;
                }
                if (waiting.bucket == bucket) {
                    bucket.waiters.remove(waiting);
                    return true;
                }
            }
        }
    }

    /** Wakes up to {@code count} tasks whose bitset has a bit in common; returns how many. */
    public int wake(Place key, int count, int bitset) {
        Bucket bucket = bucket(key);
        synchronized (bucket) {
            return wake(bucket, key, count, bitset);
        }
    }

    private static int wake(Bucket bucket, Place key, int count, int bitset) {
        int woken = 0;
        for (Iterator<Waiting> each = bucket.waiters.iterator(); woken < count && each.hasNext(); ) {
            Waiting waiting = each.next();
            if (waiting.key.equals(key) && (waiting.bitset & bitset) != 0) {
                each.remove();
                waiting.woken = true;
                waiting.task.wake();
                woken++;
            }
        }
        return woken;
    }

    /** What {@link #requeue} did. */
    public record Requeued(int woken, int moved) {}

    /**
     * Wakes some tasks and lets others wait for another futex: FUTEX_REQUEUE and FUTEX_CMP_REQUEUE.
     *
     * @param unchanged whether to compare the word at {@code address} with {@code expected} first; EAGAIN if it differs
     */
    public Requeued requeue(
            Task task, Place from, Place to, int wake, int move, boolean unchanged, long address, int expected) {
        Bucket source = bucket(from);
        Bucket target = bucket(to);
        return inOrder(source, target, () -> {
            if (unchanged && read(task, address) != expected) {
                throw new LinuxException(Errno.EAGAIN);
            }
            int woken = wake(source, from, wake, ANY);
            int moved = 0;
            Queue<Waiting> arrivals = new ArrayDeque<>();
            for (Iterator<Waiting> each = source.waiters.iterator(); moved < move && each.hasNext(); ) {
                Waiting waiting = each.next();
                if (waiting.key.equals(from)) {
                    each.remove();
                    waiting.key = to;
                    waiting.bucket = target;
                    arrivals.add(waiting);
                    moved++;
                }
            }
            target.waiters.addAll(arrivals);
            return new Requeued(woken, moved);
        });
    }

    /** A change of a word and a question about its old value, in one: the operation of FUTEX_WAKE_OP. */
    @FunctionalInterface
    public interface WakeOperation {
        /** Changes the word atomically and says whether waiters on the second futex are to be woken. */
        boolean apply();
    }

    /** Wakes tasks of one futex, and of another if the operation on its word says so: FUTEX_WAKE_OP. */
    public int wakeOperation(Place first, Place second, int wakeFirst, int wakeSecond, WakeOperation operation) {
        Bucket one = bucket(first);
        Bucket two = bucket(second);
        return inOrder(one, two, () -> {
            boolean also = operation.apply();
            int woken = wake(one, first, wakeFirst, ANY);
            return also ? woken + wake(two, second, wakeSecond, ANY) : woken;
        });
    }

    /** Runs with both buckets locked, always in the same order so that nobody waits in a circle. */
    private static <T> T inOrder(Bucket a, Bucket b, Supplier<T> action) {
        boolean aFirst = a.index <= b.index;
        synchronized (aFirst ? a : b) {
            synchronized (aFirst ? b : a) {
                return action.get();
            }
        }
    }
}
