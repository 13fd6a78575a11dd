package org.graftvm.tck.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.Isa;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.isa.riscv.RiscvOperandNames;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.machine.GuestMemory;
import org.graftvm.spec.tool.Assembler;

/** An engine with a little code in memory and no operating system: a system call with a7 = 93 leaves, others go on. */
final class BareMachine implements AutoCloseable {
    static final long CODE = 0x10000;
    static final long DATA = 0x100000;
    private static final long SIZE = 1 << 24;
    private static final int A7 = 17;
    private static final int EXIT = 93;

    final Isa isa = new RiscvIsa();
    final GuestMemory memory = GuestMemory.reserve(SIZE);
    final RiscvCpu cpu = new RiscvCpu(memory, c -> c.registers[A7] != EXIT);
    private final Engine engine;

    /** @param lines assembly text; branch targets are absolute addresses from {@link #CODE} on */
    BareMachine(EngineSettings settings, String... lines) {
        this.engine = new Engine(isa, settings, null);
        Assembler assembler = new Assembler(RiscvInstructions.SET, new RiscvOperandNames());
        ByteBuffer code = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (String line : lines) {
            code.putInt(assembler.assemble(line, CODE + code.position()).word());
        }
        memory.map(CODE, 1 << 16, GuestMemory.READ | GuestMemory.EXECUTE);
        memory.map(DATA, 1 << 20, GuestMemory.READ | GuestMemory.WRITE);
        memory.load(CODE, code.array(), 0, code.position());
    }

    /** Runs from the start until the program leaves. */
    long run() {
        cpu.pc = CODE;
        engine.run(cpu);
        return cpu.registers[10];
    }

    /** Forgets all translated code. */
    void forget() {
        engine.codeCache(memory).clear();
    }

    @Override
    public void close() {
        memory.close();
    }
}
