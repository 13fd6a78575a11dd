package org.graftvm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Reserves and returns host memory with mmap(2), munmap(2) and madvise(2). Raw
 * host addresses are handled here and in {@link HostAccessNative} only.
 */
final class HostMemoryNative {
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE = 0x02;
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).contains("mac");
    private static final int MAP_ANONYMOUS = MAC ? 0x1000 : 0x20;
    private static final int MAP_NORESERVE = MAC ? 0x40 : 0x4000;
    private static final int MADV_DONTNEED = 4;
    private static final int NO_FILE = -1;

    private static final Linker LINKER = Linker.nativeLinker();

    /**
     * Calls any function with up to six integer arguments: those it does not have stay unread in their registers. One
     * shape for all, the same as for files (LibcNative), since each further one costs milliseconds of start-up.
     */
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"));
    /** Nobody reads this errno, so threads may share it. */
    private static final MemorySegment STATE = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    private static final MemorySegment MMAP = function("mmap");
    private static final MemorySegment MUNMAP = function("munmap");
    private static final MemorySegment MADVISE = function("madvise");

    private static final int MAP_SHARED = 0x01;
    private static final int MAP_FIXED = 0x10;

    private HostMemoryNative() {}

    private static MemorySegment function(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    private static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            // SAFETY: only the functions named here, with ranges of mappings made here.
            return (long) CALL.invokeExact(function, STATE, a, b, c, d, e, f);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * Reserves {@code size} zeroed bytes that cost host memory only where they are touched; readable and writable as a
     * whole, so that no checked access can ever fault on the host. They are given back when nothing refers to the segment.
     *
     * @throws OutOfMemoryError where the host refuses
     */
    static MemorySegment reserve(long size) {
        long address = call(MMAP, 0, size, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, NO_FILE, 0);
        if (address == -1) {
            throw new OutOfMemoryError("the host refuses to reserve " + size + " bytes of address space");
        }
        // SAFETY: the kernel returned this mapping of exactly size bytes, and only the segment's own cleaner unmaps it.
        return MemorySegment.ofAddress(address).reinterpret(size, Arena.ofAuto(), HostMemoryNative::unmap);
    }

    private static void unmap(MemorySegment segment) {
        int result = (int) call(MUNMAP, segment.address(), segment.byteSize(), 0, 0, 0, 0);
        assert result == 0;
    }

    /** Zeroes a page-aligned part of a reserved segment and gives its host pages back. */
    static void discard(MemorySegment part) {
        // MADV_DONTNEED does not zero on a Mac. The upper half of an int result is undefined.
        if (MAC || (int) call(MADVISE, part.address(), part.byteSize(), MADV_DONTNEED, 0, 0, 0) != 0) {
            part.fill((byte) 0);
        }
    }

    /** A file without a name, in memory; negative where there is no such thing. */
    static int createPages() {
        Optional<MemorySegment> create = LINKER.defaultLookup().find("memfd_create");
        if (MAC || create.isEmpty()) {
            return -1;
        }
        try (Arena arena = Arena.ofConfined()) {
            int closeOnExec = 1;
            return (int) call(create.get(), arena.allocateFrom("graft").address(), closeOnExec, 0, 0, 0, 0);
        }
    }

    /** Sets the length of such a file, which never gets shorter. */
    static void resize(int descriptor, long size) {
        if ((int) call(function("ftruncate"), descriptor, size, 0, 0, 0, 0) != 0) {
            throw new OutOfMemoryError("the host refuses a file of " + size + " bytes in memory");
        }
    }

    static void close(int descriptor) {
        call(function("close"), descriptor, 0, 0, 0, 0, 0);
    }

    /** Puts pages of such a file, which has them all, in place of a page-aligned part of a reserved segment. */
    static void show(MemorySegment part, int descriptor, long offset) {
        replace(part, MAP_SHARED | MAP_FIXED, descriptor, offset);
    }

    /** Puts zeroed pages in place of a page-aligned part of a reserved segment. */
    static void hide(MemorySegment part) {
        replace(part, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, NO_FILE, 0);
    }

    private static void replace(MemorySegment part, int flags, int descriptor, long offset) {
        // SAFETY: the part lies in a segment that was reserved here, and stays readable and writable as a whole.
        if (call(MMAP, part.address(), part.byteSize(), PROT_READ_WRITE, flags, descriptor, offset) != part.address()) {
            throw new OutOfMemoryError("the host refuses to map " + part.byteSize() + " bytes");
        }
    }
}
