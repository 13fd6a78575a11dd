package org.graftvm.machine;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    /** Accesses with larger strides are looked for on several pages: there are few on one. */
    public static final int MAX_STRIDE_IN_PAGE = 64;

    /** How far {@link #iterationsOverPages} looks, and at what. */
    private static final int MAX_PAGES = 64;

    private static final long MAX_STRIDE = 4L * GuestMemory.PAGE_SIZE;

    private static final VarHandle FOUR_PAGES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle EIGHT_PAGES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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

    /**
     * How many accesses of {@code length} bytes, the first at {@code address} and each of the others {@code stride} behind the one
     * before, lie on the first one's page and can go through {@link #unchecked()}. Zero says nothing about a fault.
     *
     * @param length 1 to {@link GuestMemory#PAGE_SIZE}
     * @param stride a constant of the code, or the division would be one
     * @param most no more than this
     */
    public int iterationsInPage(long address, int length, long stride, boolean write, int most) {
        int offset = (int) address & GuestMemory.PAGE_SIZE - 1;
        int room = GuestMemory.PAGE_SIZE - length - offset;
        if (room < 0 || !allows(address, write ? STORABLE : LOADABLE)) {
            return 0;
        }
        if (stride == 0) {
            return most;
        }
        return Math.min(most, (stride > 0 ? room / (int) stride : offset / (int) -stride) + 1);
    }

    /**
     * As {@link #iterationsInPage}, over several pages.
     *
     * @param stride any
     */
    public int iterationsOverPages(long address, int length, long stride, boolean write, int most) {
        long distance = Math.abs(stride);
        if (distance < 0 || distance > MAX_STRIDE || !covers(address, length, write)) {
            return 0;
        }
        if (distance == 0) {
            return most;
        }
        // The byte of the first access that is nearest to where the others will be.
        long edge = stride > 0 ? address + length - 1 : address;
        long offset = edge & GuestMemory.PAGE_SIZE - 1;
        long room = stride > 0 ? GuestMemory.PAGE_SIZE - 1 - offset : offset;
        for (int pages = MAX_PAGES; pages > 1; pages >>= 2) {
            long page = edge >>> SHIFT;
            if (allowsAll(stride > 0 ? page : page - pages + 1, pages, write ? STORABLE : LOADABLE)) {
                room += (pages - 1L) * GuestMemory.PAGE_SIZE;
                break;
            }
        }
        return (int) Math.min(most, room / distance + 1);
    }

    /** @param pages a multiple of 4; of 8 where there are more than 4 */
    private boolean allowsAll(long page, int pages, int level) {
        if (page < 0 || page > permissions.length - pages) {
            return false;
        }
        if (pages == Integer.BYTES) {
            int wanted = level * 0x0101_0101;
            return ((int) FOUR_PAGES.get(permissions, (int) page) & wanted) == wanted;
        }
        long wanted = level * 0x0101_0101_0101_0101L;
        for (int i = 0; i < pages; i += Long.BYTES) {
            if (((long) EIGHT_PAGES.get(permissions, (int) page + i) & wanted) != wanted) {
                return false;
            }
        }
        return true;
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
