package org.graftvm.isa.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa.Transfer;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.junit.jupiter.api.Test;

class RiscvIsaTest {
    private final RiscvIsa isa = new RiscvIsa();

    private InstructionNode decode(GuestCode code, long pc) {
        return Objects.requireNonNull(isa.decode(code.memory, pc));
    }

    private void transfer(Transfer expected, String line) {
        try (GuestCode code = new GuestCode(EngineSettings.INTERPRETER, line)) {
            assertEquals(expected, isa.transfer(decode(code, GuestCode.CODE)), line);
        }
    }

    @Test
    void transfersFollowTheReturnAddressStackHints() {
        transfer(Transfer.CALL, "jal ra,0x10100");
        transfer(Transfer.CALL, "jal t0,0x10100");
        transfer(Transfer.JUMP, "jal zero,0x10100");
        transfer(Transfer.JUMP, "jal a0,0x10100");
        transfer(Transfer.JUMP, "c.j 0x10100");
        transfer(Transfer.CALL, "jalr ra,0(a0)");
        transfer(Transfer.CALL, "jalr ra,0(ra)");
        transfer(Transfer.CALL, "jalr t0,0(t0)");
        transfer(Transfer.CALL, "c.jalr a0");
        transfer(Transfer.CALL, "c.jalr ra");
        transfer(Transfer.RETURN, "jalr zero,0(ra)");
        transfer(Transfer.RETURN, "jalr zero,0(t0)");
        transfer(Transfer.RETURN, "c.jr ra");
        transfer(Transfer.JUMP, "jalr zero,0(a0)");
        transfer(Transfer.JUMP, "c.jr a0");
        transfer(Transfer.JUMP, "jalr ra,0(t0)");
        transfer(Transfer.JUMP, "c.jalr t0");
    }

    @Test
    void decodesAcrossPages() {
        try (GuestCode code = new GuestCode(EngineSettings.INTERPRETER)) {
            long last = GuestCode.CODE + 0x2000 - 2;
            code.memory.map(last + 2, 0x1000, GuestMemory.EXECUTE);
            code.assemble(last, "addi a0,a1,5");
            InstructionNode node = decode(code, last);
            assertEquals(4, node.length());
            assertEquals("addi a0,a1,5", isa.disassemble(node));
        }
    }

    @Test
    void faultsAtThePartThatCannotBeFetched() {
        try (GuestCode code = new GuestCode(EngineSettings.INTERPRETER)) {
            long last = GuestCode.CODE + 0x2000 - 2;
            code.memory.map(last + 2, 0x1000, GuestMemory.READ);
            code.assemble(last, "addi a0,a1,5");
            GuestFault fault = assertThrows(GuestFault.class, () -> isa.decode(code.memory, last));
            assertEquals(new Trap.MemoryFault(last + 2, Memory.Access.EXECUTE, true), fault.trap());
            // A 16-bit instruction ends before the page.
            code.assemble(last, "c.addi a0,1");
            assertEquals(2, decode(code, last).length());
        }
    }

    @Test
    void zeroIsNoInstruction() {
        try (GuestCode code = new GuestCode(EngineSettings.INTERPRETER)) {
            assertNull(isa.decode(code.memory, GuestCode.CODE));
        }
    }

    @Test
    void registersAreNamed() {
        assertEquals("zero", isa.registerName(0));
        assertEquals("a0", isa.registerName(10));
        assertEquals("fa0", isa.registerName(RiscvCpu.FLOAT_REGISTERS + 10));
        assertEquals("zero", isa.registerName(RiscvCpu.SINK));
    }
}
