package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.MREMAP_DONTUNMAP;
import static org.graftvm.linux.abi.MemoryFlags.MREMAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MREMAP_MAYMOVE;

import java.lang.foreign.MemorySegment;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.GuestMemory;

/** mremap(2). The caller holds the address space's lock. */
final class Remap {
    private static final int PAGE = GuestMemory.PAGE_SIZE;
    private static final MemorySegment ZEROES = MemorySegment.ofArray(new byte[PAGE]);

    private final AddressSpace space;

    Remap(AddressSpace space) {
        this.space = space;
    }

    long remap(long old, long oldLength, long newLength, int flags, long wish) {
        boolean fixed = (flags & MREMAP_FIXED) != 0;
        boolean mayMove = (flags & MREMAP_MAYMOVE) != 0;
        boolean keep = (flags & MREMAP_DONTUNMAP) != 0;
        long oldSize = AddressSpace.roundUp(oldLength);
        long newSize = AddressSpace.roundUp(newLength);
        if ((flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP)) != 0
                || (fixed || keep) && !mayMove
                || keep && oldSize != newSize
                || (old & (PAGE - 1)) != 0
                || newLength <= 0
                || newSize <= 0
                || oldLength < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        Vma vma = space.areas.find(old);
        if (vma == null || old > space.top() - oldSize || vma.end() < old + oldSize) {
            throw new LinuxException(Errno.EFAULT);
        }
        if (oldSize == 0 || keep && (vma.shared() || vma.file() != null)) {
            // With an old size of 0 Linux makes a second mapping of a shared one; copies of pages could not stay alike.
            throw new LinuxException(Errno.EINVAL);
        }
        if (fixed) {
            requireTarget(old, oldSize, newSize, wish);
            space.unmap(wish, newSize);
            return move(old, oldSize, newSize, wish, keep);
        }
        if (keep) {
            return move(old, oldSize, newSize, space.findGap(newSize), true);
        }
        if (newSize <= oldSize) {
            if (newSize < oldSize) {
                space.unmap(old + newSize, oldSize - newSize);
            }
            return old;
        }
        if (vma.end() == old + oldSize
                && old + newSize <= space.top()
                && space.areas.isFree(vma.end(), old + newSize)) {
            space.requireRoom(vma.end(), newSize - oldSize, vma.accounted());
            grow(vma, old + newSize);
            return old;
        }
        if (!mayMove) {
            throw new LinuxException(Errno.ENOMEM);
        }
        return move(old, oldSize, newSize, space.findGap(newSize), false);
    }

    private void requireTarget(long old, long oldSize, long newSize, long wish) {
        if ((wish & (PAGE - 1)) != 0
                || wish < 0
                || wish > space.top() - newSize
                || wish < old + oldSize && old < wish + newSize) {
            throw new LinuxException(Errno.EINVAL);
        }
        if (wish < AddressSpace.LOWEST) {
            throw new LinuxException(Errno.EPERM);
        }
    }

    private void grow(Vma vma, long newEnd) {
        Vma added = new Vma(
                vma.end(),
                newEnd,
                vma.protection(),
                vma.shared(),
                vma.growsDown(),
                vma.file(),
                vma.offsetAt(vma.end()),
                vma.name());
        space.areas.add(added);
        present(added);
    }

    private void present(Vma vma) {
        if (vma.file() == null) {
            space.memory.map(vma.start(), vma.length(), AddressSpace.permission(vma.protection()));
        } else {
            space.filePages.mapped(vma);
        }
    }

    private long move(long old, long oldSize, long newSize, long target, boolean keep) {
        Vma source = space.areas.partsIn(old, old + oldSize).getFirst();
        space.requireRoom(target, keep ? newSize : newSize - Math.min(oldSize, newSize), source.accounted());
        Vma moved = source.moved(target, target + newSize);
        space.areas.add(moved);
        long copied = Math.min(oldSize, newSize);
        if (moved.file() == null) {
            present(moved);
            space.inheritance.bring(old, old + copied);
            copyPages(old, target, copied);
        } else {
            space.filePages.moved(source, moved);
        }
        if (keep) {
            space.filePages.discard(source);
        } else {
            space.unmap(old, oldSize);
        }
        return target;
    }

    /** Copies pages but those that are all zero, which cost no host memory as long as nobody writes them. */
    private void copyPages(long from, long to, long length) {
        MemorySegment window = space.memory.window();
        for (long at = 0; at < length; at += PAGE) {
            MemorySegment page = window.asSlice(from + at, PAGE);
            if (page.mismatch(ZEROES) != -1) {
                window.asSlice(to + at, PAGE).copyFrom(page);
            }
        }
    }
}
