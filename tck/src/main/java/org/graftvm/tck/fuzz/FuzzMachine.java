package org.graftvm.tck.fuzz;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;

/** Decodes, disassembles and runs code on the bare engine, to the first trap or system call, or until time is up. */
final class FuzzMachine {
    static final int CODE_LENGTH = 0x1000;

    private static final Isa ISA = new RiscvIsa();
    private static final long CODE = 0x10000;
    private static final long DATA = 0x40000;
    private static final int DATA_LENGTH = 0x4000;
    private static final int MILLISECONDS = 100;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("fuzz-clock").unstarted(work));

    private FuzzMachine() {}

    /** Decodes and disassembles at every address where an instruction may begin. */
    static int disassemble(byte[] code) {
        try (GuestMemory memory = memory(code)) {
            int instructions = 0;
            for (long pc = CODE; pc < CODE + CODE_LENGTH; pc += ISA.instructionUnit()) {
                try {
                    InstructionNode node = ISA.decode(memory, pc);
                    if (node != null && !ISA.disassemble(node).isBlank()) {
                        instructions++;
                    }
                } catch (GuestFault behindThePage) {
                    if (pc < CODE + CODE_LENGTH - 2) {
                        throw new IllegalStateException("fault at 0x" + Long.toHexString(pc), behindThePage);
                    }
                }
            }
            return instructions;
        }
    }

    /**
     * The state at the end of a run, or nothing if it had not ended when time was up.
     *
     * @param seed of registers and data
     */
    static Optional<String> run(EngineSettings settings, byte[] code, long seed) {
        try (GuestMemory memory = memory(code)) {
            Random random = new Random(seed);
            byte[] data = new byte[DATA_LENGTH];
            random.nextBytes(data);
            memory.map(DATA, DATA_LENGTH, GuestMemory.READ | GuestMemory.WRITE);
            memory.load(DATA, data, 0, DATA_LENGTH);
            RiscvCpu cpu = new RiscvCpu(memory, _ -> false);
            for (int i = 1; i < RiscvCpu.SINK; i++) {
                cpu.registers[i] = value(random);
            }
            cpu.frm = random.nextInt(5);
            cpu.pc = CODE;
            ScheduledFuture<?> timeout = CLOCK.schedule(cpu::requestInterrupt, MILLISECONDS, TimeUnit.MILLISECONDS);
            VcpuExit exit = new Engine(ISA, settings, null).run(cpu);
            timeout.cancel(false);
            if (exit instanceof VcpuExit.Interrupted) {
                return Optional.empty();
            }
            cpu.registers[RiscvCpu.SINK] = 0;
            memory.read(DATA, data, 0, DATA_LENGTH);
            return Optional.of("%s at 0x%x, fcsr 0x%x, data %x, registers %s"
                    .formatted(exit, cpu.pc, cpu.fcsr(), Arrays.hashCode(data), hex(cpu.registers)));
        }
    }

    private static GuestMemory memory(byte[] code) {
        GuestMemory memory = GuestMemory.reserve(1 << 20);
        memory.map(CODE, CODE_LENGTH, GuestMemory.READ | GuestMemory.EXECUTE);
        memory.load(CODE, code, 0, CODE_LENGTH);
        return memory;
    }

    /** Mostly addresses of data and code, so that the code gets somewhere. */
    private static long value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(64) - 32;
            case 2 -> CODE + random.nextInt(CODE_LENGTH);
            case 3 -> DATA + random.nextInt(DATA_LENGTH);
            default -> DATA + DATA_LENGTH / 2 + 8L * random.nextInt(64);
        };
    }

    private static String hex(long[] registers) {
        return String.join(
                " ", Arrays.stream(registers).mapToObj(Long::toHexString).toList());
    }
}
