package org.graftvm.engine;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.Truffle;
import jdk.incubator.vector.LongVector;
import org.graftvm.machine.Memory;
import org.graftvm.machine.UncheckedMemory;
import org.graftvm.machine.WindowMemory;

/**
 * The memory of a tier-2 region, with its checks inline. Where they fail it deoptimizes, so that compiled code need not keep
 * registers for a trap handler, and continues in the interpreter.
 *
 * <p>Each region has its own: one that comes to a slow path for good reasons is compiled again. For accesses that are misaligned
 * or cross pages it then has a second inline check. For all others (stores to code, guests that live on faults) it has calls,
 * but only if they come often: a call keeps all registers of a loop in memory.
 */
final class InlineMemory implements Memory {
    /** Deoptimizations of a region before its slow paths become calls. */
    private static final int MAX_DEOPTIMIZATIONS = 8;

    private static final double LIKELY = 0.99;

    private final CodeCache cache;
    private final WindowMemory window;
    private final UncheckedMemory unchecked;
    private final BoundaryMemory calls;
    private final Assumption aligned;
    private final Assumption rare = Truffle.getRuntime().createAssumption("slow memory accesses are rare");
    private int deoptimizations;

    InlineMemory(CodeCache cache, BoundaryMemory calls) {
        this.cache = cache;
        this.window = cache.memory.view();
        this.unchecked = window.unchecked();
        this.calls = calls;
        this.aligned = cache.hasUnalignedAccesses
                ? Assumption.NEVER_VALID
                : Truffle.getRuntime().createAssumption("memory accesses are aligned");
    }

    /** Whether bytes from an address on may be accessed unchecked; at most a page of them. */
    boolean covers(long address, int length, boolean write) {
        return window.covers(address, length, write);
    }

    /**
     * How many accesses of {@code length} bytes, the first at {@code address} and each of the others {@code stride} behind the one
     * before, may be made unchecked.
     *
     * @param stride a constant
     * @param most no more than this
     */
    int iterations(long address, int length, long stride, boolean write, int most) {
        boolean isShort = -WindowMemory.MAX_STRIDE_IN_PAGE <= stride && stride <= WindowMemory.MAX_STRIDE_IN_PAGE;
        return isShort
                ? window.iterationsInPage(address, length, stride, write, most)
                : window.iterationsOverPages(address, length, stride, write, most);
    }

    /** {@link #iterations} where the stride is no constant. */
    int iterationsOfAny(long address, int length, long stride, boolean write, int most) {
        return window.iterationsOverPages(address, length, stride, write, most);
    }

    private boolean passes(long address, int logLength, boolean write) {
        if (CompilerDirectives.injectBranchProbability(LIKELY, window.coversAligned(address, logLength, write))) {
            return true;
        }
        return logLength > 0 && passesUnaligned(address, 1 << logLength, write);
    }

    private boolean passesUnaligned(long address, int length, boolean write) {
        if (aligned.isValid()) {
            CompilerDirectives.transferToInterpreter();
            if (window.covers(address, length, write)) {
                cache.hasUnalignedAccesses = true;
                aligned.invalidate();
                return true;
            }
            return false;
        }
        if (CompilerDirectives.injectBranchProbability(LIKELY, window.covers(address, length, write))) {
            return true; // Where several results meet, Graal refuses a probability that is no branch.
        }
        return false;
    }

    /** For an access that did not pass. */
    BoundaryMemory slow() {
        if (rare.isValid()) {
            CompilerDirectives.transferToInterpreter();
            if (++deoptimizations > MAX_DEOPTIMIZATIONS) {
                rare.invalidate();
            }
        }
        return calls;
    }

    @Override
    public byte readByte(long address) {
        return passes(address, 0, false) ? unchecked.readByte(address) : slow().readByte(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        if (passes(address, 0, true)) {
            unchecked.writeByte(address, value);
        } else {
            slow().writeByte(address, value);
        }
    }

    @Override
    public short readShort(long address) {
        return passes(address, 1, false) ? unchecked.readShort(address) : slow().readShort(address);
    }

    @Override
    public void writeShort(long address, short value) {
        if (passes(address, 1, true)) {
            unchecked.writeShort(address, value);
        } else {
            slow().writeShort(address, value);
        }
    }

    @Override
    public int readInt(long address) {
        return passes(address, 2, false) ? unchecked.readInt(address) : slow().readInt(address);
    }

    @Override
    public void writeInt(long address, int value) {
        if (passes(address, 2, true)) {
            unchecked.writeInt(address, value);
        } else {
            slow().writeInt(address, value);
        }
    }

    @Override
    public long readLong(long address) {
        return passes(address, 3, false) ? unchecked.readLong(address) : slow().readLong(address);
    }

    @Override
    public void writeLong(long address, long value) {
        if (passes(address, 3, true)) {
            unchecked.writeLong(address, value);
        } else {
            slow().writeLong(address, value);
        }
    }

    @Override
    public LongVector readVector(long address) {
        return passes(address, 4, false) ? unchecked.readVector(address) : slow().readVector(address);
    }

    @Override
    public void writeVector(long address, LongVector value) {
        if (passes(address, 4, true)) {
            unchecked.writeVector(address, value);
        } else {
            slow().writeVector(address, value);
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
