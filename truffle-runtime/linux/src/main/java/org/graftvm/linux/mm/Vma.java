package org.graftvm.linux.mm;

import org.graftvm.linux.abi.MemoryFlags;
import org.jspecify.annotations.Nullable;

/**
 * A virtual memory area: pages in a row with the same protection and the same backing. Immutable; a change replaces it in
 * the {@link AddressSpace}.
 *
 * @param start first address
 * @param end address behind the last byte
 * @param protection PROT_READ, PROT_WRITE and PROT_EXEC bits
 * @param shared whether writes go to the file, or to other processes
 * @param growsDown whether a fault just below extends it
 * @param file what it shows, or null for anonymous memory
 * @param offset where {@code start} lies in the file, in bytes
 * @param name what /proc/self/maps shows for memory without a file, for example {@code [heap]}; may be empty
 */
public record Vma(
        long start,
        long end,
        int protection,
        boolean shared,
        boolean growsDown,
        @Nullable MappedFile file,
        long offset,
        String name) {

    public static Vma anonymous(long start, long end, int protection, String name) {
        return new Vma(start, end, protection, false, false, null, 0, name);
    }

    /** The file that it shows, or null for anonymous memory. */
    public @Nullable FileBacking backing() {
        return file == null ? null : file.backing();
    }

    /** Whether other address spaces may have the same pages. */
    boolean isOfSharedPages() {
        return file != null && file.shared() != null;
    }

    public long length() {
        return end - start;
    }

    public boolean contains(long address) {
        return address >= start && address < end;
    }

    /** The part of this area between two addresses inside it. */
    public Vma part(long from, long to) {
        return new Vma(from, to, protection, shared, growsDown, file, offsetAt(from), name);
    }

    public Vma withProtection(int changed) {
        return new Vma(start, end, changed, shared, growsDown, file, offset, name);
    }

    /** The same area at another place and of another length. */
    public Vma moved(long newStart, long newEnd) {
        return new Vma(newStart, newEnd, protection, shared, growsDown, file, offset, name);
    }

    /** Where {@code address} lies in the file; 0 without one. */
    public long offsetAt(long address) {
        return file == null ? 0 : offset + (address - start);
    }

    /** Whether {@code next}, which begins where this ends, can become one area with it. */
    boolean mergesWith(Vma next) {
        return end == next.start
                && protection == next.protection
                && shared == next.shared
                && growsDown == next.growsDown
                && file == next.file
                && offsetAt(end) == next.offset
                && name.equals(next.name);
    }

    /** Whether the pages count against the memory limit: private memory that can be written. */
    boolean accounted() {
        return !shared && (protection & MemoryFlags.PROT_WRITE) != 0;
    }
}
