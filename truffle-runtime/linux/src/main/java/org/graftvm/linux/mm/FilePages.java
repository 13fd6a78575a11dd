package org.graftvm.linux.mm;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.graftvm.linux.LinuxException;
import org.graftvm.machine.GuestMemory;

/** Fills pages from files, writes them back, and shows them to the guest; the caller holds the address space's lock. */
final class FilePages {
    private static final int PAGE = GuestMemory.PAGE_SIZE;

    /** Mappings up to this size are read at once, which is cheaper than a fault for every few pages. */
    private static final long EAGER = 4 << 20;

    /** What one fault in a larger mapping reads. */
    private static final long FAULT_AROUND = 256 << 10;

    private final GuestMemory memory;
    private final Inheritance inheritance;
    private final SharedFiles sharedFiles;
    /** Bytes that are mapped of each file; at 0 the file is released. */
    private final Map<MappedFile, Long> mappedBytes = new HashMap<>();

    FilePages(GuestMemory memory, Inheritance inheritance, SharedFiles sharedFiles) {
        this.memory = memory;
        this.inheritance = inheritance;
        this.sharedFiles = sharedFiles;
    }

    SharedFiles sharedFiles() {
        return sharedFiles;
    }

    /** A new area of a file exists: takes hold of the file and reads it if it is small. */
    void mapped(Vma vma) {
        MappedFile file = vma.file();
        if (file == null) {
            return;
        }
        added(vma);
        if (vma.length() <= EAGER && vma.protection() != 0) {
            fillRange(vma, vma.start(), vma.end());
        }
    }

    /** An area exists: takes hold of its file, and shows pages that are shared. */
    void added(Vma vma) {
        MappedFile file = vma.file();
        if (file == null) {
            return;
        }
        if (mappedBytes.merge(file, vma.length(), Long::sum) == vma.length()) {
            file.backing().retain();
        }
        SharedFile shared = vma.shared() ? sharedFiles.map(file, vma.length()) : null;
        if (shared != null) {
            memory.show(vma.start(), vma.length(), shared.pages, vma.offset());
        }
    }

    /** The pages of an area that have content of this address space, here or still hidden, by number. */
    PageSet present(Vma vma) {
        PageSet pages = new PageSet();
        if (vma.isOfSharedPages()) {
            return pages;
        }
        int first = (int) (vma.start() / PAGE);
        int end = (int) (vma.end() / PAGE);
        if (vma.file() == null) {
            pages.add(first, end);
            return pages;
        }
        pages.addAll(inheritance.hidden(vma.start(), vma.end()));
        for (int page = first; page < end; page++) {
            if (isPresent((long) page * PAGE)) {
                pages.add(page, page + 1);
            }
        }
        return pages;
    }

    /** mremap made {@code target} of {@code source}: carries pages over, which may hold private changes. */
    void moved(Vma source, Vma target) {
        MappedFile file = target.file();
        if (file == null) {
            return;
        }
        added(target);
        if (target.isOfSharedPages()) {
            return; // Found again at the next access.
        }
        long length = Math.min(source.length(), target.length());
        PageSet present = present(source);
        inheritance.bring(source.start(), source.start() + length);
        int permission = AddressSpace.permission(target.protection());
        for (long at = 0; at < length; at += PAGE) {
            if (present.contains((int) ((source.start() + at) / PAGE))) {
                MemorySegment page = memory.window().asSlice(source.start() + at, PAGE);
                memory.window().asSlice(target.start() + at, PAGE).copyFrom(page);
                memory.map(target.start() + at, PAGE, permission);
            }
        }
    }

    /** An area, or part of one, is gone. */
    void unmapped(Vma part) {
        MappedFile file = part.file();
        if (file != null) {
            sharedFiles.unmap(file, part.length());
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
        if (vma.file() == null || hasContent(address)) {
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
            while (runEnd < end && !hasContent(runEnd)) {
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

    boolean isPresent(long address) {
        return (memory.permissionsAt(address) & GuestMemory.MAPPED) != 0;
    }

    private boolean hasContent(long address) {
        return isPresent(address) || inheritance.isHidden(address);
    }

    /** Gives the present pages of an area another protection. */
    void protect(Vma part, int protection) {
        if (part.file() == null && inheritance.hidden(part.start(), part.end()).isEmpty()) {
            show(part.start(), part.length(), protection);
            return;
        }
        for (long at = part.start(); at < part.end(); at += PAGE) {
            if (isPresent(at)) {
                show(at, PAGE, protection);
            }
        }
    }

    /** Lets the guest use pages, but not write them as long as children may miss them. */
    void show(long start, long length, int protection) {
        int permission = AddressSpace.permission(protection);
        memory.map(start, length, inheritance.hasHeirs() ? permission & ~GuestMemory.WRITE : permission);
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

    /**
     * Forgets the content of pages: anonymous ones read as zero then, those of files are read again on demand. Shared ones stay as
     * they are.
     */
    void discard(Vma part) {
        if (part.isOfSharedPages()) {
            writeBack(part);
            return;
        }
        inheritance.handOver(part.start(), part.end());
        PageSet hidden = inheritance.hidden(part.start(), part.end());
        inheritance.forget(part.start(), part.end());
        if (part.file() == null) {
            hidden.in(0, Integer.MAX_VALUE)
                    .forEach(range -> show(
                            (long) range.start() * PAGE,
                            (long) (range.end() - range.start()) * PAGE,
                            part.protection()));
            memory.discard(part.start(), part.length());
        } else {
            writeBack(part);
            memory.unmap(part.start(), part.length());
        }
    }
}
