package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graftvm.engine.EngineSettings;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inner loops in strips: with accesses at addresses that move by steps, up to and over the end of what may be accessed. Whatever a
 * loop does has to be the same as in tier 0, to the state that a fault finds.
 */
final class StripTest {
    /** Late enough to know that loops come round often; waits for the compiler. */
    private static final EngineSettings STRIPS = new EngineSettings(false, true, 100, 1, 100);

    private static final int RA = 1;
    private static final int S2 = 18;
    private static final int S4 = 20;
    private static final int S5 = 21;
    private static final int S6 = 22;

    /** Sixteen pages, of which one is missing and one cannot be written. */
    private static final long AREA = 0x90000;

    private static final int AREA_SIZE = 0x10000;
    private static final long HOLE = AREA + 0x8000;
    private static final long READ_ONLY = AREA + 0xc000;

    private static final int PROGRAMS = Integer.getInteger("graft.programs", 60);
    private static final int STARTS = 12;

    private static Guest guest(EngineSettings settings, List<String> program) {
        Guest guest = new Guest(settings);
        guest.memory.map(AREA, AREA_SIZE, GuestMemory.READ | GuestMemory.WRITE);
        guest.memory.unmap(HOLE, GuestMemory.PAGE_SIZE);
        guest.memory.map(READ_ONLY, GuestMemory.PAGE_SIZE, GuestMemory.READ);
        return guest.program(program.toArray(String[]::new));
    }

    /** Puts a loop's body into a loop of {@code a4} iterations, and that into one of {@code s2}, which sets its pointers. */
    private static List<String> nested(List<String> body) {
        List<String> lines = new ArrayList<>(List.of(
                "outer:",
                "addi a0, s6, 0",
                "addi a1, s7, 0",
                "addi a2, s8, 0",
                "addi a3, s9, 0",
                "addi a4, s4, 0",
                "loop:"));
        lines.addAll(body);
        lines.addAll(
                List.of("addi a4, a4, -1", "bne a4, zero, @loop", "addi s2, s2, -1", "bne s2, zero, @outer", "ecall"));
        return lines;
    }

    /** Runs long enough to be compiled, where nothing faults. */
    private static void warmUp(Guest guest) {
        start(guest, 60, 12, new long[] {AREA + 0x3000, AREA + 0x3800, AREA + 0x4000, AREA + 0x4800}, 8);
        guest.run();
    }

    private static void start(Guest guest, long rounds, long trips, long[] pointers, long stride) {
        for (int i = RA; i < 32; i++) {
            guest.cpu.registers[i] = i;
        }
        guest.cpu.registers[S2] = rounds;
        guest.cpu.registers[S4] = trips;
        guest.cpu.registers[S5] = stride;
        System.arraycopy(pointers, 0, guest.cpu.registers, S6, pointers.length);
        guest.cpu.pc = Guest.CODE;
    }

    private static void assertSame(Guest expected, Guest actual, String what) {
        VcpuExit expectedExit = expected.run();
        VcpuExit actualExit = actual.run();
        assertEquals(expectedExit, actualExit, what);
        assertEquals(expected.cpu.pc, actual.cpu.pc, () -> what + ": pc");
        assertArrayEquals(expected.cpu.registers, actual.cpu.registers, () -> what + ": registers");
        for (long page = AREA; page < AREA + AREA_SIZE; page += GuestMemory.PAGE_SIZE) {
            if (page != HOLE) {
                for (long at = page; at < page + GuestMemory.PAGE_SIZE; at += Long.BYTES) {
                    long address = at;
                    assertEquals(
                            expected.memory.readLong(at),
                            actual.memory.readLong(at),
                            () -> what + ": memory at 0x" + Long.toHexString(address));
                }
            }
        }
    }

    /** Up to the missing page and the one that cannot be written, with strides small and large, in either direction. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, -8, 12, 64, 72, -72, 1000, 2040, -2040})
    void endsWhereMemoryEnds(int stride) {
        for (String access : List.of("ld t0, 0(a0)", "sd a4, 0(a0)", "sb a4, 7(a0)")) {
            List<String> program =
                    nested(List.of("addi a5, a5, 1", access, "addi a0, a0, " + stride, "add a6, a6, t0"));
            try (Guest expected = guest(EngineSettings.INTERPRETER, program);
                    Guest actual = guest(STRIPS, program)) {
                long[] pointers = {HOLE + (stride > 0 ? -0x2000 : 0x2ff0)};
                for (Guest guest : List.of(expected, actual)) {
                    start(guest, 300, 3, pointers, 0);
                    assertInstanceOf(VcpuExit.Left.class, guest.run(), access);
                    start(guest, 30, Math.max(2, 0x1000 / Math.abs(stride)), pointers, 0);
                    assertInstanceOf(VcpuExit.Left.class, guest.run(), access);
                    start(guest, 1, 1_000_000, pointers, 0);
                }
                assertSame(expected, actual, access + " by " + stride);
            }
        }
    }

    /** Nothing to access, and nobody to poll but every thousand iterations. */
    @Test
    void needsNoAccess() {
        List<String> program = nested(List.of("add a5, a5, a4", "xori a6, a5, 3"));
        try (Guest expected = guest(EngineSettings.INTERPRETER, program);
                Guest actual = guest(STRIPS, program)) {
            warmUp(expected);
            warmUp(actual);
            assertTrue(actual.engine.statistics().truffleStrips() > 0, "in strips");
            start(expected, 3, 12_345, new long[] {0}, 0);
            start(actual, 3, 12_345, new long[] {0}, 0);
            assertSame(expected, actual, "no access");
        }
    }

    /** A loop that comes round twice each time stays as it is. */
    @Test
    void isNotForShortLoops() {
        try (Guest guest = guest(STRIPS, nested(List.of("add a5, a5, a4")))) {
            start(guest, 1000, 2, new long[] {0}, 0);
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertTrue(guest.engine.statistics().truffleRegions() > 0, "compiled");
            assertEquals(0, guest.engine.statistics().truffleStrips());
        }
    }

    /** Random loops of one and of several blocks, started near the ends of the pages. */
    @Test
    void randomLoops() {
        long seed = Long.getLong("graft.seed", System.nanoTime());
        System.out.println("StripTest: graft.seed=" + seed);
        Random random = new Random(seed);
        long strips = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            List<String> program = nested(randomBody(random));
            try (Guest expected = guest(EngineSettings.INTERPRETER, program);
                    Guest actual = guest(STRIPS, program)) {
                warmUp(expected);
                warmUp(actual);
                for (int j = 0; j < STARTS; j++) {
                    long[] pointers = random.longs(4).map(StripTest::pointer).toArray();
                    long trips = 1 + random.nextInt(300);
                    long stride = random.nextInt(-3000, 3000);
                    start(expected, 2, trips, pointers, stride);
                    start(actual, 2, trips, pointers, stride);
                    assertSame(expected, actual, "seed " + seed + ", program " + i + ", start " + j + ": " + program);
                }
                strips += actual.engine.statistics().truffleStrips();
            }
        }
        assertTrue(strips > PROGRAMS / 3, strips + " loops in strips");
    }

    /** Mostly near the end of a page; eight in ten are aligned. */
    private static long pointer(long bits) {
        long page = AREA + (bits >>> 60) * GuestMemory.PAGE_SIZE;
        long offset = (bits >>> 50 & 7) < 2 ? bits >>> 30 & 0xfff : (bits >>> 30 & 0x7f) - 0x40;
        return page + ((bits >>> 20 & 0xf) < 12 ? offset & ~7 : offset);
    }

    private static List<String> randomBody(Random random) {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(3, 10);
        int skips = 0;
        for (int i = 0; i < count; i++) {
            String pointer = "a" + random.nextInt(4);
            String value = "t" + random.nextInt(3);
            switch (random.nextInt(9)) {
                case 0, 1 -> {
                    String load = List.of("lb", "lhu", "lw", "ld", "ld").get(random.nextInt(5));
                    lines.add(load + " " + value + ", " + 8 * random.nextInt(-4, 5) + "(" + pointer + ")");
                }
                case 2, 3 -> {
                    String store = List.of("sb", "sh", "sw", "sd").get(random.nextInt(4));
                    lines.add(store + " " + value + ", " + 8 * random.nextInt(-4, 5) + "(" + pointer + ")");
                }
                case 4 -> lines.add("addi " + pointer + ", " + pointer + ", " + step(random));
                case 5 -> lines.add("add " + pointer + ", " + pointer + ", s5");
                case 6 -> {
                    lines.add("slli a5, a4, " + random.nextInt(5));
                    lines.add("add a5, a5, " + pointer);
                    lines.add("ld " + value + ", -8(a5)");
                }
                case 7 -> lines.add("add " + value + ", " + value + ", a4");
                default -> {
                    String label = "skip" + skips++;
                    lines.add("andi t4, " + value + ", 3");
                    lines.add("beq t4, zero, @" + label);
                    lines.add("addi t5, t5, 1");
                    lines.add((random.nextBoolean() ? "sd t5, 0(" : "ld t5, 16(") + pointer + ")");
                    lines.add(label + ":");
                }
            }
        }
        return lines;
    }

    private static int step(Random random) {
        return List.of(8, -8, 1, -3, 16, 64, 200, -200, 1024, -2000).get(random.nextInt(10));
    }
}
