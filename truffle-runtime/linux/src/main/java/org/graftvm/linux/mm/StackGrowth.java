package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.PROT_EXEC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;

import org.graftvm.linux.LinuxException;

/** Areas that a fault just below extends: the stack, and MAP_GROWSDOWN. The caller holds the address space's lock. */
final class StackGrowth {
    /** Room between the top of the address space and the mappings; limits above it have no effect. */
    static final long GAP = 128L << 20;

    /** What the stack has before it grows. */
    private static final long INITIAL = 128 << 10;

    /** Distance that a growing stack keeps from the area below it: stack_guard_gap of Linux. */
    private static final long GUARD = 256L * AddressSpace.PAGE;

    /** A fault extends the stack at least this far, so that deep recursion does not fault at each page. */
    private static final long STEP = 64 << 10;

    private final AddressSpace space;
    private long limit = 8 << 20;

    StackGrowth(AddressSpace space) {
        this.space = space;
    }

    void copyFrom(StackGrowth other) {
        limit = other.limit;
    }

    long mapStack(long wantedLimit, boolean executable) {
        long top = space.top();
        limit = AddressSpace.roundDown(Math.clamp(wantedLimit, INITIAL, top - space.mmapBase()));
        int protection = PROT_READ | PROT_WRITE | (executable ? PROT_EXEC : 0);
        long start = top - INITIAL;
        space.areas.add(new Vma(start, top, protection, false, true, null, 0, "[stack]"));
        space.memory.map(start, INITIAL, protection);
        return top;
    }

    /** Extends the area above {@code address} down to it, if it grows and may. */
    boolean grow(long address) {
        Vma vma = space.areas.firstEndingAfter(address);
        if (vma == null || !vma.growsDown()) {
            return false;
        }
        long lowest = Math.max(AddressSpace.LOWEST, vma.end() - limit);
        Vma below = space.areas.lastStartingBefore(vma.start());
        if (below != null) {
            lowest = Math.max(lowest, below.end() + (below.protection() == 0 ? 0 : GUARD));
        }
        long needed = AddressSpace.roundDown(address);
        if (needed < lowest) {
            return false;
        }
        long start = Math.max(lowest, Math.min(needed, vma.start() - STEP));
        try {
            space.requireRoom(start, vma.start() - start, true);
        } catch (LinuxException e) {
            return false;
        }
        space.areas.remove(vma.start(), vma.end());
        space.areas.add(vma.moved(start, vma.end()));
        space.memory.map(start, vma.start() - start, AddressSpace.permission(vma.protection()));
        return true;
    }
}
