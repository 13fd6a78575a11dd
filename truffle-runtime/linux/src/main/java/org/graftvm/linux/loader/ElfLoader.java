package org.graftvm.linux.loader;

import static org.graftvm.linux.abi.MemoryFlags.MAP_ANONYMOUS;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED_NOREPLACE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_PRIVATE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_EXEC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_NONE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;

import java.util.ArrayList;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Elf;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.loader.ElfFile.ProgramHeader;
import org.graftvm.linux.mm.AddressSpace;
import org.jspecify.annotations.Nullable;

/** Maps the segments of an ELF file into an address space, as Linux's binfmt_elf does. */
final class ElfLoader {
    private static final int PAGE = AddressSpace.PAGE;

    private final AddressSpace space;

    ElfLoader(AddressSpace space) {
        this.space = space;
    }

    /**
     * Where a file came to lie.
     *
     * @param bias what is added to addresses in the file
     * @param entry relocated entry point
     * @param headers address of the program headers in memory, 0 where no segment holds them
     * @param start address of the first segment
     * @param end address behind the last segment
     */
    record Loaded(long bias, long entry, long headers, long start, long end) {}

    /**
     * Maps all PT_LOAD segments.
     *
     * @param base where a relocatable file should go, or 0 for a place of the kernel's choice
     * @throws LinuxException ENOEXEC or ENOMEM, with a message, where that is not possible
     */
    Loaded load(ElfFile elf, long base) {
        List<ProgramHeader> segments = segments(elf);
        long low = pageStart(segments.getFirst().address());
        ProgramHeader last = segments.getLast();
        long high = AddressSpace.roundUp(last.address() + last.memorySize());
        long bias = elf.relocatable() ? reserve(elf, segments, high - low, base) - low : requireFree(elf, low, high);
        try {
            for (ProgramHeader segment : segments) {
                map(elf, segment, bias);
            }
        } catch (LinuxException e) {
            throw ElfFile.bad(elf.file(), "its segments cannot be mapped: " + e.getMessage());
        }
        return new Loaded(
                bias,
                elf.entry() + bias,
                headersInMemory(elf, segments, bias),
                low + bias,
                last.address() + last.memorySize() + bias);
    }

    /** The segments to load, checked one by one and in ascending order. */
    private List<ProgramHeader> segments(ElfFile elf) {
        List<ProgramHeader> segments = new ArrayList<>();
        long previousEnd = 0;
        for (ProgramHeader header : elf.headers()) {
            if (header.type() != Elf.PT_LOAD) {
                continue;
            }
            boolean sane = header.address() >= 0
                    && header.memorySize() >= 0
                    && header.fileSize() >= 0
                    && header.offset() >= 0
                    && header.fileSize() <= header.memorySize()
                    && header.memorySize() <= space.top()
                    && header.address() <= space.top() - header.memorySize()
                    && header.offset() <= Long.MAX_VALUE - header.fileSize() - PAGE;
            if (!sane) {
                throw ElfFile.bad(elf.file(), "an ELF segment does not fit into the address space");
            }
            if (((header.address() ^ header.offset()) & (PAGE - 1)) != 0) {
                throw ElfFile.bad(elf.file(), "an ELF segment is not aligned to pages");
            }
            if (header.memorySize() == 0) {
                continue;
            }
            if (header.address() < previousEnd) {
                throw ElfFile.bad(elf.file(), "ELF segments overlap or are not in order");
            }
            previousEnd = header.address() + header.memorySize();
            segments.add(header);
        }
        if (segments.isEmpty()) {
            throw ElfFile.bad(elf.file(), "no ELF segment to load");
        }
        return segments;
    }

    /** Finds room for a relocatable file as a whole, so that its segments keep their distances. */
    private long reserve(ElfFile elf, List<ProgramHeader> segments, long size, long base) {
        long alignment = PAGE;
        for (ProgramHeader segment : segments) {
            if (Long.bitCount(segment.alignment()) == 1 && segment.alignment() <= 1L << 30) {
                alignment = Math.max(alignment, segment.alignment());
            }
        }
        try {
            long wish = (base + alignment - 1) & -alignment;
            long start = space.map(wish, size + alignment - PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, null, 0);
            long aligned = (start + alignment - 1) & -alignment;
            space.unmap(start, size + alignment - PAGE);
            space.map(aligned, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, null, 0);
            return aligned;
        } catch (LinuxException e) {
            throw new LinuxException(e.errno(), elf.file().path() + ": no room in the address space");
        }
    }

    private long requireFree(ElfFile elf, long low, long high) {
        try {
            space.map(low, high - low, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, null, 0);
        } catch (LinuxException e) {
            throw new LinuxException(
                    e.errno() == Errno.ENOMEM ? Errno.ENOMEM : Errno.ENOEXEC,
                    "%s: cannot be loaded at its address 0x%x"
                            .formatted(elf.file().path(), low));
        }
        return 0;
    }

    private void map(ElfFile elf, ProgramHeader segment, long bias) {
        int protection = protection(segment.flags());
        long start = pageStart(segment.address()) + bias;
        long fileEnd = segment.address() + segment.fileSize() + bias;
        long memoryEnd = segment.address() + segment.memorySize() + bias;
        long mappedEnd = start;
        if (segment.fileSize() > 0) {
            mappedEnd = AddressSpace.roundUp(fileEnd);
            space.map(
                    start,
                    mappedEnd - start,
                    protection,
                    MAP_PRIVATE | MAP_FIXED,
                    elf.file(),
                    pageStart(segment.offset()));
            if (memoryEnd > fileEnd) {
                // To the end of the page, as Linux does: glibc's dynamic linker allocates there and expects zeros.
                space.clear(fileEnd, mappedEnd - fileEnd);
            }
        }
        long end = AddressSpace.roundUp(memoryEnd);
        if (end > mappedEnd) {
            space.map(mappedEnd, end - mappedEnd, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, null, 0);
        }
    }

    /** What AT_PHDR says: where the program finds its own headers. */
    private static long headersInMemory(ElfFile elf, List<ProgramHeader> segments, long bias) {
        ProgramHeader own = elf.find(Elf.PT_PHDR);
        if (own != null) {
            return own.address() + bias;
        }
        for (ProgramHeader segment : segments) {
            if (elf.headerOffset() >= segment.offset() && elf.headerOffset() < segment.offset() + segment.fileSize()) {
                return elf.headerOffset() - segment.offset() + segment.address() + bias;
            }
        }
        return 0;
    }

    private static int protection(int flags) {
        return ((flags & Elf.PF_R) != 0 ? PROT_READ : 0)
                | ((flags & Elf.PF_W) != 0 ? PROT_WRITE : 0)
                | ((flags & Elf.PF_X) != 0 ? PROT_EXEC : 0);
    }

    private static long pageStart(long address) {
        return address & -PAGE;
    }

    /** Whether the program asks for an executable stack; without PT_GNU_STACK the ISAs of today say no. */
    static boolean executableStack(ElfFile elf) {
        @Nullable ProgramHeader stack = elf.find(Elf.PT_GNU_STACK);
        return stack != null && (stack.flags() & Elf.PF_X) != 0;
    }
}
