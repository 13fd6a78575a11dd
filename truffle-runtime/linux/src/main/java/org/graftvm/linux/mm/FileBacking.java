package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;

/**
 * A file as memory mappings see it. Lives as long as a mapping refers to it, whatever becomes of the descriptor that it
 * came from.
 */
public interface FileBacking {
    /** Absolute guest path, as /proc/self/maps shows it. */
    String path();

    /** Device number as struct stat holds it. */
    long device();

    long inode();

    /** Whether the file was opened for writing, so that shared mappings may be writable. */
    boolean writable();

    /**
     * Fills {@code target} from the file.
     *
     * @return bytes read: fewer than asked only at the end of the file
     * @throws org.graftvm.linux.LinuxException EIO and the like
     */
    long read(long offset, MemorySegment target);

    /** Writes all of {@code source} to the file, which has at least that length. */
    void write(long offset, MemorySegment source);

    /** Length of the file in bytes: pages behind it cannot be accessed, and nothing is written back there. */
    long size();

    /** One more mapping refers to the file. */
    void retain();

    /** One mapping less; the last one and the last descriptor close it. */
    void release();
}
