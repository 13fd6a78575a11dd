package org.graftvm.tck.random;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.graftvm.engine.Engine;
import org.graftvm.engine.EngineSettings;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.graftvm.tck.process.GuestIsa;

/** Runs random programs on the bare engine, without an operating system. */
final class EngineMachine {
    private static final long MEMORY = 1 << 24;
    private static final int EXIT_GROUP = 94;

    private final GuestIsa guest;
    private final EngineSettings settings;
    private long classes;
    private long interpreted;
    private long truffleRegions;
    private long truffleInterpretations;

    EngineMachine(EngineSettings settings) {
        this(GuestIsa.RISCV, settings);
    }

    EngineMachine(GuestIsa guest, EngineSettings settings) {
        this.guest = guest;
        this.settings = settings;
    }

    /** The data segment as the program leaves it. */
    byte[] run(ProgramImage image) {
        try (GuestMemory memory = GuestMemory.reserve(MEMORY)) {
            load(memory, ProgramImage.CODE, image.code(), GuestMemory.READ | GuestMemory.EXECUTE);
            load(memory, ProgramImage.DATA, image.data(), GuestMemory.READ | GuestMemory.WRITE);
            Cpu cpu = guest.abi().newCpu(memory, c -> guest.abi().syscallNumber(c) != EXIT_GROUP);
            cpu.pc = ProgramImage.CODE;
            Engine engine = new Engine(guest.isa(), settings, null);
            VcpuExit exit = engine.run(cpu);
            if (!(exit instanceof VcpuExit.Left)) {
                throw new IllegalStateException("%s at 0x%x".formatted(exit, cpu.pc));
            }
            classes += engine.statistics().classes();
            interpreted += engine.statistics().interpretedInstructions();
            truffleRegions += engine.statistics().truffleInstalled();
            truffleInterpretations += engine.statistics().truffleInterpretations();
            byte[] data = new byte[image.data().length];
            MemorySegment.copy(memory.window(), ValueLayout.JAVA_BYTE, ProgramImage.DATA, data, 0, data.length);
            return data;
        }
    }

    /** Regions that became classes, over all runs. */
    long classes() {
        return classes;
    }

    /** Regions that Truffle's compiler made code of, over all runs. */
    long truffleRegions() {
        return truffleRegions;
    }

    /** Entries and loop iterations of tier 2 that Truffle interpreted, over all runs. */
    long truffleInterpretations() {
        return truffleInterpretations;
    }

    /** Instructions that tier 0 executed, over all runs. */
    long interpreted() {
        return interpreted;
    }

    private static void load(GuestMemory memory, long address, byte[] bytes, int permission) {
        long pages = (bytes.length + GuestMemory.PAGE_SIZE - 1L) / GuestMemory.PAGE_SIZE * GuestMemory.PAGE_SIZE;
        memory.map(address, pages, permission);
        memory.load(address, bytes, 0, bytes.length);
    }
}
