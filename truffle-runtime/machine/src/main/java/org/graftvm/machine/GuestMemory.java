package org.graftvm.machine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one guest address space: a window of host memory from guest address 0 upward, and one byte of
 * permissions for each 4 KiB page.
 *
 * <p>The window is mapped on the host as a whole, so an access that passes the check can never fault there, whatever
 * other threads unmap meanwhile. The permissions are a Java array because compilers then know that guest stores cannot
 * change them.
 *
 * <p>Permission bytes may be changed by any thread; a concurrent access sees the old or the new state, as on hardware
 * before the TLB shootdown is complete. Who needs more (the kernel's address space) locks around it.
 */
public final class GuestMemory implements Memory, AutoCloseable {
    public static final int PAGE_SHIFT = 12;
    public static final int PAGE_SIZE = 1 << PAGE_SHIFT;
    /** Page may be read. The values of the first three are PROT_* of mmap(2) on Linux. */
    public static final int READ = 1;
    /** Page may be written. */
    public static final int WRITE = 2;
    /** Instructions may be fetched from the page. */
    public static final int EXECUTE = 4;
    /** Page holds translated code: stores take the slow path. Set by {@link #markCode}, cleared when that code changes. */
    public static final int CODE = 8;
    /** Page is mapped, with whatever permission. */
    public static final int MAPPED = 16;

    /** An entry of the {@link #permissionTable} from here on: loads need no further check. */
    public static final int LOADABLE = 0x20;
    /** An entry from here on: neither do stores; the page holds no translated code. */
    public static final int STORABLE = 0x40;

    private static final int PERMISSIONS = 0x1f;

    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final long size;
    private final MemorySegment window;
    private final byte[] permissions;
    /** Held where entries of {@link #permissions} or {@link #marks} change, and around a store that might change code. */
    private final ReentrantLock lock = new ReentrantLock();

    private final CodeMarks marks = new CodeMarks();
    private final Aliases aliases = new Aliases();
    private final CheckedMemory checked;
    private final WindowMemory view;
    private volatile @Nullable CodeObserver codeObserver;
    private volatile @Nullable PageFaultHandler pageFaultHandler;
    private volatile int codeEpoch;

    private GuestMemory(MemorySegment window, long size) {
        this.size = size;
        this.window = window;
        this.permissions = new byte[Math.toIntExact(size >>> PAGE_SHIFT)];
        this.checked = new CheckedMemory(this, window);
        this.view = new WindowMemory(window, window.address(), permissions, checked);
    }

    /**
     * Reserves an address space from 0 to {@code size}, all of it unmapped.
     *
     * @param size bytes, a power of two of at least 1 MiB and at most 4 TiB
     */
    public static GuestMemory reserve(long size) {
        if (Long.bitCount(size) != 1 || size < 1 << 20 || size > 1L << 42) {
            throw new IllegalArgumentException("size of an address space: " + size);
        }
        return new GuestMemory(HostMemoryNative.reserve(size), size);
    }

    /**
     * Unmaps everything and gives the host memory back. The address space itself is unmapped when nothing refers to it any
     * more, so that a thread that still runs in it by mistake faults as a guest, not as the host.
     */
    @Override
    public void close() {
        // As unmap of all would, but in bulk: a loop over millions of pages is what a short guest ends with.
        lock.lock();
        try {
            MemorySegment.ofArray(permissions).fill((byte) 0);
            marks.clear();
        } finally {
            lock.unlock();
        }
        notifyObserver(0, size);
        CodeObserver observer = codeObserver;
        if (observer != null) {
            observer.memoryClosed();
        }
        hide(0, size);
        HostMemoryNative.discard(window.asSlice(0, size));
    }

    /** Bytes of address space; addresses from here on are never mapped. */
    public long size() {
        return size;
    }

    /**
     * One byte a page, for inlined checks: compared with {@link #LOADABLE} and {@link #STORABLE}, which takes one instruction
     * where a test of bits takes two and a register. Its low bits are the permissions.
     */
    public byte[] permissionTable() {
        return permissions;
    }

    /** The window, guest address 0 first; callers check permissions themselves. */
    public MemorySegment window() {
        return window;
    }

    public void setCodeObserver(CodeObserver observer) {
        this.codeObserver = observer;
    }

    public void setPageFaultHandler(PageFaultHandler handler) {
        this.pageFaultHandler = handler;
    }

    public @Nullable CodeObserver codeObserver() {
        return codeObserver;
    }

    /** Moves on whenever translated code was changed: what was translated before may be stale. */
    public int codeEpoch() {
        return codeEpoch;
    }

    /** Makes all translated code count as stale. */
    public synchronized void advanceCodeEpoch() {
        codeEpoch++;
    }

    // ---- permissions ----

    /**
     * Gives pages a permission; they count as mapped then.
     *
     * @param address page-aligned
     * @param length bytes, a multiple of the page size
     * @param permission {@link #READ}, {@link #WRITE}, {@link #EXECUTE} or none of them
     */
    public void map(long address, long length, int permission) {
        setPages(address, length, (permission & (READ | WRITE | EXECUTE)) | MAPPED);
    }

    /**
     * Takes the permission to write from pages; all else stays, translated code too.
     *
     * @param address page-aligned
     * @param length bytes, a multiple of the page size
     */
    public void revokeWrite(long address, long length) {
        requirePages(address, length);
        int to = (int) ((address + length) >>> PAGE_SHIFT);
        lock.lock();
        try {
            for (int page = (int) (address >>> PAGE_SHIFT); page < to; page++) {
                permissions[page] = entry(permissions[page] & ~WRITE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Unmaps pages, zeroes them and gives their host memory back. */
    public void unmap(long address, long length) {
        setPages(address, length, 0);
        discard(address, length);
    }

    /** Zeroes whole pages, whatever their permission, and gives their host memory back; what they showed stays as it is. */
    public void discard(long address, long length) {
        requirePages(address, length);
        if (length != 0) {
            hide(address, length);
            HostMemoryNative.discard(window.asSlice(address, length));
            codeChanged(address, length);
        }
    }

    /**
     * Lets a range show pages that other ranges may show as well: what is stored to one of them is in all. The range has to be
     * unmapped before, and is mapped afterwards; {@link #unmap} and {@link #discard} end it.
     *
     * @param address page-aligned
     * @param length bytes, a multiple of the page size
     * @param offset of the range in {@code pages}, in bytes, a multiple of the page size
     */
    public void show(long address, long length, SharedPages pages, long offset) {
        requirePages(address, length);
        HostMemoryNative.show(window.asSlice(address, length), pages.descriptor(offset + length), offset);
        int first = (int) (address >>> PAGE_SHIFT);
        lock.lock();
        try {
            for (int i = 0; i < length >>> PAGE_SHIFT; i++) {
                aliases.add(first + i, pages, (offset >>> PAGE_SHIFT) + i);
                if (marks.overlap(aliases.key(first + i), 0, PAGE_SIZE)) {
                    // Of code that is known through other pages a store through this one is to be heard of.
                    permissions[first + i] = entry(permissions[first + i] | CODE);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes pages that show others have memory of their own again. */
    private void hide(long address, long length) {
        lock.lock();
        try {
            if (aliases.isEmpty()) {
                return;
            }
            for (int page : aliases.pages()) {
                long at = (long) page << PAGE_SHIFT;
                if (at >= address && at < address + length && aliases.remove(page)) {
                    HostMemoryNative.hide(window.asSlice(at, PAGE_SIZE));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Permission byte of the page at {@code address}; 0 outside the window. */
    public int permissionsAt(long address) {
        return address >>> PAGE_SHIFT < permissions.length
                ? permissions[(int) (address >>> PAGE_SHIFT)] & PERMISSIONS
                : 0;
    }

    /**
     * Marks bytes as translated, wherever else they are shown, so that a change of them is reported to the observer. Who reads them first and marks them
     * then looks whether they are still the same; the mark of one byte of a page is enough to hear of changes from then on.
     */
    public void markCode(long address, long length) {
        long end = address + length;
        for (long at = address; at < end; at = nextPage(at)) {
            int page = pageIndex(at);
            lock.lock();
            try {
                marks.add(aliases.key(page), offsetInPage(at), endInPage(at, end));
                if ((permissions[page] & CODE) == 0) {
                    for (int alias : aliases.all(page)) {
                        permissions[alias] = entry(permissions[alias] | CODE);
                    }
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void setPages(long address, long length, int value) {
        requirePages(address, length);
        int from = (int) (address >>> PAGE_SHIFT);
        int to = (int) ((address + length) >>> PAGE_SHIFT);
        boolean code = false;
        List<Integer> others = new ArrayList<>();
        lock.lock();
        try {
            for (int page = from; page < to; page++) {
                code |= (permissions[page] & CODE) != 0 && forgetCode(page, 0, PAGE_SIZE, others);
            }
            Arrays.fill(permissions, from, to, entry(value));
        } finally {
            lock.unlock();
        }
        if (code) {
            notifyObserver(address, length);
            others.forEach(page -> notifyObserver((long) page << PAGE_SHIFT, PAGE_SIZE));
        }
    }

    /** The table's entry for a page with these bits. */
    private static byte entry(int bits) {
        int permission = bits & PERMISSIONS;
        int level =
                (permission & READ) == 0 ? 0 : (permission & (WRITE | CODE)) == WRITE ? LOADABLE | STORABLE : LOADABLE;
        return (byte) (permission | level);
    }

    private void requirePages(long address, long length) {
        if (((address | length) & (PAGE_SIZE - 1)) != 0 || address < 0 || length < 0 || address + length > size) {
            throw new IllegalArgumentException("not pages of the window: 0x%x+0x%x".formatted(address, length));
        }
    }

    /** Whether a page of the range, which is shorter than a page, holds translated code. */
    private boolean isNearCode(long address, int length) {
        return ((permissionsAt(address) | permissionsAt(address + length - 1)) & CODE) != 0;
    }

    /**
     * To be called before a store that was checked, with {@link #endStore} behind it.
     *
     * @return what {@link #endStore} has to know
     * @throws GuestFault {@link GuestFault#STORE_INTO_CODE} where translated code must not do the store
     */
    boolean beginStore(long address, int length) {
        if (!isNearCode(address, length)) {
            return false;
        }
        lock.lock();
        CodeObserver observer = codeObserver;
        if (observer != null && overlapsCode(address, length) && !observer.mayChangeCode()) {
            lock.unlock();
            throw GuestFault.STORE_INTO_CODE;
        }
        return true;
    }

    void endStore(boolean nearCode, long address, int length) {
        if (nearCode) {
            lock.unlock();
            codeChanged(address, length);
        }
    }

    private boolean overlapsCode(long address, long length) {
        long end = address + length;
        for (long at = address; at < end; at = nextPage(at)) {
            if (marks.overlap(aliases.key(pageIndex(at)), offsetInPage(at), endInPage(at, end))) {
                return true;
            }
        }
        return false;
    }

    private static long nextPage(long address) {
        return (address | PAGE_SIZE - 1) + 1;
    }

    private static int offsetInPage(long address) {
        return (int) address & PAGE_SIZE - 1;
    }

    /** Where a range ends in the page of {@code address}. */
    private static int endInPage(long address, long end) {
        return (int) (Math.min(end, nextPage(address)) - (address & -PAGE_SIZE));
    }

    /** Where bytes of the range were translated, forgets that of their pages and tells the observer, if any was set. */
    void codeChanged(long address, long length) {
        boolean code = false;
        List<Integer> others = new ArrayList<>(0);
        long end = address + length;
        for (long at = address; at < end; at = nextPage(at)) {
            int page = (int) (at >>> PAGE_SHIFT);
            code |= (permissions[page] & CODE) != 0 && forgetCode(page, offsetInPage(at), endInPage(at, end), others);
        }
        if (code) {
            notifyObserver(address, length);
            others.forEach(page -> notifyObserver((long) page << PAGE_SHIFT, PAGE_SIZE));
        }
    }

    /**
     * Clears the marks of a page if one of these bytes is marked.
     *
     * @param others receives other pages that show the same
     * @return whether there was such a mark
     */
    private boolean forgetCode(int page, int from, int to, List<Integer> others) {
        lock.lock();
        try {
            long key = aliases.key(page);
            if (!marks.overlap(key, from, to)) {
                return false;
            }
            marks.remove(key);
            for (int alias : aliases.all(page)) {
                permissions[alias] = entry(permissions[alias] & ~CODE);
                if (alias != page) {
                    others.add(alias);
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void notifyObserver(long address, long length) {
        advanceCodeEpoch();
        CodeObserver observer = codeObserver;
        if (observer != null) {
            observer.codeChanged(address, length);
        }
    }

    private int pageIndex(long address) {
        long page = address >>> PAGE_SHIFT;
        if (page >= permissions.length) {
            throw new IllegalArgumentException("outside the window: 0x%x".formatted(address));
        }
        return (int) page;
    }

    // ---- typed access ----

    /** The variant that instruction methods are given: fast path inline, this memory's full check behind it. */
    public WindowMemory view() {
        return view;
    }

    @Override
    public byte readByte(long address) {
        return view.readByte(address);
    }

    @Override
    public short readShort(long address) {
        return view.readShort(address);
    }

    @Override
    public int readInt(long address) {
        return view.readInt(address);
    }

    @Override
    public long readLong(long address) {
        return view.readLong(address);
    }

    @Override
    public void writeByte(long address, byte value) {
        view.writeByte(address, value);
    }

    @Override
    public void writeShort(long address, short value) {
        view.writeShort(address, value);
    }

    @Override
    public void writeInt(long address, int value) {
        view.writeInt(address, value);
    }

    @Override
    public void writeLong(long address, long value) {
        view.writeLong(address, value);
    }

    @Override
    public int compareAndExchangeInt(long address, int expected, int replacement) {
        return checked.compareAndExchangeInt(address, expected, replacement);
    }

    @Override
    public int getAndUpdateInt(long address, AtomicOperation operation, int operand) {
        return checked.getAndUpdateInt(address, operation, operand);
    }

    @Override
    public long compareAndExchangeLong(long address, long expected, long replacement) {
        return checked.compareAndExchangeLong(address, expected, replacement);
    }

    @Override
    public long getAndUpdateLong(long address, AtomicOperation operation, long operand) {
        return checked.getAndUpdateLong(address, operation, operand);
    }

    @Override
    public void check(long address, int size, Access access) {
        checkRange(address, size, access);
    }

    /**
     * Checks a range of any length; the {@link PageFaultHandler} may make it accessible.
     *
     * @throws GuestFault with the first address that may not be accessed
     */
    public void checkRange(long address, long length, Access access) {
        long fault = firstInaccessible(address, length, access);
        while (fault != address + Math.max(length, 0)) {
            PageFaultHandler handler = pageFaultHandler;
            if (handler == null || !handler.resolve(fault, access)) {
                throw new GuestFault(new Trap.MemoryFault(fault, access, (permissionsAt(fault) & MAPPED) != 0));
            }
            fault = firstInaccessible(address, length, access);
        }
    }

    /**
     * First address of the range that {@code access} may not touch, or the one behind the range if all is well. Any
     * address can be the first, the highest of all too.
     */
    public long firstInaccessible(long address, long length, Access access) {
        if (length <= 0) {
            return address;
        }
        int needed = switch (access) {
            case READ -> READ;
            case WRITE -> WRITE;
            case EXECUTE -> EXECUTE;
        };
        long end = address + length;
        for (long at = address; at != end; ) {
            if ((permissionsAt(at) & needed) == 0) {
                return at;
            }
            long nextPage = (at | (PAGE_SIZE - 1)) + 1;
            at = end - at > nextPage - at ? nextPage : end;
        }
        return end;
    }

    // ---- bulk access, for the kernel ----

    /**
     * The host memory behind a guest buffer, after the check, for bulk copies and host I/O. Who writes to it calls {@link
     * #written} afterwards.
     *
     * @throws GuestFault where the guest itself could not access it
     */
    public MemorySegment slice(long address, long length, Access access) {
        checkRange(address, length, access);
        if (length <= 0) {
            return MemorySegment.NULL;
        }
        if (access == Access.WRITE) {
            codeChanged(address, length);
        }
        return window.asSlice(address, length);
    }

    /**
     * Announces that a {@link #slice} was written to. Before that another thread may have translated what was there, after
     * {@link #slice} announced the change.
     */
    public void written(MemorySegment slice) {
        if (slice.byteSize() != 0) {
            codeChanged(slice.address() - window.address(), slice.byteSize());
        }
    }

    /** Fills guest memory with zeros, as guest stores would. */
    public void clear(long address, long length) {
        MemorySegment target = slice(address, length, Access.WRITE);
        target.fill((byte) 0);
        written(target);
    }

    /** Copies guest memory out, as a guest load would. */
    public void read(long address, byte[] target, int offset, int length) {
        MemorySegment.copy(slice(address, length, Access.READ), ValueLayout.JAVA_BYTE, 0, target, offset, length);
    }

    /** Copies into guest memory, as a guest store would. */
    public void write(long address, byte[] source, int offset, int length) {
        MemorySegment target = slice(address, length, Access.WRITE);
        MemorySegment.copy(source, offset, target, ValueLayout.JAVA_BYTE, 0, length);
        written(target);
    }

    /** Copies into mapped pages whatever their permission (loader, file mappings). */
    public void load(long address, byte[] source, int offset, int length) {
        MemorySegment.copy(source, offset, window, ValueLayout.JAVA_BYTE, address, length);
        if (length > 0) {
            codeChanged(address, length);
        }
    }
}
