package org.graftvm.linux.vfs;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.OpenFlags;
import org.graftvm.linux.abi.PollEvents;
import org.graftvm.linux.task.Waiter;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * An open file: what open(2) makes and all descriptors made by dup(2) and fork(2) share.
 *
 * <p>It counts its users: descriptors, and calls in progress, so that a descriptor closed by another thread never closes
 * the file under a call. {@link #retain} adds a user, {@link #close} takes one away, the last one's {@link #release}s.
 *
 * <p>Methods that may block take the {@link Waiter} that blocks and throw what its {@code park} throws. Who calls read or
 * write has checked the access mode.
 */
public abstract class FileDescription implements AutoCloseable {
    private final AtomicInteger users = new AtomicInteger(1);
    private final @Nullable Location opened;
    private volatile int flags;
    private volatile boolean locked;

    /**
     * @param opened where it was found, null for what has no name (pipes)
     * @param flags {@link OpenFlags}
     */
    protected FileDescription(@Nullable Location opened, int flags) {
        this.opened = opened;
        this.flags = flags & ~OpenFlags.CREATION;
    }

    // ---- life ----

    public final void retain() {
        if (!tryRetain()) {
            throw new LinuxException(Errno.EBADF);
        }
    }

    /** Adds a user unless the file is closed already. */
    public final boolean tryRetain() {
        while (true) {
            int now = users.get();
            if (now == 0) {
                return false;
            }
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    @Override
    public final void close() {
        if (users.decrementAndGet() == 0) {
            if (locked) {
                RecordLocks.releaseAll(this);
            }
            release();
        }
    }

    /** Gives back what the file holds; called once, by the last user. */
    protected void release() {}

    // ---- what it is ----

    /** Access mode and status flags as F_GETFL shows them. */
    public final int flags() {
        return flags;
    }

    /** Changes the flags that F_SETFL may change. */
    public void setFlags(int changed) {
        flags = flags & ~OpenFlags.STATUS_CHANGEABLE | changed & OpenFlags.STATUS_CHANGEABLE;
    }

    public final boolean isNonBlocking() {
        return (flags & OpenFlags.NON_BLOCK) != 0;
    }

    public final boolean isPathOnly() {
        return (flags & OpenFlags.PATH) != 0;
    }

    /**
     * Where the file is, as a start for relative paths.
     *
     * @throws LinuxException ENOTDIR if it has no place in the tree
     */
    public Location location() {
        if (opened == null) {
            throw new LinuxException(Errno.ENOTDIR);
        }
        String now = opened.inode().currentPath();
        if (now == null) {
            return opened;
        }
        String point = opened.mount().point();
        String path = now.isEmpty() ? point : point.endsWith("/") ? point + now : point + "/" + now;
        return path.equals(opened.path()) ? opened : new Location(opened.mount(), opened.inode(), path);
    }

    /** Whether it was opened on a mount that allows no changes. */
    public final boolean isOnReadOnlyMount() {
        return opened != null && opened.mount().readOnly();
    }

    /** Fails with EROFS if the file was opened on a mount that allows no changes. */
    public final void requireWritableMount() {
        if (isOnReadOnlyMount()) {
            throw new LinuxException(Errno.EROFS);
        }
    }

    /** Whether it has a place in the tree, unlike pipes and sockets. */
    public final boolean hasPlace() {
        return opened != null;
    }

    /** Name as /proc/self/fd shows it: a path, or {@code pipe:[7]}. */
    public String describe() {
        return opened == null ? "anon_inode:[file]" : location().path();
    }

    public abstract FileStatus status();

    public FileSystemStatus fileSystemStatus() {
        return inode().fileSystemStatus();
    }

    /** The file itself; EBADF for what has none. */
    public Inode inode() {
        if (opened == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return opened.inode();
    }

    /** Whether positions mean something: false for pipes, terminals and the like. */
    public boolean isSeekable() {
        return false;
    }

    // ---- transfer ----

    /** Reads at the position and moves it; 0 at the end of the file. */
    public long read(Waiter waiter, Buffers target) {
        throw new LinuxException(Errno.EINVAL);
    }

    /** Writes at the position, or at the end with O_APPEND, and moves it. */
    public long write(Waiter waiter, Buffers source) {
        throw new LinuxException(Errno.EINVAL);
    }

    /** Whether a write that nobody can read any more raises SIGPIPE, beside EPIPE. */
    public boolean raisesBrokenPipe() {
        return true;
    }

    public long readAt(Waiter waiter, Buffers target, long offset) {
        throw new LinuxException(Errno.ESPIPE);
    }

    public long writeAt(Waiter waiter, Buffers source, long offset) {
        throw new LinuxException(Errno.ESPIPE);
    }

    /** Moves the position; {@code whence} is SEEK_SET 0, CUR 1, END 2, DATA 3 or HOLE 4. Returns the new one. */
    public long seek(long offset, int whence) {
        throw new LinuxException(Errno.ESPIPE);
    }

    /** Fills {@code target} with entries as getdents64(2) gives them; 0 at the end. */
    public long readDirectory(MemorySegment target) {
        throw new LinuxException(Errno.ENOTDIR);
    }

    // ---- changes ----

    public void truncate(long size) {
        throw new LinuxException(Errno.EINVAL);
    }

    /** @param mode FALLOC_FL_* */
    public void allocate(int mode, long offset, long length) {
        throw new LinuxException(Errno.ENODEV);
    }

    /** @param dataOnly fdatasync(2) instead of fsync(2) */
    public void sync(boolean dataOnly) {
        throw new LinuxException(Errno.EINVAL);
    }

    public void setMode(int permissions, Credentials credentials) {
        inode().setMode(permissions, credentials);
    }

    public void setOwner(int uid, int gid, Credentials credentials) {
        inode().setOwner(uid, gid, credentials);
    }

    public void setTimes(@Nullable Timestamp accessed, @Nullable Timestamp modified, Credentials credentials) {
        inode().setTimes(accessed, modified, credentials);
    }

    // ---- readiness ----

    /** What open(2) still waits for once the file is open: the other side of a FIFO. */
    public void awaitOpened(Waiter waiter) {}

    /** Events that hold now, {@link PollEvents}. */
    public int poll() {
        return PollEvents.ALL_READY;
    }

    /** Has {@code waiter} woken whenever one of the events may have become true. What never blocks does nothing. */
    public void addWaiter(Waiter waiter, int events) {}

    public void removeWaiter(Waiter waiter) {}

    // ---- locks ----

    /** Notes that the file may own locks in {@link RecordLocks}, which end with it. */
    public final void ownsLocks() {
        locked = true;
    }

    /**
     * flock(2).
     *
     * @param operation LOCK_SH 1, LOCK_EX 2 or LOCK_UN 8
     * @return false if somebody else is in the way
     */
    public boolean tryLock(int operation) {
        FileId file = new FileId(~status().dev(), status().ino()); // Apart from the locks of fcntl.
        RecordLocks.Lock lock = new RecordLocks.Lock(this, operation == 2, 0, Long.MAX_VALUE, -1);
        if (operation == 8) {
            RecordLocks.release(file, lock);
            return true;
        }
        ownsLocks();
        return RecordLocks.take(file, lock);
    }

    /** Whether this is a terminal. */
    public boolean isTerminal() {
        return false;
    }

    // ---- the rest ----

    /**
     * Does what ioctl(2) does.
     *
     * @param argument third argument, often an address in {@code memory}
     */
    public long control(int request, long argument, GuestMemory memory) {
        throw new LinuxException(Errno.ENOTTY);
    }

    /** Opens the same file anew, as open(2) of /proc/self/fd/N does. */
    public FileDescription reopen(int newFlags, Credentials credentials) {
        return inode().open(location(), newFlags, credentials);
    }

    /** Blocks until one of {@code events} holds; EAGAIN if the file is non-blocking. */
    protected final void awaitReady(Waiter waiter, int events) {
        int wanted = events | PollEvents.ALWAYS;
        if ((poll() & wanted) != 0) {
            return;
        }
        if (isNonBlocking()) {
            throw new LinuxException(Errno.EAGAIN);
        }
        addWaiter(waiter, events);
        try {
            while ((poll() & wanted) == 0) {
                waiter.park(org.graftvm.linux.task.Deadline.NEVER);
            }
        } finally {
            removeWaiter(waiter);
        }
    }
}
