package org.graftvm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Reserves and returns host memory with mmap(2), munmap(2) and madvise(2). The only class of this module that handles raw
 * host addresses.
 */
final class HostMemoryNative {
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE = 0x02;
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).contains("mac");
    private static final int MAP_ANONYMOUS = MAC ? 0x1000 : 0x20;
    private static final int MAP_NORESERVE = MAC ? 0x40 : 0x4000;
    private static final int MADV_DONTNEED = 4;

    private static final MethodHandle MMAP = downcall(
            "mmap",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle MUNMAP = downcall(
            "munmap", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle MADVISE = downcall(
            "madvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

    private HostMemoryNative() {}

    private static MethodHandle downcall(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /**
     * Reserves {@code size} zeroed bytes that cost host memory only where they are touched; readable and writable as a
     * whole, so that no checked access can ever fault on the host. The arena's close gives them back.
     *
     * @throws OutOfMemoryError where the host refuses
     */
    static MemorySegment reserve(long size, Arena arena) {
        try {
            long address = (long)
                    MMAP.invokeExact(0L, size, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0L);
            if (address == -1) {
                throw new OutOfMemoryError("the host refuses to reserve " + size + " bytes of address space");
            }
            // SAFETY: the kernel returned this mapping of exactly size bytes, and only the arena's close unmaps it.
            return MemorySegment.ofAddress(address).reinterpret(size, arena, HostMemoryNative::unmap);
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    private static void unmap(MemorySegment segment) {
        try {
            int result = (int) MUNMAP.invokeExact(segment.address(), segment.byteSize());
            assert result == 0;
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    /** Zeroes a page-aligned part of a reserved segment and gives its host pages back. */
    static void discard(MemorySegment part) {
        if (MAC) {
            part.fill((byte) 0); // MADV_DONTNEED does not zero there.
            return;
        }
        try {
            int result = (int) MADVISE.invokeExact(part.address(), part.byteSize(), MADV_DONTNEED);
            if (result != 0) {
                part.fill((byte) 0);
            }
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    private static RuntimeException rethrow(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(e);
    }
}
