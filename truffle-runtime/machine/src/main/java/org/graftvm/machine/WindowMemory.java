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
 * @param permissions {@link GuestMemory#permissionTable}; the length is a power of two
 * @param slow does the whole access
 */
public record WindowMemory(MemorySegment window, long base, byte[] permissions, Memory slow) implements Memory {

    private static final int SHIFT = GuestMemory.PAGE_SHIFT;
    private static final int LOADABLE = GuestMemory.LOADABLE;
    private static final int STORABLE = GuestMemory.STORABLE;

    // The bodies are repeated, not shared: HotSpot limits the bytecodes that it inlines into one method, and a region
    // has
    // hundreds of accesses. The mask of the index changes nothing; it tells compilers that the index is in range.

    /**
     * Whether {@code length} bytes from {@code address} on, aligned or not, in one page or two, can be accessed through
     * {@link #unchecked()}. False says nothing about a fault: the access itself has to find out.
     *
     * @param length 1 to {@link GuestMemory#PAGE_SIZE}
     */
    public boolean covers(long address, int length, boolean write) {
        int level = write ? STORABLE : LOADABLE;
        return allows(address, level)
                && ((address & GuestMemory.PAGE_SIZE - 1) <= GuestMemory.PAGE_SIZE - length
                        || allows(address + length - 1, level));
    }

    /**
     * Whether an aligned access of {@code 1 << logLength} bytes can go through {@link #unchecked()}: two compares for what
     * {@link #covers} takes more for. False says nothing about a fault.
     */
    public boolean coversAligned(long address, int logLength, boolean write) {
        long page = Long.rotateRight(address, logLength) >>> SHIFT - logLength;
        return page < permissions.length
                && permissions[(int) page & permissions.length - 1] >= (write ? STORABLE : LOADABLE);
    }

    private boolean allows(long address, int level) {
        long page = address >>> SHIFT;
        return page < permissions.length && permissions[(int) page & permissions.length - 1] >= level;
    }

    /** The same memory for what {@link #covers} has checked. */
    public UncheckedMemory unchecked() {
        return new UncheckedMemory(window, base);
    }

    @Override
    public byte readByte(long address) {
        long page = address >>> SHIFT;
        return page < permissions.length && permissions[(int) page & permissions.length - 1] >= LOADABLE
                ? HostAccessNative.getByte(base + address)
                : slow.readByte(address);
    }

    @Override
    public short readShort(long address) {
        long page = Long.rotateRight(address, 1) >>> SHIFT - 1;
        return page < permissions.length && permissions[(int) page & permissions.length - 1] >= LOADABLE
                ? HostAccessNative.getShort(base + address)
                : slow.readShort(address);
    }

    @Override
    public int readInt(long address) {
        long page = Long.rotateRight(address, 2) >>> SHIFT - 2;
        return page < permissions.length && permissions[(int) page & permissions.length - 1] >= LOADABLE
                ? HostAccessNative.getInt(base + address)
                : slow.readInt(address);
    }

    @Override
    public long readLong(long address) {
        long page = Long.rotateRight(address, 3) >>> SHIFT - 3;
        return page < permissions.length && permissions[(int) page & permissions.length - 1] >= LOADABLE
                ? HostAccessNative.getLong(base + address)
                : slow.readLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        long page = address >>> SHIFT;
        if (page < permissions.length && permissions[(int) page & permissions.length - 1] >= STORABLE) {
            HostAccessNative.putByte(base + address, value);
        } else {
            slow.writeByte(address, value);
        }
    }

    @Override
    public void writeShort(long address, short value) {
        long page = Long.rotateRight(address, 1) >>> SHIFT - 1;
        if (page < permissions.length && permissions[(int) page & permissions.length - 1] >= STORABLE) {
            HostAccessNative.putShort(base + address, value);
        } else {
            slow.writeShort(address, value);
        }
    }

    @Override
    public void writeInt(long address, int value) {
        long page = Long.rotateRight(address, 2) >>> SHIFT - 2;
        if (page < permissions.length && permissions[(int) page & permissions.length - 1] >= STORABLE) {
            HostAccessNative.putInt(base + address, value);
        } else {
            slow.writeInt(address, value);
        }
    }

    @Override
    public void writeLong(long address, long value) {
        long page = Long.rotateRight(address, 3) >>> SHIFT - 3;
        if (page < permissions.length && permissions[(int) page & permissions.length - 1] >= STORABLE) {
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
