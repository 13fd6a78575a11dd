package org.graftvm.linux.ipc;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.mm.AddressSpace;
import org.graftvm.linux.mm.FileBacking;

/** A segment as the file of a mapping. */
final class SegmentView implements FileBacking {
    /** No device of the host or of a file system in memory. */
    private static final long DEVICE = 2;

    final SharedSegment segment;
    private final long size;
    private final boolean writable;

    /** @param writable whether the mapping may ever be written */
    SegmentView(SharedSegment segment, long size, boolean writable) {
        this.segment = segment;
        this.size = size;
        this.writable = writable;
    }

    @Override
    public String path() {
        return "/SYSV%08x (deleted)".formatted(segment.key());
    }

    @Override
    public long device() {
        return DEVICE;
    }

    @Override
    public long inode() {
        return segment.id();
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public long read(long offset, MemorySegment target) {
        return target.byteSize();
    }

    @Override
    public void write(long offset, MemorySegment source) {
        // The pages are all there is.
    }

    @Override
    public long size() {
        return AddressSpace.roundUp(size);
    }

    @Override
    public void retain() {
        segment.hold();
    }

    @Override
    public void release() {
        segment.drop();
    }
}
