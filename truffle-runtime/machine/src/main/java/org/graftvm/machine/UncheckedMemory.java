package org.graftvm.machine;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/**
 * Guest memory for accesses that {@link WindowMemory#covers} has checked before, alignment included. Only plain loads and stores and
 * their checks come here;
 * a record for the same reason as {@link WindowMemory}.
 *
 * @param window the host memory that {@code base} lies in; keeps it mapped
 * @param base host address of guest address 0
 */
public record UncheckedMemory(MemorySegment window, long base) implements Memory {
    // SAFETY: translated code calls these only behind a successful WindowMemory.covers of the same addresses, and the
    // window
    // stays mapped, readable and writable on the host, whatever the guest unmaps meanwhile.

    @Override
    public byte readByte(long address) {
        return HostAccessNative.getByte(base + address);
    }

    @Override
    public short readShort(long address) {
        return HostAccessNative.getShort(base + address);
    }

    @Override
    public int readInt(long address) {
        return HostAccessNative.getInt(base + address);
    }

    @Override
    public long readLong(long address) {
        return HostAccessNative.getLong(base + address);
    }

    @Override
    public void writeByte(long address, byte value) {
        HostAccessNative.putByte(base + address, value);
    }

    @Override
    public void writeShort(long address, short value) {
        HostAccessNative.putShort(base + address, value);
    }

    @Override
    public void writeInt(long address, int value) {
        HostAccessNative.putInt(base + address, value);
    }

    @Override
    public void writeLong(long address, long value) {
        HostAccessNative.putLong(base + address, value);
    }

    @Override
    public LongVector readVector(long address) {
        return VectorAccessNative.get(base + address);
    }

    @Override
    public void writeVector(long address, LongVector value) {
        VectorAccessNative.put(base + address, value);
    }

    @Override
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getAndUpdateLong(long address, AtomicOperation operation, long operand) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void check(long address, int size, Access access) {}

    @Override
    public boolean isAligned(long address, int size) {
        return true;
    }
}
