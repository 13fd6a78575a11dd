package org.graftvm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    @Test
    void changesOfOneAliasAreAnnouncedForTheOthers() {
        long alias = 3 * PAGE;
        SharedPages pages = Objects.requireNonNull(SharedPages.create());
        try (GuestMemory memory = memory()) {
            memory.unmap(PAGE, PAGE);
            memory.show(PAGE, PAGE, pages, 0);
            memory.map(PAGE, PAGE, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
            memory.show(alias, PAGE, pages, 0);
            memory.map(alias, PAGE, GuestMemory.READ | GuestMemory.WRITE);
            announced.clear();
            memory.markCode(PAGE, 4);
            memory.writeInt(alias + 4, 0x12);
            assertEquals(List.of(), announced);
            memory.writeInt(alias, 0x1234);
            assertEquals(List.of("3000+4 1234", "1000+4096 1234"), announced);
            memory.markCode(PAGE, 4);
            memory.unmap(alias, PAGE);
            memory.map(alias, PAGE, GuestMemory.READ | GuestMemory.WRITE);
            announced.clear();
            memory.markCode(PAGE, 4);
            memory.writeInt(alias, 5);
            assertEquals(List.of(), announced, "pages of its own");
            assertEquals(0x1234, memory.readInt(PAGE));
        } finally {
            pages.close();
        }
    }

    @Test
    void storesBesideCodeAreNotAnnounced() {
        try (GuestMemory memory = memory()) {
            memory.writeInt(PAGE + 1, 7);
            memory.writeLong(PAGE + GuestMemory.PAGE_SIZE - 8, 7);
            assertEquals(List.of(), announced);
            memory.writeByte(PAGE, (byte) 1);
            assertEquals(1, announced.size());
        }
    }
}
