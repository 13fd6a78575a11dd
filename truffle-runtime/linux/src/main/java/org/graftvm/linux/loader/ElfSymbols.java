package org.graftvm.linux.loader;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Elf;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.vfs.ByteStrings;
import org.jspecify.annotations.Nullable;

/**
 * Where the functions of an ELF file are, by offset in the file: from its symbol tables, or as far as a stripped file's
 * sections and entry point tell. For people who look at a program; the kernel itself needs none of it. Whatever is malformed
 * is left out.
 */
public final class ElfSymbols {
    private static final int SYMTAB = 2;
    private static final int DYNSYM = 11;
    private static final int NOBITS = 8;
    private static final int EXECUTABLE = 4;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int UNTYPED = 0;
    private static final int FUNCTION = 2;
    private static final int INDIRECT_FUNCTION = 10;
    /** Larger tables than any program's are not read. */
    private static final long MOST_BYTES = 256 << 20;

    /**
     * A stretch of code.
     *
     * @param name of the function, or empty
     * @param start offset in the file
     * @param end offset behind it
     */
    public record Range(String name, long start, long end) {
        private boolean contains(long offset) {
            return offset >= start && offset < end;
        }
    }

    private record Section(int type, long flags, long offset, long size, int link) {}

    private record Symbol(String name, int type, long size) {
        /** Of several names for one address: functions before labels, plain names before reserved ones. */
        boolean isBetterThan(Symbol other) {
            if ((type == UNTYPED) != (other.type == UNTYPED)) {
                return other.type == UNTYPED;
            }
            int difference = underscores(name) - underscores(other.name);
            return difference != 0 ? difference < 0 : name.compareTo(other.name) < 0;
        }

        private static int underscores(String name) {
            int count = 0;
            while (count < name.length() && name.charAt(count) == '_') {
                count++;
            }
            return count;
        }
    }

    private final List<Range> regions = new ArrayList<>();
    private final TreeMap<Long, Symbol> symbols = new TreeMap<>();
    private final List<ElfFile.ProgramHeader> segments = new ArrayList<>();

    private ElfSymbols() {}

    /** Reads the tables of a file; one that is no ELF file has none. */
    public static ElfSymbols read(FileBacking file) {
        ElfSymbols table = new ElfSymbols();
        try {
            table.readFrom(file);
        } catch (LinuxException _) {
            // What was read so far is there.
        }
        return table;
    }

    /** The function that holds an offset, or the code between two functions; null outside of all code. */
    public @Nullable Range rangeAt(long offset) {
        for (Range region : regions) {
            if (region.contains(offset)) {
                Map.Entry<Long, Symbol> below = symbols.floorEntry(offset);
                Long above = symbols.higherKey(offset);
                long end = above == null ? region.end : Math.min(above, region.end);
                if (below == null || below.getKey() < region.start) {
                    return new Range("", region.start, end);
                }
                long start = below.getKey();
                long size = below.getValue().size;
                if (size == 0 || offset - start < size) {
                    return new Range(below.getValue().name, start, size == 0 ? end : Math.min(end, start + size));
                }
                return new Range("", start + size, end);
            }
        }
        return null;
    }

    /** Offset of the function of this name, or -1. */
    public long offsetOf(String name) {
        for (Map.Entry<Long, Symbol> entry : symbols.entrySet()) {
            if (entry.getValue().name.equals(name)) {
                return entry.getKey();
            }
        }
        return -1;
    }

    private void readFrom(FileBacking file) {
        ElfFile elf = ElfFile.parse(file);
        for (ElfFile.ProgramHeader header : elf.headers()) {
            if (header.type() == Elf.PT_LOAD && header.fileSize() > 0) {
                segments.add(header);
            }
        }
        List<Section> sections = sections(file);
        for (Section section : sections) {
            if ((section.flags & EXECUTABLE) != 0 && section.type != NOBITS) {
                regions.add(new Range("", section.offset, section.offset + section.size));
            }
        }
        if (regions.isEmpty()) {
            for (ElfFile.ProgramHeader segment : segments) {
                if ((segment.flags() & Elf.PF_X) != 0) {
                    regions.add(new Range("", segment.offset(), segment.offset() + segment.fileSize()));
                }
            }
        }
        for (Section section : sections) {
            if ((section.type == SYMTAB || section.type == DYNSYM)
                    && section.link >= 0
                    && section.link < sections.size()) {
                readSymbols(file, section, sections.get(section.link));
            }
        }
        add(elf.entry(), new Symbol("entry", UNTYPED, 0));
    }

    private static List<Section> sections(FileBacking file) {
        List<Section> sections = new ArrayList<>();
        ByteBuffer header = bytes(file, 0, Elf.HEADER_SIZE);
        int count = header.getShort(60) & 0xffff;
        if (header.getShort(58) != SECTION_HEADER_SIZE) {
            return sections;
        }
        ByteBuffer table = bytes(file, header.getLong(40), (long) count * SECTION_HEADER_SIZE);
        for (int at = 0; at + SECTION_HEADER_SIZE <= table.limit(); at += SECTION_HEADER_SIZE) {
            sections.add(new Section(
                    table.getInt(at + 4),
                    table.getLong(at + 8),
                    table.getLong(at + 24),
                    table.getLong(at + 32),
                    table.getInt(at + 40)));
        }
        return sections;
    }

    private void readSymbols(FileBacking file, Section table, Section strings) {
        ByteBuffer entries = bytes(file, table.offset, table.size);
        ByteBuffer names = bytes(file, strings.offset, strings.size);
        for (int at = 0; at + SYMBOL_SIZE <= entries.limit(); at += SYMBOL_SIZE) {
            int info = entries.get(at + 4);
            int type = info & 15;
            boolean local = info >> 4 == 0;
            boolean defined = entries.getShort(at + 6) != 0;
            if (defined && (type == FUNCTION || type == INDIRECT_FUNCTION || type == UNTYPED && !local)) {
                String name = string(names, entries.getInt(at));
                if (!name.isEmpty()) {
                    add(entries.getLong(at + 8), new Symbol(name, type, Math.max(0, entries.getLong(at + 16))));
                }
            }
        }
    }

    private void add(long address, Symbol symbol) {
        for (ElfFile.ProgramHeader segment : segments) {
            long distance = address - segment.address();
            if (distance >= 0 && distance < segment.fileSize()) {
                long offset = segment.offset() + distance;
                if (regions.stream().anyMatch(region -> region.contains(offset))) {
                    symbols.merge(offset, symbol, (old, fresh) -> fresh.isBetterThan(old) ? fresh : old);
                }
                return;
            }
        }
    }

    private static String string(ByteBuffer names, int start) {
        if (start < 0 || start >= names.limit()) {
            return "";
        }
        int end = start;
        while (end < names.limit() && names.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - start];
        names.get(start, name);
        return ByteStrings.toText(ByteStrings.fromBytes(name));
    }

    /** Bytes of the file, fewer or none where it does not have them. */
    private static ByteBuffer bytes(FileBacking file, long offset, long length) {
        long there = offset < 0 ? 0 : Math.min(length, file.size() - offset);
        byte[] bytes = new byte[there <= 0 || there > MOST_BYTES ? 0 : (int) there];
        int count = (int) file.read(Math.max(offset, 0), MemorySegment.ofArray(bytes));
        return ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
