package org.graftvm.isa.x86_64.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Trap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGTRAP of a breakpoint finds the pc behind the instruction, as Linux reports it; that of a fault on it. */
class BreakpointTest {
    private static final long PC = 0x1_0000;

    @ParameterizedTest
    @CsvSource({"cc,1", "66cc,2", "f1,1", "cd03,2"})
    void pcIsBehind(String code, int length) {
        assertEquals(PC + length, pcAfter(code, new Trap.Breakpoint()));
        assertEquals(PC, pcAfter(code, new Trap.GeneralProtection()));
    }

    private static long pcAfter(String code, Trap trap) {
        try (GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(PC, GuestMemory.PAGE_SIZE, GuestMemory.READ | GuestMemory.EXECUTE);
            byte[] bytes = java.util.HexFormat.of().parseHex(code);
            memory.load(PC, bytes, 0, bytes.length);
            X86Cpu cpu = new X86Cpu(memory, _ -> false);
            cpu.pc = PC;
            new X86LinuxAbi().signal(cpu, trap);
            return cpu.pc;
        }
    }
}
