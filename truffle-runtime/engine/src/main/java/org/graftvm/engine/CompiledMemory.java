package org.graftvm.engine;

import static com.oracle.truffle.api.CompilerDirectives.injectBranchProbability;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/**
 * Guest memory as partially evaluated code sees it: the check and the access inline, everything else out of line.
 *
 * <p>The slow path deoptimizes, so that compiled code need not keep registers for a trap handler. A region that takes it
 * often for good reasons (accesses across pages, stores next to code) is given the variant that calls instead.
 */
final class CompiledMemory extends Memory {
    private static final double FAST = 0.9999;
    private static final int SHIFT = GuestMemory.PAGE_SHIFT;
    private static final int OFFSET = GuestMemory.PAGE_SIZE - 1;

    private final GuestMemory memory;
    private final MemorySegment window;

    private final byte[] permissions;

    private final boolean deoptimize;

    CompiledMemory(GuestMemory memory, boolean deoptimize) {
        this.memory = memory;
        this.window = memory.window();
        this.permissions = memory.permissionTable();
        this.deoptimize = deoptimize;
    }

    private boolean readable(long address, int size) {
        long page = address >>> SHIFT;
        return injectBranchProbability(
                FAST,
                page < permissions.length
                        && (permissions[(int) page] & GuestMemory.READ) != 0
                        && (address & OFFSET) <= GuestMemory.PAGE_SIZE - size);
    }

    private boolean writable(long address, int size) {
        long page = address >>> SHIFT;
        return injectBranchProbability(
                FAST,
                page < permissions.length
                        && (permissions[(int) page] & (GuestMemory.WRITE | GuestMemory.CODE)) == GuestMemory.WRITE
                        && (address & OFFSET) <= GuestMemory.PAGE_SIZE - size);
    }

    private void slowPath() {
        if (deoptimize) {
            CompilerDirectives.transferToInterpreter();
        }
    }

    @Override
    public byte readByte(long address) {
        if (readable(address, 1)) {
            return window.get(ValueLayout.JAVA_BYTE, address);
        }
        slowPath();
        return (byte) slowRead(address, 1);
    }

    @Override
    public short readShort(long address) {
        if (readable(address, 2)) {
            return window.get(GuestMemory.SHORT, address);
        }
        slowPath();
        return (short) slowRead(address, 2);
    }

    @Override
    public int readInt(long address) {
        if (readable(address, 4)) {
            return window.get(GuestMemory.INT, address);
        }
        slowPath();
        return (int) slowRead(address, 4);
    }

    @Override
    public long readLong(long address) {
        if (readable(address, 8)) {
            return window.get(GuestMemory.LONG, address);
        }
        slowPath();
        return slowRead(address, 8);
    }

    @Override
    public void writeByte(long address, byte value) {
        if (writable(address, 1)) {
            window.set(ValueLayout.JAVA_BYTE, address, value);
        } else {
            slowPath();
            slowWrite(address, 1, value);
        }
    }

    @Override
    public void writeShort(long address, short value) {
        if (writable(address, 2)) {
            window.set(GuestMemory.SHORT, address, value);
        } else {
            slowPath();
            slowWrite(address, 2, value);
        }
    }

    @Override
    public void writeInt(long address, int value) {
        if (writable(address, 4)) {
            window.set(GuestMemory.INT, address, value);
        } else {
            slowPath();
            slowWrite(address, 4, value);
        }
    }

    @Override
    public void writeLong(long address, long value) {
        if (writable(address, 8)) {
            window.set(GuestMemory.LONG, address, value);
        } else {
            slowPath();
            slowWrite(address, 8, value);
        }
    }

    @TruffleBoundary
    private long slowRead(long address, int size) {
        return switch (size) {
            case 1 -> memory.readByte(address);
            case 2 -> memory.readShort(address);
            case 4 -> memory.readInt(address);
            default -> memory.readLong(address);
        };
    }

    @TruffleBoundary
    private void slowWrite(long address, int size, long value) {
        switch (size) {
            case 1 -> memory.writeByte(address, (byte) value);
            case 2 -> memory.writeShort(address, (short) value);
            case 4 -> memory.writeInt(address, (int) value);
            default -> memory.writeLong(address, value);
        }
    }

    // Atomics cost a locked instruction anyway; the call does not matter beside it.

    @Override
    @TruffleBoundary
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        return memory.compareAndExchangeInt(address, expected, replacement);
    }

    @Override
    @TruffleBoundary
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        return memory.compareAndExchangeLong(address, expected, replacement);
    }

    @Override
    @TruffleBoundary
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        return memory.getAndUpdateInt(address, operation, operand);
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
