package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/**
 * A file in an address space, and in those that were forked from it. Its pages are copies: read on mapping or first use, and those of a shared mapping written
 * back at msync, munmap and exit where they changed. All shared mappings of a file have the same pages
 * ({@link SharedFile}).
 *
 * <p>A guest therefore does not see what write(2) or another process puts into the file after the page was read, until it
 * maps the page once more. Which pages changed is found by comparing checksums, since guest stores leave no mark.
 */
final class MappedFile {
    private static final int PAGE = GuestMemory.PAGE_SIZE;

    private final FileBacking backing;
    private final boolean writeBack;
    /** Checksum of each page as the file has it, by offset in the file; only for mappings that write back, or share pages. */
    private Map<Long, Long> checksums = new HashMap<>();

    private @Nullable SharedFile shared;

    /** Whether all pages are zero until they are written, so that there is nothing to read. */
    private final boolean zeros;

    private final boolean attachment;

    MappedFile(FileBacking backing, boolean writeBack) {
        this(backing, writeBack, false, false);
    }

    private MappedFile(FileBacking backing, boolean writeBack, boolean zeros, boolean attachment) {
        this.backing = backing;
        this.writeBack = writeBack;
        this.zeros = zeros;
        this.attachment = attachment;
    }

    /** Shared memory without a file. */
    static MappedFile ofZeros() {
        return new MappedFile(new ZeroFile(), false, true, false);
    }

    /** Memory that has an end of its own, see {@link SharedMemory}. */
    static MappedFile ofAttachment(FileBacking memory) {
        return new MappedFile(memory, false, true, true);
    }

    /** Whether shmat(2) made the mapping. */
    boolean isAttachment() {
        return attachment;
    }

    FileBacking backing() {
        return backing;
    }

    boolean writesBack() {
        return writeBack;
    }

    /** Uses the pages of other mappings of the file. */
    void share(SharedFile with) {
        shared = with;
        checksums = with.checksums;
    }

    /** Those pages; null for a private mapping, and where the host cannot share. */
    @Nullable
    SharedFile shared() {
        return shared;
    }

    /** Reads pages from the file; what lies behind its end stays zero. */
    void load(MemorySegment pages, long offset) {
        if (zeros) {
            return;
        }
        if (shared != null) {
            for (long at = 0; at < pages.byteSize(); at += PAGE) {
                loadShared(pages.asSlice(at, PAGE), offset + at, shared);
            }
            return;
        }
        backing.read(offset, pages);
        if (writeBack) {
            for (long at = 0; at < pages.byteSize(); at += PAGE) {
                checksums.put(offset + at, checksum(pages.asSlice(at, PAGE)));
            }
        }
    }

    /** Reads a page that other mappings may use already, unless it is changed there. */
    private void loadShared(MemorySegment page, long offset, SharedFile with) {
        synchronized (with) {
            Long known = checksums.get(offset);
            if (known != null && known != checksum(page)) {
                return;
            }
            MemorySegment fresh = MemorySegment.ofArray(new byte[PAGE]);
            backing.read(offset, fresh);
            if (page.mismatch(fresh) >= 0) {
                page.copyFrom(fresh);
            }
            checksums.put(offset, checksum(fresh));
        }
    }

    /** Writes one page back if it changed since it was read or written back. */
    void store(MemorySegment page, long offset) {
        if (shared == null) {
            storeChanged(page, offset);
            return;
        }
        synchronized (shared) {
            storeChanged(page, offset);
        }
    }

    private void storeChanged(MemorySegment page, long offset) {
        long checksum = checksum(page);
        Long known = checksums.put(offset, checksum);
        if (known != null && known == checksum) {
            return;
        }
        long length = Math.min(PAGE, backing.size() - offset);
        if (length > 0) {
            backing.write(offset, page.asSlice(0, length));
        }
    }

    private static long checksum(MemorySegment page) {
        CRC32 crc = new CRC32();
        crc.update(page.asByteBuffer());
        CRC32C castagnoli = new CRC32C();
        castagnoli.update(page.asByteBuffer());
        return crc.getValue() << 32 | castagnoli.getValue();
    }
}
