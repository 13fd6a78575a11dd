package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/**
 * What partially evaluated code does where the inline check of {@link org.graftvm.machine.WindowMemory} fails: it
 * deoptimizes, so that compiled code need not keep registers for a trap handler, and continues in the interpreter.
 */
final class SlowPathMemory implements Memory {
    private final GuestMemory memory;

    SlowPathMemory(GuestMemory memory) {
        this.memory = memory;
    }

    @Override
    public byte readByte(long address) {
        CompilerDirectives.transferToInterpreter();
        return memory.readByte(address);
    }

    @Override
    public short readShort(long address) {
        CompilerDirectives.transferToInterpreter();
        return memory.readShort(address);
    }

    @Override
    public int readInt(long address) {
        CompilerDirectives.transferToInterpreter();
        return memory.readInt(address);
    }

    @Override
    public long readLong(long address) {
        CompilerDirectives.transferToInterpreter();
        return memory.readLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        CompilerDirectives.transferToInterpreter();
        memory.writeByte(address, value);
    }

    @Override
    public void writeShort(long address, short value) {
        CompilerDirectives.transferToInterpreter();
        memory.writeShort(address, value);
    }

    @Override
    public void writeInt(long address, int value) {
        CompilerDirectives.transferToInterpreter();
        memory.writeInt(address, value);
    }

    @Override
    public void writeLong(long address, long value) {
        CompilerDirectives.transferToInterpreter();
        memory.writeLong(address, value);
    }

    // Atomics cost a locked instruction anyway; the call does not matter beside it.

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
