package org.graftvm.isa.riscv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.TimeUnit;
import org.graftvm.engine.EngineSettings;
import org.graftvm.machine.Trap;
import org.graftvm.machine.VcpuExit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Atomics between guest threads, which are host threads with a CPU each. */
@Timeout(60)
class AtomicsTest {
    private static final int ROUNDS = 200_000;

    /** Runs the same code on two threads, with the number of rounds in a2, until both meet the breakpoint. */
    private static void twice(GuestCode code) throws InterruptedException {
        VcpuExit[] exits = new VcpuExit[2];
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int which = i;
            RiscvCpu cpu = code.cpu(GuestCode.CODE);
            cpu.registers[12] = ROUNDS;
            threads[i] = new Thread(() -> exits[which] = code.run(cpu));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(new VcpuExit.Trapped(new Trap.Breakpoint()), exits[0]);
        assertEquals(new VcpuExit.Trapped(new Trap.Breakpoint()), exits[1]);
    }

    private static void counts(EngineSettings settings, String... lines) throws InterruptedException {
        try (GuestCode code = new GuestCode(settings, lines)) {
            twice(code);
            assertEquals(2 * ROUNDS, code.memory.readLong(GuestCode.DATA));
        }
    }

    private static final String[] LOAD_RESERVED = {
        "lr.d.aq a0,(a1)",
        "addi a0,a0,1",
        "sc.d.rl a3,a0,(a1)",
        "bne a3,zero,0x10000",
        "addi a2,a2,-1",
        "bne a2,zero,0x10000",
        "ebreak"
    };

    @Test
    void reservations() throws InterruptedException {
        counts(EngineSettings.DEFAULT, LOAD_RESERVED);
        counts(EngineSettings.INTERPRETER, LOAD_RESERVED);
    }

    @Test
    void additions() throws InterruptedException {
        counts(
                EngineSettings.DEFAULT,
                "addi a3,zero,1",
                "amoadd.w zero,a3,(a1)",
                "addi a2,a2,-1",
                "bne a2,zero,0x10004",
                "ebreak");
    }

    /** Both halves count, and neither gets ahead. */
    @Test
    void quadwords() throws InterruptedException {
        try (GuestCode code = new GuestCode(
                EngineSettings.DEFAULT,
                "ld s0,0(a1)",
                "ld s1,8(a1)",
                "addi a4,s0,1",
                "addi a5,s1,1",
                "addi s2,s0,0",
                "addi s3,s1,0",
                "amocas.q s2,a4,(a1)",
                "bne s2,s0,0x10000",
                "bne s3,s1,0x10000",
                "addi a2,a2,-1",
                "bne a2,zero,0x10000",
                "ebreak")) {
            twice(code);
            assertEquals(2 * ROUNDS, code.memory.readLong(GuestCode.DATA));
            assertEquals(2 * ROUNDS, code.memory.readLong(GuestCode.DATA + 8));
        }
    }

    /** A loop that only loads must see another thread's store, however well it was compiled. */
    @Test
    void spinning() throws InterruptedException {
        try (GuestCode code = new GuestCode(EngineSettings.DEFAULT, "lw a0,0(a1)", "beq a0,zero,0x10000", "ebreak")) {
            RiscvCpu cpu = code.cpu(GuestCode.CODE);
            Thread spinner = new Thread(() -> code.run(cpu));
            spinner.start();
            TimeUnit.SECONDS.sleep(2);
            code.memory.writeInt(GuestCode.DATA, 7);
            spinner.join(TimeUnit.SECONDS.toMillis(20));
            boolean late = spinner.isAlive();
            cpu.requestInterrupt();
            spinner.join();
            assertFalse(late, "the store was not seen");
            assertEquals(7, cpu.registers[10]);
        }
    }
}
