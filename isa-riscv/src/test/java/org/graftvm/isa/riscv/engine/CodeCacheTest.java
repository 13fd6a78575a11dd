package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.graftvm.engine.CodeOrigins;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.graftvm.engine.HotCode;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The controls of the code cache: clearing, limit, warming up. */
final class CodeCacheTest {
    private static final int A0 = 10;
    private static final int A1 = 11;

    private static final String[] LOOP = {
        "loop:",
        "andi a2, a1, 1",
        "beq a2, zero, @even",
        "addi a0, a0, 1",
        "even:",
        "addi a1, a1, -1",
        "bne a1, zero, @loop",
        "ecall"
    };

    static List<EngineSettings> tiny() {
        return List.of(
                new EngineSettings(false, false, 3, 1, 100, 12),
                new EngineSettings(true, false, 3, 1, 100, 30),
                new EngineSettings(false, true, 3, 1, 100, 30));
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void theCacheStartsAnewAtItsLimit(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(Guest.recursion(60));
            guest.cpu.registers[12] = 30;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(60 * 61 / 2, guest.register(A0));
            assertTrue(guest.engine.statistics().overflows() > 0, "the limit was reached");
            long held = guest.engine.codeCache(guest.memory).instructions();
            assertTrue(held <= settings.codeLimit(), () -> held + " instructions");
        }
    }

    @Test
    void belowTheLimitNothingIsDropped() {
        try (Guest guest = new Guest(new EngineSettings(true, false, 3, 1, 100, 1000))) {
            guest.program(Guest.recursion(60));
            guest.cpu.registers[12] = 30;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(0, guest.engine.statistics().overflows());
            assertTrue(guest.engine.codeCache(guest.memory).instructions() >= 17, "all blocks");
        }
    }

    @Test
    void aClearedCacheIsEmptyAndGoesOn() {
        try (Guest guest = new Guest(new EngineSettings(true, false, 3, 1, 100))) {
            guest.program(LOOP);
            guest.cpu.registers[A1] = 1000;
            guest.run();
            assertTrue(guest.engine.codeCache(guest.memory).size() > 0);
            guest.engine.codeCache(guest.memory).clear();
            assertEquals(0, guest.engine.codeCache(guest.memory).size());
            assertEquals(0, guest.engine.codeCache(guest.memory).instructions());
            guest.cpu.pc = Guest.CODE;
            guest.cpu.registers[A1] = 1000;
            guest.run();
            assertEquals(1000, guest.register(A0));
        }
    }

    static List<EngineSettings> warm() {
        return List.of(new EngineSettings(true, false, 90, 1, 100), new EngineSettings(false, true, 90, 1, 100));
    }

    /** The second run has the same file a page higher. */
    @ParameterizedTest
    @MethodSource("warm")
    void hotCodeWarmsUpTheNextRun(EngineSettings settings) throws IOException {
        long cold;
        Guest first = new Guest(settings);
        try (Guest guest = first) {
            guest.engine.warmUp(mappedAt(Guest.CODE), new HotCode());
            guest.program(LOOP);
            guest.cpu.registers[A1] = 1000;
            guest.run();
            cold = guest.engine.statistics().interpretedInstructions();
        }
        HotCode list = first.engine.hotCode(); // Of an address space that is gone, as at the end of a program.
        StringBuilder text = new StringBuilder();
        list.write(text);
        HotCode copy = HotCode.read(new BufferedReader(new StringReader(text.toString())));
        assertEquals(list.size(), copy.size());

        try (Guest guest = new Guest(settings)) {
            guest.engine.warmUp(mappedAt(Guest.CODE + GuestMemory.PAGE_SIZE), copy);
            guest.program(shifted(LOOP));
            guest.cpu.pc = Guest.CODE + GuestMemory.PAGE_SIZE;
            guest.cpu.registers[A1] = 1000;
            guest.run();
            assertEquals(500, guest.register(A0));
            EngineStatistics statistics = guest.engine.statistics();
            assertEquals(list.size(), statistics.warmedUp());
            long interpreted = statistics.interpretedInstructions();
            assertTrue(interpreted <= 10 && cold > 200, () -> interpreted + " instructions in tier 0, cold " + cold);
        }
    }

    private static CodeOrigins mappedAt(long start) {
        return (memory, pc) -> pc < start ? null : new CodeOrigins.Mapping("a program", start, start + 0x3000, 0x1000);
    }

    private static String[] shifted(String[] program) {
        String[] result = new String[program.length + 1];
        result[0] = ".page";
        System.arraycopy(program, 0, result, 1, program.length);
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 1", "file x\n10", "file x\nxyz 1", "file x\n10 3", "file x\n10 1 1"})
    void otherTextIsRefused(String text) {
        assertThrows(IOException.class, () -> HotCode.read(new BufferedReader(new StringReader(text))));
    }
}
