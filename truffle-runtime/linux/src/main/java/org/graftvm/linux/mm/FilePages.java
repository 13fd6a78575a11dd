package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SharedPages;

/** Fills pages from files and writes them back; the caller holds the address space's lock. */
final class FilePages {
    private static final int PAGE = GuestMemory.PAGE_SIZE;

    /** Mappings up to this size are read at once, which is cheaper than a fault for every few pages. */
    private static final long EAGER = 4 << 20;

    /** What one fault in a larger mapping reads. */
    private static final long FAULT_AROUND = 256 << 10;

    private final GuestMemory memory;
    /** Bytes that are mapped of each file; at 0 the file is released. */
    private final Map<MappedFile, Long> mappedBytes = new HashMap<>();

    private final Map<SharedFile.Identity, SharedFile> sharedFiles = new HashMap<>();

    FilePages(GuestMemory memory) {
        this.memory = memory;
    }

    /** A new area of a file exists: takes hold of the file and reads it if it is small. */
    void mapped(Vma vma) {
        MappedFile file = vma.file();
        if (file == null) {
            return;
        }
        if (mappedBytes.merge(file, vma.length(), Long::sum) == vma.length()) {
            file.backing().retain();
        }
        if (vma.shared()) {
            share(vma, file);
        }
        if (vma.length() <= EAGER && vma.protection() != 0) {
            fillRange(vma, vma.start(), vma.end());
        }
    }

    /** Shows the pages that all shared mappings of the file have, if the host can do that. */
    private void share(Vma vma, MappedFile file) {
        SharedFile.Identity identity = SharedFile.Identity.of(file.backing());
        SharedFile shared = file.shared() != null ? file.shared() : sharedFiles.get(identity);
        if (shared == null) {
            SharedPages pages = SharedPages.create();
            if (pages == null) {
                return;
            }
            shared = new SharedFile(pages);
            sharedFiles.put(identity, shared);
        }
        file.share(shared);
        shared.mappedBytes += vma.length();
        memory.show(vma.start(), vma.length(), shared.pages, vma.offset());
    }

    private void endSharing(Vma part, MappedFile file) {
        SharedFile shared = file.shared();
        if (shared == null) {
            return;
        }
        shared.mappedBytes -= part.length();
        if (shared.mappedBytes == 0) {
            sharedFiles.remove(SharedFile.Identity.of(file.backing()));
            shared.pages.close();
        }
    }

    /** mremap made {@code target} of {@code source}: carries pages over, which may hold private changes. */
    void moved(Vma source, Vma target) {
        MappedFile file = target.file();
        if (file == null) {
            return;
        }
        mappedBytes.merge(file, target.length(), Long::sum);
        if (target.shared()) {
            share(target, file);
        }
        long length = Math.min(source.length(), target.length());
        int permission = AddressSpace.permission(target.protection());
        for (long at = 0; at < length; at += PAGE) {
            if (isPresent(source.start() + at)) {
                if (file.shared() == null) {
                    MemorySegment page = memory.window().asSlice(source.start() + at, PAGE);
                    memory.window().asSlice(target.start() + at, PAGE).copyFrom(page);
                }
                memory.map(target.start() + at, PAGE, permission);
            }
        }
    }

    /** An area, or part of one, is gone. */
    void unmapped(Vma part) {
        MappedFile file = part.file();
        if (file != null) {
            endSharing(part, file);
        }
        if (file != null && mappedBytes.merge(file, -part.length(), Long::sum) == 0) {
            mappedBytes.remove(file);
            file.backing().release();
        }
    }

    /**
     * Reads the page at {@code address}, and some around it, if it is missing.
     *
     * @return whether it is there now; false where the page was never missing or lies behind the end of the file
     */
    boolean fill(Vma vma, long address) {
        if (vma.file() == null || isPresent(address)) {
            return false;
        }
        long from = address & -FAULT_AROUND;
        fillRange(vma, Math.max(from, vma.start()), Math.min(from + FAULT_AROUND, vma.end()));
        return isPresent(address);
    }

    private void fillRange(Vma vma, long from, long to) {
        MappedFile file = vma.file();
        if (file == null) {
            return;
        }
        long end =
                Math.min(to, AddressSpace.roundUp(vma.start() + file.backing().size() - vma.offset()));
        int permission = AddressSpace.permission(vma.protection());
        for (long at = from; at < end; ) {
            long runEnd = at;
            while (runEnd < end && !isPresent(runEnd)) {
                runEnd += PAGE;
            }
            if (runEnd > at) {
                try {
                    MemorySegment pages = memory.window().asSlice(at, runEnd - at);
                    file.load(pages, vma.offsetAt(at));
                    memory.written(pages);
                } catch (LinuxException e) {
                    return; // The pages stay missing: the access ends in SIGBUS, as in Linux.
                }
                memory.map(at, runEnd - at, permission);
            }
            at = runEnd + PAGE;
        }
    }

    private boolean isPresent(long address) {
        return (memory.permissionsAt(address) & GuestMemory.MAPPED) != 0;
    }

    /** Gives the present pages of an area another permission. */
    void protect(Vma part, int permission) {
        if (part.file() == null) {
            memory.map(part.start(), part.length(), permission);
            return;
        }
        for (long at = part.start(); at < part.end(); at += PAGE) {
            if (isPresent(at)) {
                memory.map(at, PAGE, permission);
            }
        }
    }

    /** Writes the changed pages of a shared mapping to the file. */
    void writeBack(Vma part) {
        MappedFile file = part.file();
        if (file == null || !file.writesBack()) {
            return;
        }
        for (long at = part.start(); at < part.end(); at += PAGE) {
            if (isPresent(at)) {
                MemorySegment page = memory.window().asSlice(at, PAGE);
                file.store(page, part.offsetAt(at));
            }
        }
    }

    /** Forgets the content of pages: anonymous ones read as zero then, those of files are read again on demand. */
    void discard(Vma part) {
        MappedFile file = part.file();
        if (file == null) {
            memory.discard(part.start(), part.length());
        } else {
            writeBack(part);
            if (file.shared() == null) {
                memory.unmap(part.start(), part.length());
            }
        }
    }
}
