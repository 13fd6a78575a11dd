package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;

import org.graftvm.linux.LinuxException;

/** The heap that brk(2) moves the end of. The caller holds the address space's lock. */
final class Heap {
    private final AddressSpace space;
    private long start;
    private long end;

    Heap(AddressSpace space) {
        this.space = space;
    }

    void setStart(long address) {
        start = AddressSpace.roundUp(address);
        end = start;
    }

    void copyFrom(Heap other) {
        start = other.start;
        end = other.end;
    }

    long start() {
        return start;
    }

    long brk(long wanted) {
        if (wanted < start || wanted > space.top()) {
            return end;
        }
        long oldTop = AddressSpace.roundUp(end);
        long newTop = AddressSpace.roundUp(wanted);
        if (newTop > oldTop) {
            if (!space.areas.isFree(oldTop, newTop)) {
                return end;
            }
            try {
                space.requireRoom(oldTop, newTop - oldTop, true);
            } catch (LinuxException e) {
                return end;
            }
            space.areas.add(Vma.anonymous(oldTop, newTop, PROT_READ | PROT_WRITE, "[heap]"));
            space.memory.map(oldTop, newTop - oldTop, PROT_READ | PROT_WRITE);
        } else if (newTop < oldTop) {
            space.unmap(newTop, oldTop - newTop);
        }
        end = wanted;
        return end;
    }
}
