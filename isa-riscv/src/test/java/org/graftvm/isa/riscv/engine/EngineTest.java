package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.EngineStatistics;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EngineTest {
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A2 = 12;

    /** Each tier alone as far as that is possible: thresholds so low that code moves up at once. */
    static List<EngineSettings> tiers() {
        return List.of(
                EngineSettings.INTERPRETER,
                new EngineSettings(true, false, 3, 1_000_000, 100),
                new EngineSettings(false, true, 3, 1, 100),
                new EngineSettings(true, true, 3, 50, 100),
                new EngineSettings(false, true, 100, 1, 100)); // Late enough to know that loops come round often.
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void loopsCount(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program("loop:", "addi a0, a0, 3", "addi a1, a1, -1", "bne a1, zero, @loop", "ecall");
            guest.cpu.registers[A1] = 2_000_000;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(6_000_000, guest.register(A0));
            assertEquals(guest.label("loop") + 16, guest.cpu.pc, "pc behind the system call");
            assertEquals(settings.classTier(), guest.engine.statistics().classes() > 0, "tier 1");
            assertEquals(settings.truffleTier(), guest.engine.statistics().truffleRegions() > 0, "tier 2");
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void deepRecursionUnwindsTheHostStack(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(Guest.recursion(1500));
            guest.cpu.registers[A2] = 30;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(1500L * 1501 / 2, guest.register(A0));
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void trapsArePrecise(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            // Walks through the data until it leaves the mapped pages, with a dirty register on either side of the
            // load.
            guest.program(
                    "loop:", "addi a1, a1, 1", "ld a2, 0(a0)", "addi a0, a0, 8", "addi a3, a3, 1", "jal zero, @loop");
            guest.cpu.registers[A0] = Guest.DATA;
            VcpuExit.Trapped trapped = assertInstanceOf(VcpuExit.Trapped.class, guest.run());
            long end = Guest.DATA + 0x2000;
            assertEquals(new Trap.MemoryFault(end, Memory.Access.READ, false), trapped.trap());
            assertEquals(Guest.CODE + 4, guest.cpu.pc);
            assertEquals(end, guest.register(A0));
            assertEquals(0x2000 / 8 + 1, guest.register(A1));
            assertEquals(0x2000 / 8, guest.register(13));
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void storesIntoCodeTakeEffectBehindTheFence(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "jal ra, @patched",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "sw a3, 0(a4)",
                    "fence.i",
                    "addi a1, zero, 100",
                    "addi a2, a2, -1",
                    "bne a2, zero, @loop",
                    "ecall",
                    "patched:",
                    "addi a0, a0, 1",
                    "jalr zero, 0(ra)");
            guest.cpu.registers[A1] = 100;
            guest.cpu.registers[A2] = 2;
            guest.cpu.registers[13] = guest.word("addi a0, a0, 1000", guest.label("patched"));
            guest.cpu.registers[14] = guest.label("patched");
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(100 + 100_000, guest.register(A0));
            assertTrue(guest.engine.statistics().invalidations() > 0, "something was invalidated");
        }
    }

    /** As above; no store goes to the caller's page, so it is the callee that has to make the caller stale. */
    @ParameterizedTest
    @MethodSource("tiers")
    void storesIntoCalleesOnOtherPagesTakeEffect(EngineSettings settings) {
        EngineStatistics statistics = changeCalleeOnOtherPage(settings, 0);
        if (settings.truffleTier() && !settings.classTier()) {
            assertTrue(statistics.truffleInlinedCalls() >= 2, "the calls were inlined");
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void storesIntoLargeCalleesOnOtherPagesTakeEffect(EngineSettings settings) {
        EngineStatistics statistics = changeCalleeOnOtherPage(settings, 200);
        if (settings.truffleTier() && !settings.classTier()) {
            assertTrue(statistics.truffleDirectCalls() >= 2, "the calls were direct");
        }
    }

    /** @param more instructions of each callee */
    private static EngineStatistics changeCalleeOnOtherPage(EngineSettings settings, int more) {
        List<String> lines = new ArrayList<>(List.of(
                "loop:",
                "jal ra, @outer",
                "addi a1, a1, -1",
                "bne a1, zero, @loop",
                "sw a3, 0(a4)",
                "fence.i",
                "addi a1, zero, 1000",
                "addi a2, a2, -1",
                "bne a2, zero, @loop",
                "ecall",
                ".page",
                "outer:",
                "addi a7, ra, 0"));
        lines.addAll(Collections.nCopies(more, "addi a5, a5, 1"));
        lines.addAll(List.of("jal ra, @inner", "jalr zero, 0(a7)", ".page", "inner:", "addi a0, a0, 1"));
        lines.addAll(Collections.nCopies(more, "addi a5, a5, 1"));
        lines.add("jalr zero, 0(ra)");
        try (Guest guest = new Guest(settings)) {
            guest.program(lines.toArray(String[]::new));
            guest.cpu.registers[A1] = 1000;
            guest.cpu.registers[A2] = 2;
            guest.cpu.registers[13] = guest.word("addi a0, a0, 1000", guest.label("inner"));
            guest.cpu.registers[14] = guest.label("inner");
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(1000 + 1_000_000, guest.register(A0));
            assertEquals(4000L * more, guest.register(15));
            assertTrue(guest.engine.statistics().invalidations() > 0, "something was invalidated");
            return guest.engine.statistics();
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void calleesMayReturnElsewhere(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            // The callee returns 4 bytes further in every third call.
            guest.program(
                    "loop:",
                    "jal ra, @callee",
                    "addi a0, a0, 1",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall",
                    "callee:",
                    "addi a3, a3, 1",
                    "bne a3, a2, @return",
                    "addi a3, zero, 0",
                    "addi ra, ra, 4",
                    "return:",
                    "jalr zero, 0(ra)");
            guest.cpu.registers[A1] = 3000;
            guest.cpu.registers[A2] = 3;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(2000, guest.register(A0));
        }
    }

    /** The register that a load overwrites is dirty on one of the ways to it. */
    @ParameterizedTest
    @MethodSource("tiers")
    void faultingLoadsLeaveTheirRegister(EngineSettings settings) {
        faultingLoadLeavesItsRegister(settings, 0);
        faultingLoadLeavesItsRegister(settings, 1);
    }

    private static void faultingLoadLeavesItsRegister(EngineSettings settings, int increment) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "jal ra, @callee",
                    "xori a1, a1, 1",
                    "addi a2, a2, -1",
                    "bne a2, zero, @loop",
                    "addi a0, zero, 0",
                    "addi a1, zero, " + increment,
                    "addi a5, zero, 77",
                    "jal ra, @callee",
                    "ecall",
                    "callee:",
                    "beq a1, zero, @skip",
                    "addi a5, a5, 1",
                    "skip:",
                    "ld a5, 0(a0)",
                    "jalr zero, 0(ra)");
            guest.cpu.registers[A0] = Guest.DATA;
            guest.cpu.registers[A2] = 10_000;
            assertInstanceOf(VcpuExit.Trapped.class, guest.run());
            assertEquals(guest.label("skip"), guest.cpu.pc);
            assertEquals(77 + increment, guest.register(15));
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void trapsOfCalleesArePrecise(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "addi a1, a1, 1",
                    "jal ra, @callee",
                    "addi a3, a3, 1",
                    "jal zero, @loop",
                    "callee:",
                    "addi a4, a4, 1",
                    "ld a2, 0(a0)",
                    "addi a0, a0, 8",
                    "jalr zero, 0(ra)");
            guest.cpu.registers[A0] = Guest.DATA;
            assertInstanceOf(VcpuExit.Trapped.class, guest.run());
            assertEquals(guest.label("callee") + 4, guest.cpu.pc);
            assertEquals(guest.label("loop") + 8, guest.register(1));
            assertEquals(0x2000 / 8 + 1, guest.register(A1));
            assertEquals(0x2000 / 8, guest.register(13));
            assertEquals(0x2000 / 8 + 1, guest.register(14));
        }
    }

    /** The caller is compiled while its callee has run once, so that it has no direct call to it. */
    @Test
    void calleesMayBecomeHotAfterTheirCallers() {
        try (Guest guest = new Guest(new EngineSettings(false, true, 4, 1280, 100))) {
            guest.program(
                    "loop:",
                    "and a5, a1, a7",
                    "bne a5, a6, @skip",
                    "jal ra, @callee",
                    "skip:",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "addi a7, zero, 0",
                    "addi a6, zero, 0",
                    "addi a1, zero, 1000",
                    "addi a2, a2, -1",
                    "bne a2, zero, @loop",
                    "beq a4, zero, @end",
                    "sw a3, 0(a4)",
                    "fence.i",
                    "addi a4, zero, 0",
                    "addi a2, zero, 1",
                    "jal zero, @loop",
                    "end:",
                    "ecall",
                    ".page",
                    "callee:",
                    "addi a0, a0, 1",
                    "jalr zero, 0(ra)");
            // One call in the first round, a call in each iteration of the next two; the callee changes before the
            // last.
            guest.cpu.registers[A1] = 1000;
            guest.cpu.registers[16] = 1000;
            guest.cpu.registers[17] = -1;
            guest.cpu.registers[A2] = 2;
            guest.cpu.registers[13] = guest.word("addi a0, a0, 1000", guest.label("callee"));
            guest.cpu.registers[14] = guest.label("callee");
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(1 + 1000 + 1_000_000, guest.register(A0));
            EngineStatistics statistics = guest.engine.statistics();
            assertEquals(0, statistics.truffleDirectCalls(), "direct calls");
            assertTrue(statistics.truffleInstalled() >= 3, "caller, callee and changed callee");
            assertTrue(statistics.interpretedInstructions() < 200, "instructions in tier 0");
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void interruptsEndEndlessLoops(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program("loop:", "addi a0, a0, 1", "jal zero, @loop");
            Thread interrupter = new Thread(() -> {
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                guest.cpu.requestInterrupt();
            });
            interrupter.start();
            VcpuExit exit = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), guest::run);
            assertInstanceOf(VcpuExit.Interrupted.class, exit);
            assertEquals(Guest.CODE, guest.cpu.pc & ~7L);
            assertTrue(guest.register(A0) > 1000);
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void indirectJumpsFindNewTargets(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            // A jump table whose third target appears only after the first two are translated.
            guest.program(
                    "loop:",
                    "andi a4, a1, 1",
                    "slli a4, a4, 3",
                    "add a4, a4, a5",
                    "ld a4, 0(a4)",
                    "jalr zero, 0(a4)",
                    "one:",
                    "addi a0, a0, 1",
                    "jal zero, @next",
                    "two:",
                    "addi a0, a0, 2",
                    "jal zero, @next",
                    "three:",
                    "addi a0, a0, 3",
                    "next:",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "sd a3, 0(a5)",
                    "addi a1, zero, 1000",
                    "addi a2, a2, -1",
                    "bne a2, zero, @loop",
                    "ecall");
            guest.cpu.registers[A1] = 1000;
            guest.cpu.registers[A2] = 2;
            guest.cpu.registers[13] = guest.label("three");
            guest.cpu.registers[15] = Guest.DATA;
            guest.memory.writeLong(Guest.DATA, guest.label("one"));
            guest.memory.writeLong(Guest.DATA + 8, guest.label("two"));
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(500 * (1 + 2) + 500 * (3 + 2), guest.register(A0));
        }
    }

    /** An indirect call of one callee, which is inlined; then of another now and then, at last of both in turn. */
    @ParameterizedTest
    @MethodSource("tiers")
    void indirectCallsFindOtherCallees(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "phase:",
                    "ld a5, 0(a3)",
                    "addi a1, zero, 2000",
                    "loop:",
                    "addi t0, a6, 0",
                    "and a4, a1, a5",
                    "bne a4, zero, @call",
                    "addi t0, a7, 0",
                    "call:",
                    "jalr ra, 0(t0)",
                    "add a0, a0, t1",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "addi a3, a3, 8",
                    "addi a2, a2, -1",
                    "bne a2, zero, @phase",
                    "ecall",
                    "one:",
                    "addi t1, zero, 1",
                    "jalr zero, 0(ra)",
                    "two:",
                    "addi t1, zero, 100",
                    "addi a0, a0, 1",
                    "jalr zero, 0(ra)");
            long[] masks = {-1, -1, 511, 511, 1, 1, -1};
            long expected = 0;
            for (int i = 0; i < masks.length; i++) {
                guest.memory.writeLong(Guest.DATA + 8L * i, masks[i]);
                for (long count = 2000; count > 0; count--) {
                    expected += (count & masks[i]) == 0 ? 101 : 1;
                }
            }
            guest.cpu.registers[A2] = masks.length;
            guest.cpu.registers[13] = Guest.DATA;
            guest.cpu.registers[16] = guest.label("one");
            guest.cpu.registers[17] = guest.label("two");
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(expected, guest.register(A0));
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void accessesMayCrossPages(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "ld a3, 0(a0)",
                    "addi a3, a3, 1",
                    "sd a3, 0(a0)",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall");
            guest.cpu.registers[A0] = Guest.DATA + 0x1000 - 3;
            guest.cpu.registers[A1] = 200_000;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(200_000, guest.memory.readLong(Guest.DATA + 0x1000 - 3));
        }
    }

    /** One access across pages deoptimizes; the other million iterations are for compiled code again. */
    @Test
    void loopsComeBackFromDeoptimization() {
        try (Guest guest = new Guest(new EngineSettings(false, true, 1, 1, 100))) {
            guest.program(
                    "loop:",
                    "ld a3, 0(a0)",
                    "addi a2, a2, 1",
                    "and a0, a0, a4",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall");
            guest.cpu.registers[A0] = Guest.DATA + 0x1000 - 3;
            guest.cpu.registers[A1] = 1_000_000;
            guest.cpu.registers[14] = -0x1000;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(1_000_000, guest.register(A2));
            EngineStatistics statistics = guest.engine.statistics();
            assertTrue(statistics.truffleInterpretations() > 0, "it deoptimized");
            assertTrue(statistics.truffleInterpretations() < 100, "it came back");
            assertEquals(0, statistics.interpretedInstructions(), "tier 0");
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void wildJumpsFault(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program("lui a0, 0x100", "jalr zero, 0(a0)");
            VcpuExit.Trapped trapped = assertInstanceOf(VcpuExit.Trapped.class, guest.run());
            assertEquals(new Trap.MemoryFault(0x100000, Memory.Access.EXECUTE, false), trapped.trap());
            assertEquals(0x100000, guest.cpu.pc);
        }
    }
}
