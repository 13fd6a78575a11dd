package org.graftvm.isa.riscv.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.graftvm.engine.EngineSettings;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accesses that share a check of their range: across pages, misaligned, and up to the fault of one in the middle. */
final class SharedChecksTest {
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A2 = 12;
    private static final int A3 = 13;
    private static final int A4 = 14;
    private static final int A5 = 15;

    static List<EngineSettings> tiers() {
        return EngineTest.tiers();
    }

    /** Stores and loads four fields of a record that moves by {@code step} bytes, until one leaves the mapped pages. */
    private static void walk(EngineSettings settings, int step) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "addi a1, a1, 1",
                    "sd a1, 0(a0)",
                    "sw a1, 8(a0)",
                    "sb a1, 12(a0)",
                    "sd a1, 24(a0)",
                    "ld a2, 0(a0)",
                    "lw a3, 24(a0)",
                    "add a3, a3, a2",
                    "addi a0, a0, " + step,
                    "jal zero, @loop");
            guest.cpu.registers[A0] = Guest.DATA;
            VcpuExit.Trapped trapped = assertInstanceOf(VcpuExit.Trapped.class, guest.run());

            long end = Guest.DATA + 0x2000;
            long rounds = 0; // Complete ones.
            while (Guest.DATA + rounds * step + 32 <= end) {
                rounds++;
            }
            long last = Guest.DATA + rounds * step;
            // The first of the stores, in their order, that reaches the end of the mapped pages.
            long[][] stores = {{0, 8}, {8, 4}, {12, 1}, {24, 8}};
            int faulting = 0;
            while (last + stores[faulting][0] + stores[faulting][1] <= end) {
                faulting++;
            }
            long fault = Math.max(last + stores[faulting][0], end);
            assertEquals(new Trap.MemoryFault(fault, Memory.Access.WRITE, false), trapped.trap());
            assertEquals(Guest.CODE + 4 + 4 * faulting, guest.cpu.pc);
            assertEquals(last, guest.register(A0));
            assertEquals(rounds + 1, guest.register(A1));
            assertEquals(rounds, guest.register(A2));
            assertEquals(2 * rounds, guest.register(A3));
            if (faulting > 0) {
                assertEquals(rounds + 1, guest.cpu.memory.readLong(last), "the store before the faulting one");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void acrossPages(EngineSettings settings) {
        walk(settings, 8);
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void misaligned(EngineSettings settings) {
        walk(settings, 3);
    }

    /** Loads and stores at all alignments, across a page border too, do not make compiled code leave again and again. */
    @ParameterizedTest
    @MethodSource("tiers")
    void misalignedStaysCompiled(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "again:",
                    "addi a0, a4, 0",
                    "addi a1, zero, 100",
                    "loop:",
                    "ld a2, 0(a0)",
                    "add a3, a3, a2",
                    "sw a3, 5(a0)",
                    "addi a0, a0, 3",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "addi a5, a5, -1",
                    "bne a5, zero, @again",
                    "ecall");
            int passes = 300;
            long first = Guest.DATA + 0xf01;
            guest.cpu.registers[A3] = 1;
            guest.cpu.registers[A4] = first;
            guest.cpu.registers[A5] = passes;
            assertInstanceOf(VcpuExit.Left.class, guest.run());

            ByteBuffer data = ByteBuffer.allocate(0x2000).order(ByteOrder.LITTLE_ENDIAN);
            long sum = 1;
            for (int i = 0; i < passes * 100; i++) {
                int at = (int) (first - Guest.DATA) + i % 100 * 3;
                sum += data.getLong(at);
                data.putInt(at + 5, (int) sum);
            }
            assertEquals(sum, guest.register(A3));
            assertTrue(
                    guest.engine.statistics().truffleInterpretations() < 30,
                    () -> "deoptimized: " + guest.engine.statistics().truffleInterpretations());
        }
    }

    /** The base register changes within the block: what follows is relative to its new value. */
    @ParameterizedTest
    @MethodSource("tiers")
    void changedBase(EngineSettings settings) {
        try (Guest guest = new Guest(settings)) {
            guest.program(
                    "loop:",
                    "sd a1, 0(a0)",
                    "sd a1, 8(a0)",
                    "ld a0, 16(a0)",
                    "ld a2, 16(a0)",
                    "sd a2, 24(a0)",
                    "sd a1, 32(a0)",
                    "ld a0, 40(a0)",
                    "addi a1, a1, -1",
                    "bne a1, zero, @loop",
                    "ecall");
            long first = Guest.DATA + 0x100;
            long second = Guest.DATA + 0xff0; // Its fields lie on both sides of a page border.
            guest.cpu.memory.writeLong(first + 16, second);
            guest.cpu.memory.writeLong(second + 16, 42);
            guest.cpu.memory.writeLong(second + 40, first);
            guest.cpu.registers[A0] = first;
            guest.cpu.registers[A1] = 2_000;
            assertInstanceOf(VcpuExit.Left.class, guest.run());
            assertEquals(first, guest.register(A0));
            assertEquals(42, guest.cpu.memory.readLong(second + 24));
            assertEquals(1, guest.cpu.memory.readLong(second + 32));
            assertEquals(1, guest.cpu.memory.readLong(first + 8));
        }
    }
}
