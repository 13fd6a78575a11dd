package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/** Guest memory as partially evaluated code calls it: each access is a call of the whole of it. */
final class BoundaryMemory implements Memory {
    private final GuestMemory memory;

    BoundaryMemory(GuestMemory memory) {
        this.memory = memory;
    }

    @Override
    @TruffleBoundary
    public byte readByte(long address) {
        return memory.readByte(address);
    }

    @Override
    @TruffleBoundary
    public void writeByte(long address, byte value) {
        memory.writeByte(address, value);
    }

    @Override
    @TruffleBoundary
    public short readShort(long address) {
        return memory.readShort(address);
    }

    @Override
    @TruffleBoundary
    public void writeShort(long address, short value) {
        memory.writeShort(address, value);
    }

    @Override
    @TruffleBoundary
    public int readInt(long address) {
        return memory.readInt(address);
    }

    @Override
    @TruffleBoundary
    public void writeInt(long address, int value) {
        memory.writeInt(address, value);
    }

    @Override
    @TruffleBoundary
    public long readLong(long address) {
        return memory.readLong(address);
    }

    @Override
    @TruffleBoundary
    public void writeLong(long address, long value) {
        memory.writeLong(address, value);
    }

    @Override
    @TruffleBoundary
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        return memory.compareAndExchangeInt(address, expected, replacement);
    }

    @Override
    @TruffleBoundary
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        return memory.getAndUpdateInt(address, operation, operand);
    }

    @Override
    @TruffleBoundary
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        return memory.compareAndExchangeLong(address, expected, replacement);
    }

    @Override
    @TruffleBoundary
    public long getAndUpdateLong(long address, AtomicOperation operation, long operand) {
        return memory.getAndUpdateLong(address, operation, operand);
    }

    @Override
    @TruffleBoundary
    public void check(long address, int size, Access access) {
        memory.check(address, size, access);
    }
}
