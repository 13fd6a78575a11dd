package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.machine.GuestMemory;

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
        if (vma.length() <= EAGER && vma.protection() != 0) {
            fillRange(vma, vma.start(), vma.end());
        }
    }

    /** mremap made {@code target} of {@code source}: carries pages over, which may hold private changes. */
    void moved(Vma source, Vma target) {
        MappedFile file = target.file();
        if (file == null) {
            return;
        }
        mappedBytes.merge(file, target.length(), Long::sum);
        long length = Math.min(source.length(), target.length());
        int permission = AddressSpace.permission(target.protection());
        for (long at = 0; at < length; at += PAGE) {
            if (isPresent(source.start() + at)) {
                MemorySegment page = memory.window().asSlice(source.start() + at, PAGE);
                memory.window().asSlice(target.start() + at, PAGE).copyFrom(page);
                memory.map(target.start() + at, PAGE, permission);
            }
        }
    }

    /** An area, or part of one, is gone. */
    void unmapped(Vma part) {
        MappedFile file = part.file();
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
                    file.load(memory.window().asSlice(at, runEnd - at), vma.offsetAt(at));
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
        if (part.file() == null) {
            memory.discard(part.start(), part.length());
        } else {
            writeBack(part);
            memory.unmap(part.start(), part.length());
        }
    }
}
