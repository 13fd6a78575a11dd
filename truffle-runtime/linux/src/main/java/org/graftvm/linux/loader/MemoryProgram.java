package org.graftvm.linux.loader;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.FileBacking;

/** A program that is not a file of the guest: bytes that the embedding application has. */
public final class MemoryProgram implements FileBacking {
    private final String path;
    private final byte[] bytes;

    /** @param path what the guest sees as the program's path, absolute */
    public MemoryProgram(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes.clone();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public long device() {
        return 0;
    }

    @Override
    public long inode() {
        return 0;
    }

    @Override
    public boolean writable() {
        return false;
    }

    @Override
    public long read(long offset, MemorySegment target) {
        if (offset < 0 || offset >= bytes.length) {
            return 0;
        }
        long count = Math.min(target.byteSize(), bytes.length - offset);
        MemorySegment.copy(MemorySegment.ofArray(bytes), offset, target, 0, count);
        return count;
    }

    @Override
    public void write(long offset, MemorySegment source) {
        throw new LinuxException(Errno.EBADF);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void retain() {}

    @Override
    public void release() {}
}
