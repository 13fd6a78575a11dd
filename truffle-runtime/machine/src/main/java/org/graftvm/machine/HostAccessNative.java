package org.graftvm.machine;

import java.lang.reflect.Field;
import java.nio.ByteOrder;
import sun.misc.Unsafe;

/**
 * Plain loads and stores of host memory, little-endian as all guests and hosts are.
 *
 * <p>The same access through {@link java.lang.foreign.MemorySegment} passes a dozen methods, a liveness test and a bounds
 * test: Graal gave up inlining it in large regions (a call for each guest access, five times slower there), HotSpot's
 * first compiler never inlines it, and partial evaluation took several times as long. Here each method is one
 * machine instruction in all of them.
 *
 * <p>Public for the classes that the engine generates: they call the methods named {@code load} and {@code store}, which
 * are the same in the form that HotSpot's first compiler likes best: fewest calls, and no result narrower than an int,
 * whose sign it would extend once more at each return.
 */
public final class HostAccessNative {
    private static final Unsafe UNSAFE = unsafe();

    private HostAccessNative() {}

    private static Unsafe unsafe() {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException("the host is not little-endian");
        }
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // SAFETY: callers pass an address of a window that is mapped readable and writable as long as anything refers to
    // it,
    // after WindowMemory has compared the guest address with the window's size.

    static byte getByte(long address) {
        return UNSAFE.getByte(address);
    }

    static short getShort(long address) {
        return UNSAFE.getShort(address);
    }

    static int getInt(long address) {
        return UNSAFE.getInt(address);
    }

    static long getLong(long address) {
        return UNSAFE.getLong(address);
    }

    static void putByte(long address, byte value) {
        UNSAFE.putByte(address, value);
    }

    static void putShort(long address, short value) {
        UNSAFE.putShort(address, value);
    }

    static void putInt(long address, int value) {
        UNSAFE.putInt(address, value);
    }

    static void putLong(long address, long value) {
        UNSAFE.putLong(address, value);
    }

    public static int loadByte(long address) {
        return UNSAFE.getByte(null, address);
    }

    public static int loadShort(long address) {
        return UNSAFE.getShort(null, address);
    }

    public static int loadInt(long address) {
        return UNSAFE.getInt(null, address);
    }

    public static long loadLong(long address) {
        return UNSAFE.getLong(null, address);
    }

    public static void storeByte(long address, int value) {
        UNSAFE.putByte(null, address, (byte) value);
    }

    public static void storeShort(long address, int value) {
        UNSAFE.putShort(null, address, (short) value);
    }

    public static void storeInt(long address, int value) {
        UNSAFE.putInt(null, address, value);
    }

    public static void storeLong(long address, long value) {
        UNSAFE.putLong(null, address, value);
    }
}
