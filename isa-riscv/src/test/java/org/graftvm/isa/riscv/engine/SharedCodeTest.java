package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Trap;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several address spaces of one engine: equal code is decoded and translated once, and is each one's own all the same. */
final class SharedCodeTest {
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A3 = 13;
    private static final int A4 = 14;

    /** Counts a word in memory up, through a function on another page; then stores a3 to the address in a4, if there is one. */
    private static final String[] COUNT = {
        "loop:",
        "jal ra, @step",
        "addi a1, a1, -1",
        "bne a1, zero, @loop",
        "beq a4, zero, @end",
        "sw a3, 0(a4)",
        "fence.i",
        "addi a1, zero, 500",
        "addi a4, zero, 0",
        "jal zero, @loop",
        "end:",
        "ecall",
        ".page",
        "step:",
        "ld a5, 0(a0)",
        "patched:",
        "addi a5, a5, 1",
        "sd a5, 0(a0)",
        "jalr zero, 0(ra)"
    };

    static List<EngineSettings> tiers() {
        return EngineTest.tiers();
    }

    private static Guest count(Engine engine, String... program) {
        Guest guest = new Guest(engine);
        guest.program(program);
        guest.cpu.registers[A0] = Guest.DATA;
        guest.cpu.registers[A1] = 500;
        return guest;
    }

    private static Engine engine(EngineSettings settings) {
        return new Engine(new RiscvIsa(), settings, null);
    }

    private static long run(Guest guest) {
        assertInstanceOf(VcpuExit.Left.class, guest.run());
        return guest.memory.readLong(Guest.DATA);
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void equalCodeIsTranslatedOnce(EngineSettings settings) {
        Engine engine = engine(settings);
        EngineStatistics statistics = engine.statistics();
        try (Guest first = count(engine, COUNT);
                Guest second = count(engine, COUNT)) {
            assertEquals(500, run(first));
            long decoded = statistics.blocksDecoded();
            long classes = statistics.classes();
            second.memory.writeLong(Guest.DATA, 1_000_000);
            assertEquals(1_000_500, run(second), "its own memory");
            assertEquals(500, first.memory.readLong(Guest.DATA));
            assertEquals(decoded, statistics.blocksDecoded());
            assertEquals(classes, statistics.classes());
            assertTrue(statistics.blocksShared() > 0);
            assertEquals(settings.classTier(), statistics.classesShared() > 0);
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void otherCodeAtTheSameAddressIsNotTaken(EngineSettings settings) {
        Engine engine = engine(settings);
        String[] other = COUNT.clone();
        other[16] = "addi a5, a5, 3";
        try (Guest first = count(engine, COUNT);
                Guest second = count(engine, other)) {
            assertEquals(500, run(first));
            assertEquals(1500, run(second));
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void changedCodeIsOfOneAddressSpaceAlone(EngineSettings settings) {
        Engine engine = engine(settings);
        try (Guest first = count(engine, COUNT);
                Guest second = count(engine, COUNT);
                Guest third = count(engine, COUNT)) {
            assertEquals(500, run(first));
            second.cpu.registers[A3] = second.word("addi a5, a5, 1000", second.label("patched"));
            second.cpu.registers[A4] = second.label("patched");
            assertEquals(500_500, run(second), "patched after the first round");
            again(first);
            assertEquals(1000, run(first), "whose code is as it was");
            assertEquals(500, run(third));
            first.cpu.registers[A3] = first.word("addi a5, a5, 1", first.label("patched")) + (1 << 20);
            first.cpu.registers[A4] = first.label("patched");
            again(first);
            assertEquals(1000 + 500 + 1000, run(first), "now it changed as well");
            again(second);
            assertEquals(1_000_500, run(second));
            again(third);
            assertEquals(1000, run(third));
        }
    }

    private static void again(Guest guest) {
        guest.cpu.pc = Guest.CODE;
        guest.cpu.registers[A1] = 500;
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void codeThatMayNotBeExecutedIsNotTaken(EngineSettings settings) {
        Engine engine = engine(settings);
        try (Guest first = count(engine, COUNT);
                Guest second = count(engine, COUNT)) {
            assertEquals(500, run(first));
            long step = second.label("step");
            second.memory.map(step, GuestMemory.PAGE_SIZE, GuestMemory.READ | GuestMemory.WRITE);
            VcpuExit.Trapped trapped = assertInstanceOf(VcpuExit.Trapped.class, second.run());
            assertInstanceOf(Trap.MemoryFault.class, trapped.trap());
            assertEquals(step, second.cpu.pc);
            second.memory.map(step, GuestMemory.PAGE_SIZE, GuestMemory.READ | GuestMemory.EXECUTE);
            assertEquals(500, run(second));
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void codeOutlivesItsAddressSpace(EngineSettings settings) throws InterruptedException {
        Engine engine = engine(settings);
        WeakReference<GuestMemory> gone = runAndClose(engine);
        long decoded = engine.statistics().blocksDecoded();
        try (Guest second = count(engine, COUNT)) {
            assertEquals(500, run(second));
        }
        assertEquals(decoded, engine.statistics().blocksDecoded());
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(gone.get(), "shared code keeps no memory");
    }

    private static WeakReference<GuestMemory> runAndClose(Engine engine) {
        try (Guest guest = count(engine, COUNT)) {
            assertEquals(500, run(guest));
            return new WeakReference<>(guest.memory);
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void addressSpacesRunTheSameCodeAtOnce(EngineSettings settings) throws InterruptedException {
        Engine engine = engine(settings);
        List<Guest> guests = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Guest guest = count(engine, COUNT);
            guest.cpu.registers[A1] = 20_000;
            guest.memory.writeLong(Guest.DATA, i);
            guests.add(guest);
            threads.add(new Thread(guest::run));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < 8; i++) {
            assertEquals(20_000 + i, guests.get(i).memory.readLong(Guest.DATA));
            guests.get(i).close();
        }
    }

    @Test
    void whatIsKnownHasALimit() {
        Engine engine = engine(new EngineSettings(true, false, 3, 1, 100, 60));
        try (Guest first = count(engine, COUNT)) {
            assertEquals(500, run(first));
            for (int i = 0; i < 40; i++) {
                String[] other = COUNT.clone();
                other[16] = "addi a5, a5, " + i;
                try (Guest guest = count(engine, other)) {
                    assertEquals(500 * i, run(guest));
                }
            }
            long decoded = engine.statistics().blocksDecoded();
            try (Guest last = count(engine, COUNT)) {
                assertEquals(500, run(last));
            }
            assertTrue(engine.statistics().blocksDecoded() > decoded, "the first variant was forgotten");
        }
    }
}
