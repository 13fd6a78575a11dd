package org.graftvm.isa.riscv.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.isa.riscv.RiscvOperandNames;
import org.graftvm.isa.riscv.instructions.RiscvInstructions;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.graftvm.spec.table.InstructionTable.Decoded;
import org.graftvm.spec.tool.Assembler;

/**
 * A bare machine: code at {@link #CODE} (readable, writable and executable), data at {@link #DATA}, a stack. A system call
 * ends the run.
 */
final class Guest implements AutoCloseable {
    static final long CODE = 0x10000;
    static final long DATA = 0x40000;
    private static final long STACK_TOP = 0x80000;

    final GuestMemory memory = GuestMemory.reserve(1 << 20);
    final RiscvCpu cpu = new RiscvCpu(memory, c -> false);
    final Engine engine;
    private final Assembler assembler = new Assembler(RiscvInstructions.SET, new RiscvOperandNames());
    private final Map<String, Long> labels = new HashMap<>();

    Guest(EngineSettings settings) {
        this(new Engine(new RiscvIsa(), settings, null));
    }

    /** One more address space for an engine. */
    Guest(Engine engine) {
        this.engine = engine;
        memory.map(CODE, 0x4000, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
        memory.map(DATA, 0x2000, GuestMemory.READ | GuestMemory.WRITE);
        memory.map(STACK_TOP - 0x20000, 0x20000, GuestMemory.READ | GuestMemory.WRITE);
    }

    /**
     * Assembles lines to {@link #CODE}; {@code name:} is a label, {@code @name} its address, {@code .page} goes on at the next
     * page. All instructions take four bytes.
     */
    Guest program(String... lines) {
        long pc = CODE;
        for (String line : lines) {
            if (line.endsWith(":")) {
                labels.put(line.substring(0, line.length() - 1), pc);
            } else {
                pc = behind(line, pc);
            }
        }
        pc = CODE;
        for (String line : lines) {
            if (!line.endsWith(":")) {
                if (!line.equals(".page")) {
                    memory.writeInt(pc, word(line, pc));
                }
                pc = behind(line, pc);
            }
        }
        cpu.pc = CODE;
        cpu.registers[2] = STACK_TOP;
        return this;
    }

    /** sum(n) = n == 0 ? 0 : n + sum(n - 1), a2 times: {@code depth} levels of code on the host stack, again and again. */
    static String[] recursion(int depth) {
        return new String[] {
            "again:",
            "addi a0, zero, " + depth,
            "jal ra, @sum",
            "addi a2, a2, -1",
            "bne a2, zero, @again",
            "ecall",
            "sum:",
            "beq a0, zero, @zero",
            "addi sp, sp, -16",
            "sd ra, 0(sp)",
            "sd a0, 8(sp)",
            "addi a0, a0, -1",
            "jal ra, @sum",
            "ld a1, 8(sp)",
            "add a0, a0, a1",
            "ld ra, 0(sp)",
            "addi sp, sp, 16",
            "zero:",
            "jalr zero, 0(ra)"
        };
    }

    private static long behind(String line, long pc) {
        return line.equals(".page") ? (pc / GuestMemory.PAGE_SIZE + 1) * GuestMemory.PAGE_SIZE : pc + 4;
    }

    long label(String name) {
        return Objects.requireNonNull(labels.get(name), name);
    }

    /** The encoding of a line at {@code pc}. */
    int word(String line, long pc) {
        String text = line;
        for (Map.Entry<String, Long> label : labels.entrySet()) {
            text = text.replace("@" + label.getKey(), "0x" + Long.toHexString(label.getValue()));
        }
        Decoded decoded = assembler.assemble(text, pc);
        return decoded.word();
    }

    VcpuExit run() {
        return engine.run(cpu);
    }

    long register(int index) {
        return cpu.registers[index];
    }

    @Override
    public void close() {
        memory.close();
    }
}
