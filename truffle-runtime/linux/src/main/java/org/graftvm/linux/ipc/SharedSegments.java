package org.graftvm.linux.ipc;

import java.util.concurrent.atomic.AtomicLong;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.MemoryFlags;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.mm.SharedFiles;
import org.graftvm.linux.task.Identity;

/** All segments of shared memory: what shmget(2), shmat(2) and shmdt(2) do. */
public final class SharedSegments {
    public static final int SHM_RDONLY = 010000;
    public static final int SHM_RND = 020000;
    public static final int SHM_REMAP = 040000;
    public static final int SHM_EXEC = 0100000;

    /** SHMMNI of Linux. */
    private static final int MOST = 4096;

    private final SharedFiles files;
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final IpcTable<SharedSegment> table = new IpcTable<>(MOST);

    SharedSegments(SharedFiles files, long limit) {
        this.files = files;
        this.limit = limit;
    }

    public IpcTable<SharedSegment> table() {
        return table;
    }

    /** Most bytes of all segments together, and so of one. */
    public long limit() {
        return limit;
    }

    /** Bytes of all segments, in whole pages. */
    public long used() {
        return used.get();
    }

    /** shmget(2). */
    public int get(int key, long size, int flags, Identity who, int pid) {
        return table.get(
                        key,
                        flags,
                        who,
                        found -> {
                            if (found.size() < size) {
                                throw new LinuxException(Errno.EINVAL);
                            }
                        },
                        id -> make(id, key, size, flags, who, pid))
                .id();
    }

    private SharedSegment make(int id, int key, long size, int flags, Identity who, int pid) {
        if (size <= 0 || size > limit) {
            throw new LinuxException(Errno.EINVAL);
        }
        long pages = AddressSpace.roundUp(size);
        if (used.addAndGet(pages) > limit) {
            used.addAndGet(-pages);
            throw new LinuxException(Errno.ENOSPC);
        }
        try {
            return new SharedSegment(this, files, id, key, size, flags, who, pid);
        } catch (LinuxException e) {
            used.addAndGet(-pages);
            throw e;
        }
    }

    /** shmat(2). @return where the segment is */
    public long attach(AddressSpace space, int id, long wish, int flags, Identity who, int pid) {
        long address = addressFor(wish, flags);
        boolean writable = (flags & SHM_RDONLY) == 0;
        SharedSegment segment;
        synchronized (table) {
            segment = table.find(id);
            segment.requireAccess(
                    who, IpcObject.READ | (writable ? IpcObject.WRITE : 0) | ((flags & SHM_EXEC) != 0 ? 1 : 0));
            segment.hold(); // Nobody may destroy it meanwhile.
        }
        try {
            int protection = MemoryFlags.PROT_READ
                    | (writable ? MemoryFlags.PROT_WRITE : 0)
                    | ((flags & SHM_EXEC) != 0 ? MemoryFlags.PROT_EXEC : 0);
            int placing = address == 0
                    ? 0
                    : (flags & SHM_REMAP) != 0 ? MemoryFlags.MAP_FIXED : MemoryFlags.MAP_FIXED_NOREPLACE;
            long start = space.attach(address, segment.memory(), segment.view(writable), protection, placing);
            segment.usedBy(pid);
            return start;
        } catch (LinuxException e) {
            throw e.errno() == Errno.EEXIST ? new LinuxException(Errno.EINVAL) : e;
        } finally {
            segment.drop();
        }
    }

    private static long addressFor(long wish, int flags) {
        boolean replace = (flags & SHM_REMAP) != 0;
        long within = wish & (AddressSpace.PAGE - 1);
        boolean rounds = (flags & SHM_RND) != 0;
        if (within != 0 && !rounds || replace && wish - within == 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return wish - within;
    }

    /** shmdt(2). */
    public void detach(AddressSpace space, long address, int pid) {
        if (space.detach(address) instanceof SegmentView view) {
            view.segment.usedBy(pid);
        }
    }

    /** IPC_RMID: the segment is gone with the last mapping. */
    public void mark(SharedSegment segment) {
        segment.mark();
    }

    void destroy(SharedSegment segment) {
        synchronized (table) {
            // Somebody may have attached it again, who will come here as well.
            if (segment.attached() > 0 || !table.remove(segment)) {
                return;
            }
        }
        used.addAndGet(-AddressSpace.roundUp(segment.size()));
        segment.memory().close();
    }
}
