package org.graftvm.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Plain loads and stores of 16 bytes of host memory, as {@link HostAccessNative} has those of shorter ones. {@code Unsafe} has none,
 * so they go through a segment of all memory, whose checks Graal folds.
 */
public final class VectorAccessNative {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_128;

    // SAFETY: callers pass an address of a window that is mapped readable and writable as long as anything refers to
    // it,
    // after WindowMemory has compared the guest address with the window's size.
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private VectorAccessNative() {}

    /** Runs everything once. The JDK's vector classes make tables on first use, which a compiler takes for constants only then. */
    public static void prepare() {
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocate(2 * Long.BYTES, 2 * Long.BYTES).address();
            put(address, join(1, 2));
            get(address).lane(1);
        }
    }

    static LongVector get(long address) {
        return LongVector.fromMemorySegment(SPECIES, ALL, address, ByteOrder.LITTLE_ENDIAN);
    }

    static void put(long address, LongVector value) {
        value.intoMemorySegment(ALL, address, ByteOrder.LITTLE_ENDIAN);
    }

    static LongVector join(long low, long high) {
        return LongVector.zero(SPECIES).withLane(0, low).withLane(1, high);
    }
}
