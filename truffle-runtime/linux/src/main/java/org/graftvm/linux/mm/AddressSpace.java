package org.graftvm.linux.mm;

import static org.graftvm.linux.abi.MemoryFlags.MAP_ANONYMOUS;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED;
import static org.graftvm.linux.abi.MemoryFlags.MAP_FIXED_NOREPLACE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_GROWSDOWN;
import static org.graftvm.linux.abi.MemoryFlags.MAP_PRIVATE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_SHARED;
import static org.graftvm.linux.abi.MemoryFlags.MAP_SHARED_VALIDATE;
import static org.graftvm.linux.abi.MemoryFlags.MAP_TYPE;
import static org.graftvm.linux.abi.MemoryFlags.PROT_EXEC;
import static org.graftvm.linux.abi.MemoryFlags.PROT_READ;
import static org.graftvm.linux.abi.MemoryFlags.PROT_WRITE;

import java.util.List;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a process as the kernel sees it: areas (VMAs) over the pages of a {@link GuestMemory}. All methods may be
 * called by any task; they lock.
 *
 * <p>Layout, from the top of the window down: an unused page, the stack, a gap for it to grow into, then mappings from
 * {@link #mmapBase} downward; the program and its heap at the bottom. Nothing is placed below {@link #LOWEST}.
 *
 * <p>Invariants: a page outside all areas is zero and has no permission byte; a page of an anonymous area is present (its byte
 * has MAPPED) unless it is still with the parent, see {@link Inheritance}; a page of a file is present once it was read. A
 * present page may lack the permission to write that its area has: the first store to it asks {@link Inheritance}.
 */
public final class AddressSpace implements AutoCloseable {
    public static final int PAGE = GuestMemory.PAGE_SIZE;

    /** mmap_min_addr: null pointers and small offsets from them always fault. */
    public static final long LOWEST = 0x10000;

    /** Most areas that a process may have: vm.max_map_count. */
    public static final int MAX_AREAS = 65530;

    final GuestMemory memory;
    final VmaSet areas = new VmaSet();
    final FilePages filePages;
    final Inheritance inheritance;
    private final Heap heap;
    private final StackGrowth stackGrowth;
    private final long limit;
    /** Processes that have this as their memory: several between vfork and execve. */
    private int users = 1;
    /** Whether there ever were pages that other address spaces have as well. */
    private volatile boolean hasSharedPages;

    /**
     * Wraps a fresh guest memory, which from now on belongs to this and is closed with it.
     *
     * @param limit most bytes of private writable memory; more is ENOMEM
     */
    public AddressSpace(GuestMemory memory, long limit) {
        this(memory, limit, new SharedFiles());
    }

    /** @param sharedFiles those of all address spaces that see what one of them stores into a shared mapping */
    public AddressSpace(GuestMemory memory, long limit, SharedFiles sharedFiles) {
        this(memory, limit, new Inheritance(memory), sharedFiles);
    }

    private AddressSpace(GuestMemory memory, long limit, Inheritance inheritance, SharedFiles sharedFiles) {
        this.memory = memory;
        this.limit = limit;
        this.inheritance = inheritance;
        this.filePages = new FilePages(memory, inheritance, sharedFiles);
        this.heap = new Heap(this);
        this.stackGrowth = new StackGrowth(this);
        memory.setPageFaultHandler(this::resolveFault);
    }

    // ---- processes ----

    /**
     * The memory of a new process, which has the same in it: fork(2). Costs what is mapped, not what was written; pages are
     * copied when either side touches them.
     *
     * @param child fresh memory of the same size, which from now on belongs to the result
     */
    public synchronized AddressSpace fork(GuestMemory child) {
        PageSet inherited = new PageSet();
        for (Vma vma : areas.all()) {
            inherited.addAll(filePages.present(vma));
        }
        AddressSpace copy =
                new AddressSpace(child, limit, inheritance.child(child, inherited), filePages.sharedFiles());
        for (Vma vma : areas.all()) {
            copy.areas.add(vma);
            copy.filePages.added(vma);
            if ((vma.protection() & PROT_WRITE) != 0 && !vma.isOfSharedPages()) {
                memory.revokeWrite(vma.start(), vma.length());
            }
        }
        copy.hasSharedPages = hasSharedPages;
        copy.heap.copyFrom(heap);
        copy.stackGrowth.copyFrom(stackGrowth);
        return copy;
    }

    /** One more process has this as its memory, and will {@link #close} it. */
    public synchronized AddressSpace share() {
        users++;
        return this;
    }

    public GuestMemory memory() {
        return memory;
    }

    /** First address behind the highest that a program can use. */
    public long top() {
        return memory.size() - PAGE;
    }

    /** First address behind the mappings that are placed without a wish. */
    public long mmapBase() {
        return roundDown(top() - Math.min(StackGrowth.GAP, memory.size() / 4));
    }

    /** Where position-independent programs go, so that the heap behind them and the mappings both have room. */
    public long programBase() {
        return roundDown(memory.size() / 3);
    }

    // ---- mmap and its kin ----

    /**
     * mmap(2).
     *
     * @param file the file behind the descriptor, or null for anonymous memory; retained by the mapping
     * @return start of the mapping
     */
    public synchronized long map(
            long wish, long length, int protection, int flags, @Nullable FileBacking file, long offset) {
        int type = flags & MAP_TYPE;
        boolean shared = type == MAP_SHARED || type == MAP_SHARED_VALIDATE;
        if (length == 0 || !shared && type != MAP_PRIVATE || (offset & (PAGE - 1)) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        long size = roundUp(length);
        if (size <= 0 || size > top() - LOWEST) {
            throw new LinuxException(Errno.ENOMEM);
        }
        if (file == null && (flags & MAP_ANONYMOUS) == 0) {
            throw new LinuxException(Errno.EBADF);
        }
        if (file != null && shared && (protection & PROT_WRITE) != 0 && !file.writable()) {
            throw new LinuxException(Errno.EACCES);
        }
        return map(wish, size, protection, flags, mappedFile(file, shared), file == null ? 0 : offset);
    }

    private long map(long wish, long size, int protection, int flags, @Nullable MappedFile mapped, long offset) {
        boolean shared = (flags & MAP_TYPE) != MAP_PRIVATE;
        long start = place(wish, size, flags);
        requireRoom(start, size, !shared && (protection & PROT_WRITE) != 0);
        if ((flags & MAP_FIXED) != 0) {
            unmap(start, size);
        }
        Vma vma = new Vma(
                start,
                start + size,
                protection & (PROT_READ | PROT_WRITE | PROT_EXEC),
                shared,
                (flags & MAP_GROWSDOWN) != 0,
                mapped,
                offset,
                "");
        areas.add(vma);
        if (mapped == null) {
            memory.map(start, size, permission(vma.protection()));
        } else {
            filePages.mapped(vma);
        }
        hasSharedPages |= vma.isOfSharedPages();
        return start;
    }

    /**
     * shmat(2).
     *
     * @param flags MAP_FIXED, MAP_FIXED_NOREPLACE or nothing
     * @param view what the mapping refers to and takes hold of: the memory, or a view of it that cannot be written
     * @return start of the mapping
     */
    public synchronized long attach(long wish, SharedMemory shared, FileBacking view, int protection, int flags) {
        long size = roundUp(shared.length());
        if (size > top() - LOWEST) {
            throw new LinuxException(Errno.ENOMEM);
        }
        return map(wish, size, protection, flags | MAP_SHARED, shared.mapping(view), 0);
    }

    /**
     * shmdt(2): removes what is left of an attachment that began at {@code address}; EINVAL where there is none.
     *
     * @return the view that was attached
     */
    public synchronized FileBacking detach(long address) {
        if ((address & (PAGE - 1)) != 0 || address < 0 || address >= top()) {
            throw new LinuxException(Errno.EINVAL);
        }
        MappedFile attached = null;
        for (Vma part : areas.partsIn(address, top())) {
            MappedFile file = part.file();
            boolean begins = file != null && file.isAttachment() && part.start() - part.offset() == address;
            if (begins && (attached == null || attached == file)) {
                attached = file;
                unmap(part.start(), part.length());
            }
        }
        if (attached == null) {
            throw new LinuxException(Errno.EINVAL);
        }
        return attached.backing();
    }

    private static @Nullable MappedFile mappedFile(@Nullable FileBacking file, boolean shared) {
        if (file == null) {
            return shared ? MappedFile.ofZeros() : null;
        }
        return new MappedFile(file, shared && file.writable());
    }

    private long place(long wish, long size, int flags) {
        if ((flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0) {
            if ((wish & (PAGE - 1)) != 0) {
                throw new LinuxException(Errno.EINVAL);
            }
            if (wish < 0 || wish > top() - size) {
                throw new LinuxException(Errno.ENOMEM);
            }
            if (wish < LOWEST) {
                throw new LinuxException(Errno.EPERM);
            }
            if ((flags & MAP_FIXED_NOREPLACE) != 0 && !areas.isFree(wish, wish + size)) {
                throw new LinuxException(Errno.EEXIST);
            }
            return wish;
        }
        long hint = roundUp(wish);
        if (wish > 0 && hint >= LOWEST && hint <= top() - size && areas.isFree(hint, hint + size)) {
            return hint;
        }
        return findGap(size);
    }

    /** A place for {@code size} bytes, as high as possible. */
    long findGap(long size) {
        long start = areas.highestGap(size, LOWEST, mmapBase());
        if (start < 0) {
            throw new LinuxException(Errno.ENOMEM);
        }
        return start;
    }

    /** Fails with ENOMEM where the memory limit or the number of areas would be exceeded. */
    void requireRoom(long start, long size, boolean accounted) {
        if (areas.size() >= MAX_AREAS) {
            throw new LinuxException(Errno.ENOMEM);
        }
        if (accounted && size > limit - areas.accountedBytes()) {
            long replaced = 0;
            for (Vma part : areas.partsIn(start, start + size)) {
                replaced += part.accounted() ? part.length() : 0;
            }
            if (size - replaced > limit - areas.accountedBytes()) {
                throw new LinuxException(Errno.ENOMEM);
            }
        }
    }

    /** munmap(2). Ranges without mappings are no error. */
    public synchronized void unmap(long start, long length) {
        long size = requireRange(start, length);
        if (length == 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        List<Vma> parts = areas.partsIn(start, start + size);
        for (Vma part : parts) {
            filePages.writeBack(part);
        }
        areas.remove(start, start + size);
        for (Vma part : parts) {
            inheritance.handOver(part.start(), part.end());
            inheritance.forget(part.start(), part.end());
            memory.unmap(part.start(), part.length());
            filePages.unmapped(part);
        }
    }

    /** mprotect(2). */
    public synchronized void protect(long start, long length, int protection) {
        long size = requireRange(start, length);
        int wanted = protection & (PROT_READ | PROT_WRITE | PROT_EXEC);
        List<Vma> parts = areas.partsIn(start, start + size);
        for (Vma part : parts) {
            MappedFile file = part.file();
            if ((wanted & PROT_WRITE) != 0
                    && part.shared()
                    && file != null
                    && !file.backing().writable()) {
                throw new LinuxException(Errno.EACCES);
            }
        }
        boolean covered = areas.covers(start, start + size);
        requireRoom(start, size, (wanted & PROT_WRITE) != 0 && covered);
        for (Vma part : parts) {
            if (part.protection() != wanted) {
                areas.remove(part.start(), part.end());
                areas.add(part.withProtection(wanted));
                filePages.protect(part, wanted);
            }
        }
        if (!covered) {
            throw new LinuxException(Errno.ENOMEM);
        }
    }

    /** mremap(2). */
    public synchronized long remap(long old, long oldLength, long newLength, int flags, long wish) {
        return new Remap(this).remap(old, oldLength, newLength, flags, wish);
    }

    /** msync(2): writes changed pages of shared mappings back; ENOMEM where a page is not mapped. */
    public synchronized void sync(long start, long length) {
        long size = requireRange(start, length);
        for (Vma part : areas.partsIn(start, start + size)) {
            filePages.writeBack(part);
        }
        if (!areas.covers(start, start + size)) {
            throw new LinuxException(Errno.ENOMEM);
        }
    }

    /** MADV_DONTNEED: the next access finds zeroes, or what the file has. */
    public synchronized void discard(long start, long length) {
        long size = requireRange(start, length);
        for (Vma part : areas.partsIn(start, start + size)) {
            filePages.discard(part);
        }
        if (!areas.covers(start, start + size)) {
            throw new LinuxException(Errno.ENOMEM);
        }
    }

    /** Whether all pages of the range belong to a mapping, of whatever protection. */
    public synchronized boolean isMapped(long start, long length) {
        return areas.covers(start, start + requireRange(start, length));
    }

    /** Writes into mapped pages whatever their protection: for the loader. */
    public synchronized void load(long address, byte[] bytes) {
        makePresent(address, bytes.length);
        memory.load(address, bytes, 0, bytes.length);
    }

    /** Zeroes part of mapped pages whatever their protection: for the loader. */
    public synchronized void clear(long address, long length) {
        makePresent(address, length);
        memory.window().asSlice(address, length).fill((byte) 0);
    }

    private void makePresent(long address, long length) {
        for (long at = roundDown(address); at < address + length; at += PAGE) {
            Vma vma = areas.find(at);
            if (vma == null || !filePages.isPresent(at) && !filePages.fill(vma, at)) {
                throw new LinuxException(Errno.EFAULT);
            }
        }
    }

    // ---- heap and stack ----

    /** Sets where the heap begins: behind the program. */
    public synchronized void setHeapStart(long start) {
        heap.setStart(start);
    }

    /** brk(2): moves the end of the heap if it can, and tells where it is. */
    public synchronized long brk(long end) {
        return heap.brk(end);
    }

    public synchronized long heapStart() {
        return heap.start();
    }

    /**
     * Maps the stack of the first task at the top of the address space.
     *
     * @param limit bytes to which it may grow
     * @return the address behind it
     */
    public synchronized long mapStack(long limit, boolean executable) {
        return stackGrowth.mapStack(limit, executable);
    }

    // ---- faults ----

    private synchronized boolean resolveFault(long address, Access access) {
        Vma vma = areas.find(address);
        if (vma == null) {
            return stackGrowth.grow(address);
        }
        int needed = protectionFor(access);
        if ((memory.permissionsAt(address) & needed) != 0) {
            return true; // Another task was faster.
        }
        if ((effective(vma.protection()) & needed) == 0) {
            return false;
        }
        if (inheritance.isHidden(address)) {
            Inheritance.Range range = inheritance.reveal(address, vma.start(), vma.end());
            filePages.show(range.start(), range.length(), vma.protection());
            return true;
        }
        if (access == Access.WRITE && filePages.isPresent(address)) {
            // Children may still want the page as it was.
            inheritance.handOver(roundDown(address), roundDown(address) + PAGE);
            memory.map(roundDown(address), PAGE, permission(vma.protection()));
            return true;
        }
        return filePages.fill(vma, address);
    }

    /** Why an access failed, for the signal that it raises. */
    public synchronized FaultReason faultReason(long address, Access access) {
        Vma vma = areas.find(address);
        if (vma == null) {
            return FaultReason.NOT_MAPPED;
        }
        return (effective(vma.protection()) & protectionFor(access)) == 0
                ? FaultReason.NO_PERMISSION
                : FaultReason.BEHIND_END_OF_FILE;
    }

    private static int protectionFor(Access access) {
        return switch (access) {
            case READ -> PROT_READ;
            case WRITE -> PROT_WRITE;
            case EXECUTE -> PROT_EXEC;
        };
    }

    /** A page that can be written can be read as well, as on all hardware that Linux runs on. */
    private static int effective(int protection) {
        return (protection & PROT_WRITE) != 0 ? protection | PROT_READ : protection;
    }

    /** Permission byte of GuestMemory, whose bits are those of PROT_*, for a protection. */
    static int permission(int protection) {
        return effective(protection);
    }

    /** Where {@code address} is, for a futex. */
    public Place place(long address) {
        return hasSharedPages ? findPlace(address) : new Place(this, address);
    }

    private synchronized Place findPlace(long address) {
        Vma vma = areas.find(address);
        MappedFile file = vma == null ? null : vma.file();
        Object pages = file == null ? null : file.shared();
        return vma == null || pages == null ? new Place(this, address) : new Place(pages, vma.offsetAt(address));
    }

    // ---- the whole ----

    /** Text of /proc/self/maps. */
    public synchronized String maps() {
        return MapsText.of(areas.all());
    }

    /** The areas as they are now, by address. */
    public synchronized List<Vma> snapshot() {
        return List.copyOf(areas.all());
    }

    /** Bytes in all areas: VmSize. */
    public synchronized long totalBytes() {
        return areas.totalBytes();
    }

    /** Bytes of private memory that can be written: what counts against the limit. */
    public synchronized long accountedBytes() {
        return areas.accountedBytes();
    }

    /** A process has no more use for this; with the last one, shared mappings are written back and all memory is given back. */
    @Override
    public synchronized void close() {
        if (--users > 0) {
            return;
        }
        inheritance.handOver(0, memory.size());
        inheritance.forget(0, memory.size());
        for (Vma vma : List.copyOf(areas.all())) {
            try {
                filePages.writeBack(vma);
            } catch (LinuxException e) {
                // As in Linux, nobody is left to hear of it.
            }
            filePages.unmapped(vma);
        }
        // A translator may still be at work on this memory: it finds nothing, and not pages of closed files.
        areas.remove(0, memory.size());
        memory.close();
    }

    /** Size in whole pages of a range that must lie in the window and start at a page. */
    private long requireRange(long start, long length) {
        if ((start & (PAGE - 1)) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        long size = roundUp(length);
        if (length < 0 || size < 0 || start < 0 || start > top() - size) {
            throw new LinuxException(start >= 0 && start < top() && length >= 0 ? Errno.ENOMEM : Errno.EINVAL);
        }
        return size;
    }

    public static long roundUp(long value) {
        return (value + PAGE - 1) & -PAGE;
    }

    public static long roundDown(long value) {
        return value & -PAGE;
    }
}
