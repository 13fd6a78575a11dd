package org.graftvm.engine;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.Truffle;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/**
 * What partially evaluated code does where the inline check of {@link org.graftvm.machine.WindowMemory} fails: it
 * deoptimizes, so that compiled code need not keep registers for a trap handler, and continues in the interpreter.
 *
 * <p>Each region has its own: one that comes here often for good reasons (accesses across pages, guests that live on
 * faults) is compiled again, with calls in place of deoptimizations.
 */
final class SlowPathMemory implements Memory {
    /** Deoptimizations of a region before its slow paths become calls. */
    private static final int MAX_DEOPTIMIZATIONS = 8;

    private final GuestMemory memory;
    private final Assumption rare = Truffle.getRuntime().createAssumption("slow memory accesses are rare");
    private int deoptimizations;

    SlowPathMemory(GuestMemory memory) {
        this.memory = memory;
    }

    @Override
    public byte readByte(long address) {
        deoptimizeIfRare();
        return callReadByte(address);
    }

    @Override
    public short readShort(long address) {
        deoptimizeIfRare();
        return callReadShort(address);
    }

    @Override
    public int readInt(long address) {
        deoptimizeIfRare();
        return callReadInt(address);
    }

    @Override
    public long readLong(long address) {
        deoptimizeIfRare();
        return callReadLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        deoptimizeIfRare();
        callWriteByte(address, value);
    }

    @Override
    public void writeShort(long address, short value) {
        deoptimizeIfRare();
        callWriteShort(address, value);
    }

    @Override
    public void writeInt(long address, int value) {
        deoptimizeIfRare();
        callWriteInt(address, value);
    }

    @Override
    public void writeLong(long address, long value) {
        deoptimizeIfRare();
        callWriteLong(address, value);
    }

    private void deoptimizeIfRare() {
        if (rare.isValid()) {
            CompilerDirectives.transferToInterpreter();
            if (++deoptimizations > MAX_DEOPTIMIZATIONS) {
                rare.invalidate();
            }
        }
    }

    @TruffleBoundary
    private byte callReadByte(long address) {
        return memory.readByte(address);
    }

    @TruffleBoundary
    private void callWriteByte(long address, byte value) {
        memory.writeByte(address, value);
    }

    @TruffleBoundary
    private short callReadShort(long address) {
        return memory.readShort(address);
    }

    @TruffleBoundary
    private void callWriteShort(long address, short value) {
        memory.writeShort(address, value);
    }

    @TruffleBoundary
    private int callReadInt(long address) {
        return memory.readInt(address);
    }

    @TruffleBoundary
    private void callWriteInt(long address, int value) {
        memory.writeInt(address, value);
    }

    @TruffleBoundary
    private long callReadLong(long address) {
        return memory.readLong(address);
    }

    @TruffleBoundary
    private void callWriteLong(long address, long value) {
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
