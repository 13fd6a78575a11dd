package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/** What stands behind anonymous shared memory: a file of zeros that nobody else has. */
final class ZeroFile implements FileBacking {
    private static final AtomicLong LAST_INODE = new AtomicLong();

    private final long inode = LAST_INODE.incrementAndGet();

    @Override
    public String path() {
        return "/dev/zero (deleted)";
    }

    @Override
    public long device() {
        return 1;
    }

    @Override
    public long inode() {
        return inode;
    }

    @Override
    public boolean writable() {
        return true;
    }

    /** Leaves the target alone: pages without content are zero, and cost nothing until they are written. */
    @Override
    public long read(long offset, MemorySegment target) {
        return target.byteSize();
    }

    @Override
    public void write(long offset, MemorySegment source) {}

    @Override
    public long size() {
        return 1L << 60;
    }

    @Override
    public void retain() {}

    @Override
    public void release() {}
}
