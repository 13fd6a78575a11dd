package org.graftvm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accesses that start or end where the address space does. */
class GuestMemoryEdgeTest {
    private static final long SIZE = 1 << 20;

    /** The first address that may not be accessed, whatever wraps around. */
    @ParameterizedTest
    @CsvSource({
        "-1, 1, -1",
        "-1, 8, -1",
        "-8, 8, -8",
        "-4, 8, -4",
        "0, 8, 0",
        "0x100000, 1, 0x100000",
        "0xffffc, 8, 0x100000",
        "0x7fffffffffffffff, 2, 0x7fffffffffffffff",
    })
    void faults(String start, int length, String fault) {
        try (GuestMemory memory = GuestMemory.reserve(SIZE)) {
            memory.map(SIZE - GuestMemory.PAGE_SIZE, GuestMemory.PAGE_SIZE, GuestMemory.READ);
            long address = Long.decode(start);
            GuestFault e = assertThrows(GuestFault.class, () -> memory.checkRange(address, length, Memory.Access.READ));
            assertEquals(new Trap.MemoryFault(Long.decode(fault), Memory.Access.READ, false), e.trap());
            assertEquals(Long.decode(fault), memory.firstInaccessible(address, length, Memory.Access.READ));
        }
    }

    @Test
    void highestByte() {
        try (GuestMemory memory = GuestMemory.reserve(SIZE)) {
            assertThrows(GuestFault.class, () -> memory.readByte(-1));
            assertThrows(GuestFault.class, () -> memory.readLong(-1));
            assertThrows(GuestFault.class, () -> memory.writeByte(-1, (byte) 1));
        }
    }

    @Test
    void allAccessible() {
        try (GuestMemory memory = GuestMemory.reserve(SIZE)) {
            memory.map(0x1000, 0x2000, GuestMemory.READ);
            assertEquals(0x3000, memory.firstInaccessible(0x1000, 0x2000, Memory.Access.READ));
            assertEquals(0x3000, memory.firstInaccessible(0x1800, 0x1801, Memory.Access.READ));
            memory.checkRange(0x1000, 0x2000, Memory.Access.READ);
            memory.checkRange(-1, 0, Memory.Access.READ);
        }
    }
}
