package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.graftvm.machine.GuestMemory;

/**
 * The memory of a process as other processes reach it: ptrace(2), /proc/pid/mem, process_vm_readv(2). Stores into code count as
 * the process's own.
 */
public final class ForeignAccess {
    private final AddressSpace space;
    private final boolean forced;

    /**
     * @param forced whether private pages may be read and written whatever their protection, as debuggers do to set
     *     breakpoints: FOLL_FORCE of Linux
     */
    public ForeignAccess(AddressSpace space, boolean forced) {
        this.space = space;
        this.forced = forced;
    }

    /** Copies out. @return how many bytes could be, from the first on */
    public int read(long address, byte[] target, int offset, int length) {
        synchronized (space) {
            int done = 0;
            while (done < length && prepare(address + done, false)) {
                int part = partIn(address + done, length - done);
                MemorySegment window = space.memory.window();
                MemorySegment.copy(window, ValueLayout.JAVA_BYTE, address + done, target, offset + done, part);
                done += part;
            }
            return done;
        }
    }

    /** Copies in. @return how many bytes could be, from the first on */
    public int write(long address, byte[] source, int offset, int length) {
        synchronized (space) {
            int done = 0;
            while (done < length && prepare(address + done, true)) {
                int part = partIn(address + done, length - done);
                space.memory.load(address + done, source, offset + done, part);
                done += part;
            }
            return done;
        }
    }

    private static int partIn(long address, int length) {
        return (int) Math.min(length, AddressSpace.roundDown(address) + GuestMemory.PAGE_SIZE - address);
    }

    /** Brings a page in, ready to be read or written. @return false where that may not, or cannot, be */
    private boolean prepare(long address, boolean write) {
        Vma vma = space.areas.find(address);
        if (vma == null || !isAllowed(vma, write)) {
            return false;
        }
        if (space.inheritance.isHidden(address)) {
            Inheritance.Range range = space.inheritance.reveal(address, vma.start(), vma.end());
            space.filePages.show(range.start(), range.length(), vma.protection());
        }
        if (!space.filePages.isPresent(address) && !space.filePages.fill(vma, address)) {
            return false;
        }
        if (write) {
            long page = AddressSpace.roundDown(address);
            space.inheritance.handOver(page, page + GuestMemory.PAGE_SIZE);
        }
        return true;
    }

    private boolean isAllowed(Vma vma, boolean write) {
        if (write) {
            return (vma.protection() & PROT_WRITE) != 0 || forced && !vma.shared();
        }
        return forced || (AddressSpace.permission(vma.protection()) & GuestMemory.READ) != 0;
    }
}
