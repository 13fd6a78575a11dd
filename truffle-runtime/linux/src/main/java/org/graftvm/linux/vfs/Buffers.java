package org.graftvm.linux.vfs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The memory that one read or write goes to or comes from: one segment, or several one after the other (readv, writev).
 * The segments are guest memory itself, so that bulk data is copied once.
 */
public final class Buffers {
    private final List<MemorySegment> segments;
    private final long size;

    private Buffers(List<MemorySegment> segments) {
        this.segments = segments;
        long sum = 0;
        for (MemorySegment segment : segments) {
            sum += segment.byteSize();
        }
        this.size = sum;
    }

    public static Buffers of(MemorySegment segment) {
        return new Buffers(List.of(segment));
    }

    public static Buffers of(byte[] bytes) {
        return of(MemorySegment.ofArray(bytes));
    }

    public static Buffers of(List<MemorySegment> segments) {
        return new Buffers(segments);
    }

    public List<MemorySegment> segments() {
        return segments;
    }

    /** Bytes in all segments. */
    public long size() {
        return size;
    }

    /** Copies {@code source} to the bytes from {@code offset} on; both must fit. */
    public void put(long offset, MemorySegment source) {
        long done = 0;
        long at = offset;
        for (MemorySegment segment : segments) {
            if (done == source.byteSize()) {
                return;
            }
            if (at >= segment.byteSize()) {
                at -= segment.byteSize();
                continue;
            }
            long part = Math.min(segment.byteSize() - at, source.byteSize() - done);
            MemorySegment.copy(source, done, segment, at, part);
            done += part;
            at = 0;
        }
    }

    public void put(long offset, byte[] source, int from, int length) {
        put(offset, MemorySegment.ofArray(source).asSlice(from, length));
    }

    /** Copies the bytes from {@code offset} on into {@code target}, as many as it holds. */
    public void get(long offset, MemorySegment target) {
        long done = 0;
        long at = offset;
        for (MemorySegment segment : segments) {
            if (done == target.byteSize()) {
                return;
            }
            if (at >= segment.byteSize()) {
                at -= segment.byteSize();
                continue;
            }
            long part = Math.min(segment.byteSize() - at, target.byteSize() - done);
            MemorySegment.copy(segment, at, target, done, part);
            done += part;
            at = 0;
        }
    }

    public void get(long offset, byte[] target, int from, int length) {
        get(offset, MemorySegment.ofArray(target).asSlice(from, length));
    }

    /** All bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(size)];
        get(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** Zeroes {@code length} bytes from {@code offset} on. */
    public void zero(long offset, long length) {
        long left = length;
        long at = offset;
        for (MemorySegment segment : segments) {
            if (at >= segment.byteSize()) {
                at -= segment.byteSize();
                continue;
            }
            long part = Math.min(segment.byteSize() - at, left);
            segment.asSlice(at, part).fill((byte) 0);
            left -= part;
            at = 0;
        }
    }

    /** The {@code length} bytes from {@code offset} on as buffers of their own. */
    public Buffers slice(long offset, long length) {
        if (offset == 0 && length == size) {
            return this;
        }
        java.util.ArrayList<MemorySegment> parts = new java.util.ArrayList<>(segments.size());
        long left = length;
        long at = offset;
        for (MemorySegment segment : segments) {
            if (at >= segment.byteSize()) {
                at -= segment.byteSize();
                continue;
            }
            long part = Math.min(segment.byteSize() - at, left);
            if (part > 0) {
                parts.add(segment.asSlice(at, part));
            }
            left -= part;
            at = 0;
        }
        return new Buffers(parts);
    }

    /** The first eight bytes as a little-endian number, for eventfd and its like. */
    public long getLong() {
        byte[] bytes = new byte[8];
        get(0, bytes, 0, 8);
        return MemorySegment.ofArray(bytes).get(LONG, 0);
    }

    public void putLong(long value) {
        byte[] bytes = new byte[8];
        MemorySegment.ofArray(bytes).set(LONG, 0, value);
        put(0, bytes, 0, 8);
    }

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);
}
