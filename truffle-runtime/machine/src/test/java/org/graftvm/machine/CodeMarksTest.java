package org.graftvm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every change of a page with code is announced behind the change, whoever translates it meanwhile. */
class CodeMarksTest {
    private static final long PAGE = 0x1000;

    private final List<String> announced = new ArrayList<>();

    private GuestMemory memory() {
        GuestMemory memory = GuestMemory.reserve(1 << 20);
        memory.map(PAGE, PAGE, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
        memory.setCodeObserver((address, length) -> announced.add(Long.toHexString(address) + "+" + length + " "
                + Integer.toHexString(memory.window().get(GuestMemory.INT, PAGE))));
        memory.markCode(PAGE, 1);
        return memory;
    }

    @Test
    void slicesAreAnnouncedOnceMoreIfTranslatedInBetween() {
        try (GuestMemory memory = memory()) {
            MemorySegment target = memory.slice(PAGE, 4, Memory.Access.WRITE);
            memory.markCode(PAGE, 1); // Another thread translates the old bytes.
            target.set(GuestMemory.INT, 0, 0x1234);
            memory.written(target);
            assertEquals(List.of("1000+4 0", "1000+4 1234"), announced);
            memory.written(target);
            assertEquals(2, announced.size(), "nothing was translated since");
        }
    }

    @Test
    void atomicsAreAnnouncedBehindTheChange() {
        try (GuestMemory memory = memory()) {
            memory.compareAndExchangeInt(PAGE, 0, 1);
            memory.markCode(PAGE, 1);
            memory.getAndUpdateInt(PAGE, Memory.AtomicOperation.ADD, 1);
            memory.markCode(PAGE, 1);
            memory.compareAndExchangeLong(PAGE, 2, 3);
            memory.markCode(PAGE, 1);
            memory.getAndUpdateLong(PAGE, Memory.AtomicOperation.ADD, 1);
            assertEquals(List.of("1000+4 1", "1000+4 2", "1000+8 3", "1000+8 4"), announced);
        }
    }
}
