package org.graftvm.isa.riscv;

import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.Assembler;

/** A little guest memory with assembled code at {@link #CODE} and a page of data, for tests. */
final class GuestCode implements AutoCloseable {
    static final long CODE = 0x10000;
    static final long DATA = 0x40000;

    private static final Assembler ASSEMBLER = new Assembler(RiscvInstructions.SET, new RiscvOperandNames());

    final GuestMemory memory = GuestMemory.reserve(1 << 20);

    private final Engine engine;

    /** @param lines instructions; jump targets are absolute */
    GuestCode(EngineSettings settings, String... lines) {
        engine = new Engine(new RiscvIsa(), settings, null);
        memory.map(CODE, 0x2000, GuestMemory.READ | GuestMemory.EXECUTE);
        memory.map(DATA, 0x1000, GuestMemory.READ | GuestMemory.WRITE);
        assemble(CODE, lines);
    }

    void assemble(long address, String... lines) {
        for (String line : lines) {
            Decoded decoded = ASSEMBLER.assemble(line, address);
            byte[] bytes = new byte[decoded.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (decoded.word() >> 8 * i);
            }
            memory.load(address, bytes, 0, bytes.length);
            address += bytes.length;
        }
    }

    /** A CPU at {@code pc} with the address of the data in a1. */
    RiscvCpu cpu(long pc) {
        RiscvCpu cpu = new RiscvCpu(memory, c -> false);
        cpu.registers[11] = DATA;
        cpu.pc = pc;
        return cpu;
    }

    VcpuExit run(RiscvCpu cpu) {
        return engine.run(cpu);
    }

    @Override
    public void close() {
        memory.close();
    }
}
