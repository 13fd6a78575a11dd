package org.graftvm.machine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Guest memory as instruction methods see it: check and access inline, everything unusual in {@code slow}.
 *
 * <p>A record, because compilers treat the fields of a constant record as constants: translated code holds its view as a
 * constant, and is left with two compares, one of them of the permission byte. The first compare finds addresses outside
 * the window and accesses that cross pages at once. Both array index and window offset are masked, so that not even a wrong
 * check could leave the window: it ends with a page that no guest address reaches without crossing into it.
 *
 * @param window host memory from guest address 0 on, one page longer than the address space
 * @param permissions permission byte of each page; the length is a power of two
 * @param addressMask all addresses of the window: its size less 1
 * @param checkMask bits that an address outside the window has, and the offset in the page
 * @param slow does the whole access
 */
public record WindowMemory(MemorySegment window, byte[] permissions, long addressMask, long checkMask, Memory slow)
        implements Memory {

    private boolean accessible(long address, int size, int bits, int wanted) {
        return Long.compareUnsigned(address & checkMask, GuestMemory.PAGE_SIZE - size) <= 0
                && (permissions[(int) (address >>> GuestMemory.PAGE_SHIFT) & (permissions.length - 1)] & bits)
                        == wanted;
    }

    private boolean readable(long address, int size) {
        return accessible(address, size, GuestMemory.READ, GuestMemory.READ);
    }

    private boolean writable(long address, int size) {
        return accessible(address, size, GuestMemory.WRITE | GuestMemory.CODE, GuestMemory.WRITE);
    }

    @Override
    public byte readByte(long address) {
        return readable(address, 1) ? window.get(ValueLayout.JAVA_BYTE, address & addressMask) : slow.readByte(address);
    }

    @Override
    public short readShort(long address) {
        return readable(address, 2) ? window.get(GuestMemory.SHORT, address & addressMask) : slow.readShort(address);
    }

    @Override
    public int readInt(long address) {
        return readable(address, 4) ? window.get(GuestMemory.INT, address & addressMask) : slow.readInt(address);
    }

    @Override
    public long readLong(long address) {
        return readable(address, 8) ? window.get(GuestMemory.LONG, address & addressMask) : slow.readLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        if (writable(address, 1)) {
            window.set(ValueLayout.JAVA_BYTE, address & addressMask, value);
        } else {
            slow.writeByte(address, value);
        }
    }

    @Override
    public void writeShort(long address, short value) {
        if (writable(address, 2)) {
            window.set(GuestMemory.SHORT, address & addressMask, value);
        } else {
            slow.writeShort(address, value);
        }
    }

    @Override
    public void writeInt(long address, int value) {
        if (writable(address, 4)) {
            window.set(GuestMemory.INT, address & addressMask, value);
        } else {
            slow.writeInt(address, value);
        }
    }

    @Override
    public void writeLong(long address, long value) {
        if (writable(address, 8)) {
            window.set(GuestMemory.LONG, address & addressMask, value);
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
