package org.graftvm.engine;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.Truffle;
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

    private final BoundaryMemory calls;
    private final Assumption rare = Truffle.getRuntime().createAssumption("slow memory accesses are rare");
    private int deoptimizations;

    SlowPathMemory(BoundaryMemory calls) {
        this.calls = calls;
    }

    @Override
    public byte readByte(long address) {
        deoptimizeIfRare();
        return calls.readByte(address);
    }

    @Override
    public short readShort(long address) {
        deoptimizeIfRare();
        return calls.readShort(address);
    }

    @Override
    public int readInt(long address) {
        deoptimizeIfRare();
        return calls.readInt(address);
    }

    @Override
    public long readLong(long address) {
        deoptimizeIfRare();
        return calls.readLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        deoptimizeIfRare();
        calls.writeByte(address, value);
    }

    @Override
    public void writeShort(long address, short value) {
        deoptimizeIfRare();
        calls.writeShort(address, value);
    }

    @Override
    public void writeInt(long address, int value) {
        deoptimizeIfRare();
        calls.writeInt(address, value);
    }

    @Override
    public void writeLong(long address, long value) {
        deoptimizeIfRare();
        calls.writeLong(address, value);
    }

    private void deoptimizeIfRare() {
        if (rare.isValid()) {
            CompilerDirectives.transferToInterpreter();
            if (++deoptimizations > MAX_DEOPTIMIZATIONS) {
                rare.invalidate();
            }
        }
    }

    // Atomics cost a locked instruction anyway; the call does not matter beside it.

    @Override
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        return calls.compareAndExchangeInt(address, expected, replacement);
    }

    @Override
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        return calls.getAndUpdateInt(address, operation, operand);
    }

    @Override
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        return calls.compareAndExchangeLong(address, expected, replacement);
    }

    @Override
    public long getAndUpdateLong(long address, AtomicOperation operation, long operand) {
        return calls.getAndUpdateLong(address, operation, operand);
    }

    @Override
    public void check(long address, int size, Access access) {
        calls.check(address, size, access);
    }
}
