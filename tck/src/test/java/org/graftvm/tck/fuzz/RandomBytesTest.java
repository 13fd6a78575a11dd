package org.graftvm.tck.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.isa.arm64.instructions.Arm64Instructions;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.graftvm.spec.table.InstructionTable;
import org.graftvm.spec.tool.RandomInstructions;
import org.graftvm.tck.process.GuestIsa;
import org.junit.jupiter.api.Test;

/**
 * Random bytes as code end in a trap, a system call or an interrupt, and never in an exception of Java. {@code -Dgraft.seed=N}
 * repeats a run, {@code -Dgraft.cases=N} makes it longer.
 */
class RandomBytesTest {
    private static final long SEED = Long.getLong("graft.seed", System.nanoTime());
    private static final int CASES = Integer.getInteger("graft.cases", 3000);

    private static final long CODE = 0x1_0000;
    private static final int CODE_SIZE = 0x2000;
    private static final long DATA = 0x4_0000;
    private static final int DATA_SIZE = 0x4000;
    private static final int LENGTH = 96;

    /** Longer runs are interrupted. */
    private static final int LIMIT_MILLIS = 20;

    /** Of both, the first slots. */
    private static final int GENERAL_REGISTERS = 16;

    private static final EngineSettings CLASSES = new EngineSettings(true, false, 1, 1, 300);
    private static final InstructionTable ARM64 = new InstructionTable(Arm64Instructions.SET);

    private static final int[] PREFIXES = {0x66, 0xf0, 0xf2, 0xf3, 0x48, 0x41, 0x0f, 0x0f, 0x64, 0x67};

    /** Makes {@link #LENGTH} bytes. */
    private interface Code {
        byte[] of(Random random);
    }

    @Test
    void x86Interpreter() {
        run(GuestIsa.X86_64, RandomBytesTest::x86, EngineSettings.INTERPRETER);
    }

    @Test
    void x86Classes() {
        run(GuestIsa.X86_64, RandomBytesTest::x86, CLASSES);
    }

    @Test
    void arm64Interpreter() {
        run(GuestIsa.ARM64, RandomBytesTest::arm64, EngineSettings.INTERPRETER);
    }

    @Test
    void arm64Classes() {
        run(GuestIsa.ARM64, RandomBytesTest::arm64, CLASSES);
    }

    private static void run(GuestIsa guest, Code codes, EngineSettings settings) {
        Random random = new Random(SEED);
        int ends = 0;
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                GuestMemory memory = GuestMemory.reserve(1 << 20)) {
            memory.map(CODE, CODE_SIZE, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
            memory.map(DATA, DATA_SIZE, GuestMemory.READ | GuestMemory.WRITE);
            Engine engine = new Engine(guest.isa(), settings, null);
            for (int i = 0; i < CASES; i++) {
                byte[] code = codes.of(random);
                // At the end of the page before, so that code runs on into the next and past the end.
                memory.load(CODE + CODE_SIZE - LENGTH, code, 0, LENGTH);
                Cpu cpu = guest.abi().newCpu(memory, c -> false);
                for (int slot = 0; slot < GENERAL_REGISTERS; slot++) {
                    cpu.registers[slot] = DATA + random.nextInt(DATA_SIZE);
                }
                cpu.pc = CODE + CODE_SIZE - LENGTH;
                ScheduledFuture<?> stop = timer.schedule(cpu::requestInterrupt, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
                VcpuExit exit;
                try {
                    exit = engine.run(cpu);
                } catch (RuntimeException | Error e) {
                    String text = HexFormat.ofDelimiter(" ").formatHex(code);
                    throw new AssertionError("graft.seed=" + SEED + ", case " + i + ": " + text, e);
                }
                stop.cancel(false);
                ends += exit instanceof VcpuExit.Trapped ? 1 : 0;
            }
        }
        int traps = ends;
        assertTrue(traps > CASES / 2, () -> "only " + traps + " traps, graft.seed=" + SEED);
    }

    private static byte[] x86(Random random) {
        byte[] code = new byte[LENGTH];
        random.nextBytes(code);
        for (int i = 0; i < LENGTH; i += 1 + random.nextInt(8)) {
            code[i] = (byte) PREFIXES[random.nextInt(PREFIXES.length)];
        }
        return code;
    }

    /** Instructions, some with a bit turned over. */
    private static byte[] arm64(Random random) {
        RandomInstructions instructions = new RandomInstructions(ARM64, _ -> true, random.nextLong());
        ByteBuffer code = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        while (code.hasRemaining()) {
            int flipped = random.nextInt(4) == 0 ? 1 << random.nextInt(32) : 0;
            code.putInt(instructions.next().word() ^ flipped);
        }
        return code.array();
    }
}
