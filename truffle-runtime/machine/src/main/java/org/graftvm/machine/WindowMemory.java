package org.graftvm.machine;

import java.lang.foreign.MemorySegment;

/**
 * Guest memory as instruction methods see it: check and access inline, everything unusual in {@code slow}.
 *
 * <p>A record, because compilers treat the fields of a constant record as constants: translated code holds its view as a
 * constant, and is left with two compares, one of them of the permission byte. The first finds addresses outside the
 * window and misaligned ones at once: rotating the address right by the logarithm of the size moves the bits that must
 * be zero to the top, where they make the page number too large.
 *
 * @param window the host memory that {@code base} lies in; keeps it mapped
 * @param base host address of guest address 0
 * @param permissions permission byte of each page; the length is a power of two
 * @param slow does the whole access
 */
public record WindowMemory(MemorySegment window, long base, byte[] permissions, Memory slow) implements Memory {

    /** Whether the fast path may do an access of {@code 1 << logSize} bytes. */
    private boolean accessible(long address, int logSize, int bits, int wanted) {
        long page = Long.rotateRight(address, logSize) >>> (GuestMemory.PAGE_SHIFT - logSize);
        // The mask changes nothing; it tells compilers that the index is in range.
        return page < permissions.length && (permissions[(int) page & (permissions.length - 1)] & bits) == wanted;
    }

    private boolean readable(long address, int logSize) {
        return accessible(address, logSize, GuestMemory.READ, GuestMemory.READ);
    }

    private boolean writable(long address, int logSize) {
        return accessible(address, logSize, GuestMemory.WRITE | GuestMemory.CODE, GuestMemory.WRITE);
    }

    @Override
    public byte readByte(long address) {
        return readable(address, 0) ? HostAccessNative.getByte(base + address) : slow.readByte(address);
    }

    @Override
    public short readShort(long address) {
        return readable(address, 1) ? HostAccessNative.getShort(base + address) : slow.readShort(address);
    }

    @Override
    public int readInt(long address) {
        return readable(address, 2) ? HostAccessNative.getInt(base + address) : slow.readInt(address);
    }

    @Override
    public long readLong(long address) {
        return readable(address, 3) ? HostAccessNative.getLong(base + address) : slow.readLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        if (writable(address, 0)) {
            HostAccessNative.putByte(base + address, value);
        } else {
            slow.writeByte(address, value);
        }
    }

    @Override
    public void writeShort(long address, short value) {
        if (writable(address, 1)) {
            HostAccessNative.putShort(base + address, value);
        } else {
            slow.writeShort(address, value);
        }
    }

    @Override
    public void writeInt(long address, int value) {
        if (writable(address, 2)) {
            HostAccessNative.putInt(base + address, value);
        } else {
            slow.writeInt(address, value);
        }
    }

    @Override
    public void writeLong(long address, long value) {
        if (writable(address, 3)) {
            HostAccessNative.putLong(base + address, value);
        } else {
            slow.writeLong(address, value);
        }
    }

    @Override
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        return slow.compareAndExchangeInt(address, expected, replacement);
    }

    @Override
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        return slow.getAndUpdateInt(address, operation, operand);
    }

    @Override
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        return slow.compareAndExchangeLong(address, expected, replacement);
    }

    @Override
    public long getAndUpdateLong(long address, AtomicOperation operation, long operand) {
        return slow.getAndUpdateLong(address, operation, operand);
    }

    @Override
    public void check(long address, int size, Access access) {
        slow.check(address, size, access);
    }
}
