package org.graftvm.linux.vfs.ipc;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.task.WaitQueue;
import org.graftvm.linux.vfs.Buffers;

/** The bytes between the two ends of a pipe or FIFO. See pipe(7). */
public final class Pipe {
    /** Writes of at most so many bytes are not mixed with others. */
    static final int ATOMIC = 4096;

    private static final int DEFAULT_CAPACITY = 1 << 16;
    private static final int MAX_CAPACITY = 1 << 20;
    private static final AtomicLong INODES = new AtomicLong(1);

    final long ino = INODES.getAndIncrement();
    final WaitQueue changed = new WaitQueue();

    // All guarded by this.
    private byte[] ring = new byte[ATOMIC];
    private int capacity = DEFAULT_CAPACITY;
    private int first;
    private int count;
    private int readers;
    private int writers;
    private long readerGeneration;
    private long writerGeneration;

    synchronized void open(boolean reads, boolean writes) {
        if (reads) {
            readers++;
            readerGeneration++;
        }
        if (writes) {
            writers++;
            writerGeneration++;
        }
        changed.wakeAll();
    }

    synchronized void close(boolean reads, boolean writes) {
        readers -= reads ? 1 : 0;
        writers -= writes ? 1 : 0;
        if (readers == 0 && writers == 0) {
            count = 0; // A FIFO without users forgets what was in it.
        }
        changed.wakeAll();
    }

    synchronized boolean hasReaders() {
        return readers > 0;
    }

    synchronized boolean hasWriters() {
        return writers > 0;
    }

    /** How many readers there have been ever. */
    synchronized long readerGeneration() {
        return readerGeneration;
    }

    /** How many writers there have been ever. */
    synchronized long writerGeneration() {
        return writerGeneration;
    }

    synchronized int available() {
        return count;
    }

    public synchronized int room() {
        return Math.max(0, capacity - count);
    }

    /** Bytes that fit: F_GETPIPE_SZ. */
    public synchronized int capacity() {
        return capacity;
    }

    /** F_SETPIPE_SZ: rounds up to a power of two of at least a page. Returns the new capacity. */
    public synchronized int setCapacity(int wanted) {
        if (wanted < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (wanted > MAX_CAPACITY) {
            throw new LinuxException(Errno.EPERM);
        }
        int rounded = wanted <= ATOMIC ? ATOMIC : Integer.highestOneBit(wanted - 1) * 2;
        if (rounded < count) {
            throw new LinuxException(Errno.EBUSY);
        }
        capacity = rounded;
        resize(Math.max(ATOMIC, Math.min(ring.length, rounded)));
        changed.wakeAll();
        return rounded;
    }

    private void resize(int size) {
        byte[] resized = new byte[size];
        int head = Math.min(count, ring.length - first);
        System.arraycopy(ring, first, resized, 0, head);
        System.arraycopy(ring, 0, resized, head, count - head);
        ring = resized;
        first = 0;
    }

    /** Takes bytes out; 0 if there are none. */
    synchronized int take(Buffers target) {
        int taken = peek(target);
        first = (first + taken) % ring.length;
        count -= taken;
        if (taken > 0) {
            changed.wakeAll();
        }
        return taken;
    }

    /** Copies the first bytes out and leaves them in (tee). */
    public synchronized int peek(Buffers target) {
        int length = (int) Math.min(target.size(), count);
        int head = Math.min(length, ring.length - first);
        target.put(0, ring, first, head);
        target.put(head, ring, 0, length - head);
        return length;
    }

    /** Puts bytes back to the front, which were taken and not used, though the pipe may have been filled again. */
    public synchronized void putBack(Buffers rest) {
        int length = (int) rest.size();
        if (count + length > ring.length) {
            resize(Math.max(count + length, Math.min(capacity, ring.length * 4)));
        }
        first = Math.floorMod(first - length, ring.length);
        int head = Math.min(length, ring.length - first);
        rest.get(0, ring, first, head);
        rest.get(head, ring, 0, length - head);
        count += length;
        changed.wakeAll();
    }

    /**
     * Puts bytes in, as many as there is room for; those of a write of at most {@link #ATOMIC} bytes all or none.
     *
     * @throws LinuxException EPIPE if nobody can read any more
     */
    synchronized int offer(Buffers source) {
        if (readers == 0) {
            throw new LinuxException(Errno.EPIPE);
        }
        int length = (int) Math.min(source.size(), room());
        if (length < source.size() && source.size() <= ATOMIC) {
            return 0;
        }
        if (count + length > ring.length) {
            resize(Math.min(capacity, Math.max(count + length, ring.length * 4)));
        }
        int end = (first + count) % ring.length;
        int tail = Math.min(length, ring.length - end);
        source.get(0, ring, end, tail);
        source.get(tail, ring, 0, length - tail);
        count += length;
        if (length > 0) {
            changed.wakeAll();
        }
        return length;
    }

    @Override
    public synchronized String toString() {
        return "pipe:[" + ino + "] " + count + " bytes " + Arrays.asList(readers, writers);
    }
}
