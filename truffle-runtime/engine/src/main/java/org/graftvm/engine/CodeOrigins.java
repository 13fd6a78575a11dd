package org.graftvm.engine;

import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** Says which file guest code was mapped from; from the operating system that mapped it. */
@FunctionalInterface
public interface CodeOrigins {
    /**
     * The mapping that holds {@code pc}, or null if it is of no file. Callable from any thread; locks the address space, so
     * not to be called under a lock of the engine.
     */
    @Nullable
    Mapping at(GuestMemory memory, long pc);

    /**
     * A file in memory.
     *
     * @param file its guest path
     * @param start first address
     * @param end address behind the last byte
     * @param offset of {@code start} in the file
     */
    record Mapping(String file, long start, long end, long offset) {}
}
