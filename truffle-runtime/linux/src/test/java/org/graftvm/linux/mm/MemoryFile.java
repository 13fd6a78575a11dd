package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A file to map, in memory. */
final class MemoryFile implements FileBacking {
    byte[] content;
    int users;

    MemoryFile(byte[] content) {
        this.content = content;
    }

    @Override
    public String path() {
        return "/file";
    }

    @Override
    public long device() {
        return 0x801;
    }

    @Override
    public long inode() {
        return 42;
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public long read(long offset, MemorySegment target) {
        long count = Math.clamp(content.length - offset, 0, target.byteSize());
        MemorySegment.copy(MemorySegment.ofArray(content), offset, target, 0, count);
        return count;
    }

    @Override
    public void write(long offset, MemorySegment source) {
        MemorySegment.copy(source, 0, MemorySegment.ofArray(content), offset, source.byteSize());
    }

    @Override
    public long size() {
        return content.length;
    }

    void grow(int size) {
        content = Arrays.copyOf(content, size);
    }

    @Override
    public void retain() {
        users++;
    }

    @Override
    public void release() {
        users--;
    }
}
