package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores into code take effect with the next instruction, in every tier and on other CPUs, without a FENCE.I. */
final class ChangedCodeTest {
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A3 = 13;
    private static final int A4 = 14;
    private static final int A5 = 15;
    private static final int S0 = 8;

    static List<EngineSettings> tiers() {
        return EngineTest.tiers();
    }

    /** A loop that changes its own next instruction, back and forth. */
    @ParameterizedTest
    @MethodSource("tiers")
    void theNextInstructionIsTheNewOne(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "xor a3, a3, a5",
                    "addi a2, a2, 1",
                    "sw a3, 0(a4)",
                    "patched:",
                    "addi a0, a0, 1",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall");
            toggle(guest, guest.cpu);
            guest.cpu.registers[A1] = 100;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(50 * 1 + 50 * 1000, guest.register(A0));
            assertEquals(100, guest.register(12));
            assertEquals(100, guest.engine.statistics().storesIntoCode());
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void atomicsChangeCodeOnce(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "amoxor.w a2, a5, (a4)",
                    "patched:",
                    "addi a0, a0, 1",
                    "retry:",
                    "lr.w a2, (a4)",
                    "xor a2, a2, a5",
                    "sc.w a3, a2, (a4)",
                    "bne a3, zero, @retry",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall");
            toggle(guest, guest.cpu);
            guest.cpu.registers[A1] = 30;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(30 * 1000, guest.register(A0));
        }
    }

    /** Data beside the code, on its page: nothing is dropped. */
    @ParameterizedTest
    @MethodSource("tiers")
    void storesBesideCodeChangeNoCode(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "sd a1, 0(a4)",
                    "ld a2, 0(a4)",
                    "add a0, a0, a2",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall",
                    "end:");
            guest.cpu.registers[A4] = guest.label("end");
            guest.cpu.registers[A1] = 1000;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(1000 * 1001 / 2, guest.register(A0));
            assertEquals(0, guest.engine.statistics().invalidations());
            assertEquals(0, guest.engine.statistics().storesIntoCode());
        }
    }

    /** One CPU changes the code behind a loop in which the other waits for word of it. */
    @ParameterizedTest
    @MethodSource("tiers")
    void otherCpusRunNewCodeOnceTheyHaveHeardOfIt(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "writer:",
                    "xor a3, a3, a5",
                    "sw a3, 0(a4)",
                    "addi a1, a1, -1",
                    "fence rw, rw",
                    "sd a1, 0(s0)",
                    "wait:",
                    "ld a2, 8(s0)",
                    "bne a2, a1, @wait",
                    "bne a1, zero, @writer",
                    "ecall",
                    ".page",
                    "reader:",
                    "addi a1, a1, -1",
                    "spin:",
                    "ld a2, 0(s0)",
                    "bne a2, a1, @spin",
                    "patched:",
                    "addi a0, a0, 1",
                    "fence rw, rw",
                    "sd a1, 8(s0)",
                    "bne a1, zero, @reader",
                    "ecall");
            toggle(guest, guest.cpu);
            int rounds = settings.truffleTier() ? 40 : 2000;
            RiscvCpu reader = new RiscvCpu(guest.memory, c -> false);
            reader.pc = guest.label("reader");
            for (RiscvCpu cpu : List.of(guest.cpu, reader)) {
                cpu.registers[A1] = rounds;
                cpu.registers[S0] = Guest.DATA;
            }
            guest.memory.writeLong(Guest.DATA, rounds);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
                CompletableFuture<VcpuExit> other = CompletableFuture.supplyAsync(() -> guest.engine.run(reader));
                assertInstanceOf(VcpuExit.Left.class, guest.run());
                assertInstanceOf(VcpuExit.Left.class, other.join());
            });
            assertEquals(rounds / 2 * 1001, reader.registers[A0]);
            assertTrue(guest.engine.statistics().storesIntoCode() >= rounds - 1, "the first comes before the code");
        }
    }

    /** With A5, A3 goes back and forth between two instructions at the label "patched", A4. */
    private static void toggle(Guest guest, RiscvCpu cpu) {
        int one = guest.word("addi a0, a0, 1", guest.label("patched"));
        int thousand = guest.word("addi a0, a0, 1000", guest.label("patched"));
        cpu.registers[A3] = one;
        cpu.registers[A4] = guest.label("patched");
        cpu.registers[A5] = one ^ thousand;
    }
}
