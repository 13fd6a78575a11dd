package org.graftvm.linux.loader;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Elf;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.mm.FileBacking;
import org.graftvm.linux.vfs.ByteStrings;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a 64-bit little-endian ELF program, checked so that loading it cannot go astray.
 *
 * @param file where it was read from
 * @param machine e_machine
 * @param relocatable whether it may be placed anywhere (ET_DYN)
 * @param entry address of the first instruction, before relocation
 * @param headerOffset where the program headers are in the file
 * @param headers all program headers
 * @param interpreter path of the dynamic linker, or null for a static program
 */
public record ElfFile(
        FileBacking file,
        int machine,
        boolean relocatable,
        long entry,
        long headerOffset,
        List<ProgramHeader> headers,
        @Nullable String interpreter) {

    private static final int PATH_MAX = 4096;

    /** Linux refuses larger tables of program headers. */
    private static final int MOST_HEADER_BYTES = 65536;

    /** One program header. Addresses and sizes are as in the file: any 64-bit values, unsigned. */
    public record ProgramHeader(
            int type, int flags, long offset, long address, long fileSize, long memorySize, long alignment) {}

    /** Whether the bytes are the beginning of an ELF file. */
    public static boolean isElf(FileBacking file) {
        ByteBuffer magic = read(file, 0, 4);
        return magic.remaining() == 4 && magic.getInt(0) == Elf.MAGIC;
    }

    /**
     * Reads and checks the headers.
     *
     * @throws LinuxException ENOEXEC with a message that says what is wrong
     */
    public static ElfFile parse(FileBacking file) {
        ByteBuffer header = read(file, 0, Elf.HEADER_SIZE);
        if (header.remaining() < 4 || header.getInt(0) != Elf.MAGIC) {
            throw bad(file, "not an ELF file");
        }
        if (header.remaining() < Elf.HEADER_SIZE) {
            throw bad(file, "truncated ELF header");
        }
        boolean little = header.get(5) == Elf.DATA_LITTLE;
        int machine = (little ? header : header.duplicate().order(ByteOrder.BIG_ENDIAN)).getShort(18) & 0xffff;
        if (header.get(4) != Elf.CLASS64 || !little) {
            throw bad(
                    file,
                    "a program for %s-bit %s-endian %s, which Graft does not run"
                            .formatted(
                                    header.get(4) == Elf.CLASS32 ? "32" : "64",
                                    little ? "little" : "big",
                                    Elf.machineName(machine)));
        }
        int type = header.getShort(16) & 0xffff;
        if (type != Elf.ET_EXEC && type != Elf.ET_DYN) {
            throw bad(file, "not an executable program (ELF type " + type + ")");
        }
        long headerOffset = header.getLong(32);
        int entrySize = header.getShort(54) & 0xffff;
        int count = header.getShort(56) & 0xffff;
        int bytes = count * Elf.PROGRAM_HEADER_SIZE;
        if (entrySize != Elf.PROGRAM_HEADER_SIZE || count == 0 || bytes > MOST_HEADER_BYTES || headerOffset < 0) {
            throw bad(file, "malformed ELF program headers");
        }
        ByteBuffer table = read(file, headerOffset, bytes);
        if (table.remaining() < bytes) {
            throw bad(file, "truncated ELF program headers");
        }
        List<ProgramHeader> headers = new ArrayList<>(count);
        for (int at = 0; at < bytes; at += Elf.PROGRAM_HEADER_SIZE) {
            headers.add(new ProgramHeader(
                    table.getInt(at),
                    table.getInt(at + 4),
                    table.getLong(at + 8),
                    table.getLong(at + 16),
                    table.getLong(at + 32),
                    table.getLong(at + 40),
                    table.getLong(at + 48)));
        }
        return new ElfFile(
                file,
                machine,
                type == Elf.ET_DYN,
                header.getLong(24),
                headerOffset,
                List.copyOf(headers),
                interpreter(file, headers));
    }

    private static @Nullable String interpreter(FileBacking file, List<ProgramHeader> headers) {
        for (ProgramHeader header : headers) {
            if (header.type() == Elf.PT_INTERP) {
                long size = header.fileSize();
                if (size < 2 || size > PATH_MAX || header.offset() < 0) {
                    throw bad(file, "malformed name of the ELF interpreter");
                }
                ByteBuffer name = read(file, header.offset(), (int) size);
                if (name.remaining() < size || name.get((int) size - 1) != 0) {
                    throw bad(file, "malformed name of the ELF interpreter");
                }
                int length = 0;
                while (name.get(length) != 0) {
                    length++;
                }
                return ByteStrings.fromBytes(Arrays.copyOf(name.array(), length));
            }
        }
        return null;
    }

    /** The first header of a type, or null. */
    public @Nullable ProgramHeader find(int type) {
        for (ProgramHeader header : headers) {
            if (header.type() == type) {
                return header;
            }
        }
        return null;
    }

    /** The bytes from {@code offset} on, fewer at the end of the file. */
    static ByteBuffer read(FileBacking file, long offset, int length) {
        byte[] bytes = new byte[length];
        long count = file.read(offset, MemorySegment.ofArray(bytes));
        return ByteBuffer.wrap(bytes, 0, (int) count).order(ByteOrder.LITTLE_ENDIAN);
    }

    static LinuxException bad(FileBacking file, String what) {
        return new LinuxException(Errno.ENOEXEC, file.path() + ": " + what);
    }
}
