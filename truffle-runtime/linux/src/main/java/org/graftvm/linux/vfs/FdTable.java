package org.graftvm.linux.vfs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.jspecify.annotations.Nullable;

/** Open file descriptors of a task; shared by tasks made with CLONE_FILES. Each holds one use of its description. */
public final class FdTable {
    /** What RLIMIT_NOFILE is unless set. */
    public static final int DEFAULT_LIMIT = 1024;

    private @Nullable FileDescription[] open = new FileDescription[64];
    private final BitSet closeOnExec = new BitSet();
    private int lowestFree;
    private volatile int limit = DEFAULT_LIMIT;

    /** The table of a child made without CLONE_FILES: the same open files under the same numbers. */
    public synchronized FdTable copy() {
        FdTable copy = new FdTable();
        copy.open = open.clone();
        copy.closeOnExec.or(closeOnExec);
        copy.lowestFree = lowestFree;
        copy.limit = limit;
        for (FileDescription description : open) {
            if (description != null) {
                description.retain();
            }
        }
        return copy;
    }

    /** One more than the highest descriptor that may be made: RLIMIT_NOFILE. */
    public void setLimit(long softLimit) {
        limit = (int) Math.clamp(softLimit, 0, 1 << 20);
    }

    public int limit() {
        return limit;
    }

    /**
     * The file behind {@code fd}, for the length of a call: the caller closes what it gets.
     *
     * @throws LinuxException EBADF
     */
    public synchronized FileDescription use(int fd) {
        FileDescription description = fd >= 0 && fd < open.length ? open[fd] : null;
        if (description == null) {
            throw new LinuxException(Errno.EBADF);
        }
        description.retain();
        return description;
    }

    /** Like {@link #use}, but EBADF for O_PATH descriptors, which most calls refuse. */
    public FileDescription useForIo(int fd) {
        FileDescription description = use(fd);
        if (description.isPathOnly()) {
            description.close();
            throw new LinuxException(Errno.EBADF);
        }
        return description;
    }

    /** Puts {@code description}, whose use passes to the table, under the lowest free number from {@code lowest} on. */
    public synchronized int add(FileDescription description, int lowest, boolean closesOnExec) {
        int fd = Math.max(lowest, lowestFree);
        while (fd < open.length && open[fd] != null) {
            fd++;
        }
        if (fd >= limit) {
            throw new LinuxException(Errno.EMFILE);
        }
        if (lowest <= lowestFree) {
            lowestFree = fd + 1;
        }
        put(fd, description, closesOnExec);
        return fd;
    }

    /** Adds a description that is closed if there is no room. */
    public int add(FileDescription description, boolean closesOnExec) {
        try {
            return add(description, 0, closesOnExec);
        } catch (LinuxException e) {
            description.close();
            throw e;
        }
    }

    /**
     * Puts another use of {@code description} under {@code fd}: dup2.
     *
     * @return what was there, for the caller to close, or null
     */
    public synchronized @Nullable FileDescription set(int fd, FileDescription description, boolean closesOnExec) {
        if (fd < 0 || fd >= limit) {
            throw new LinuxException(Errno.EBADF);
        }
        FileDescription old = fd < open.length ? open[fd] : null;
        description.retain();
        put(fd, description, closesOnExec);
        return old;
    }

    private void put(int fd, FileDescription description, boolean closesOnExec) {
        if (fd >= open.length) {
            open = Arrays.copyOf(open, Math.max(fd + 1, open.length * 2));
        }
        open[fd] = description;
        closeOnExec.set(fd, closesOnExec);
    }

    /** Takes {@code fd} out of the table; its use passes to the caller, who closes it. EBADF if there is none. */
    public synchronized FileDescription remove(int fd) {
        FileDescription description = fd >= 0 && fd < open.length ? open[fd] : null;
        if (description == null) {
            throw new LinuxException(Errno.EBADF);
        }
        open[fd] = null;
        closeOnExec.clear(fd);
        lowestFree = Math.min(lowestFree, fd);
        return description;
    }

    public synchronized boolean closesOnExec(int fd) {
        return closeOnExec.get(fd);
    }

    public synchronized void setClosesOnExec(int fd, boolean closes) {
        if (fd < 0 || fd >= open.length || open[fd] == null) {
            throw new LinuxException(Errno.EBADF);
        }
        closeOnExec.set(fd, closes);
    }

    /** Numbers of the open descriptors, ascending. */
    public synchronized int[] numbers() {
        return java.util.stream.IntStream.range(0, open.length)
                .filter(fd -> open[fd] != null)
                .toArray();
    }

    /** Closes the descriptors that have FD_CLOEXEC. */
    public void closeOnExec() {
        List<FileDescription> closed = new ArrayList<>();
        synchronized (this) {
            for (int fd = closeOnExec.nextSetBit(0); fd >= 0; fd = closeOnExec.nextSetBit(fd + 1)) {
                closed.add(remove(fd));
            }
        }
        closed.forEach(FileDescription::close);
    }

    /** Closes all descriptors; the last task that used the table has ended. */
    public void closeAll() {
        for (FileDescription description : removeRange(0, Integer.MAX_VALUE)) {
            description.close();
        }
    }

    /** Takes all descriptors from {@code first} to {@code last} out; the caller closes them. */
    public synchronized List<FileDescription> removeRange(int first, int last) {
        List<FileDescription> removed = new ArrayList<>();
        for (int fd = first; fd < open.length && fd <= last; fd++) {
            if (open[fd] != null) {
                removed.add(remove(fd));
            }
        }
        return removed;
    }

    /** Sets FD_CLOEXEC on all descriptors from {@code first} to {@code last}. */
    public synchronized void setRangeClosesOnExec(int first, int last) {
        for (int fd = first; fd < open.length && fd <= last; fd++) {
            if (open[fd] != null) {
                closeOnExec.set(fd);
            }
        }
    }
}
