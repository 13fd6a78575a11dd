package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Vcpu;
import org.graftvm.machine.VcpuExit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the CPUs of one context: the run loop at the bottom of the host stack, above which guest calls nest. Translated
 * code belongs to an address space and hangs off its {@link GuestMemory}.
 */
public final class Engine implements Vcpu {
    private final Isa isa;
    private final EngineStatistics statistics = new EngineStatistics();
    private final TierPolicy policy;
    /** What runs code instead of the three tiers, once a tool wants to look into it. */
    private volatile @Nullable ToolTier toolTier;

    /**
     * An engine for one context.
     *
     * @param language owner of tier 2's roots, or null outside of a language (tests)
     */
    public Engine(Isa isa, EngineSettings settings, @Nullable TruffleLanguage<?> language) {
        this.isa = isa;
        this.policy = new TierPolicy(settings, settings.truffleTier() ? TruffleTier.create(language) : null);
    }

    public EngineStatistics statistics() {
        return statistics;
    }

    /** The code cache of an address space, made when first asked for. */
    public CodeCache codeCache(GuestMemory memory) {
        if (memory.codeObserver() instanceof CodeCache cache && cache.isa == isa) {
            return cache;
        }
        synchronized (memory) {
            if (memory.codeObserver() instanceof CodeCache cache && cache.isa == isa) {
                return cache;
            }
            return new CodeCache(isa, memory, policy, statistics);
        }
    }

    /**
     * From now on all code runs in a tier that tools can look into. A CPU that runs already changes over when it leaves its run
     * loop: ask it for an interrupt.
     */
    public void use(ToolTier tier) {
        toolTier = tier;
    }

    @Override
    @TruffleBoundary
    public VcpuExit run(Cpu cpu) {
        CodeCache cache = codeCache(cpu.memory);
        cpu.exit = null;
        while (true) {
            cpu.depth = 0;
            cpu.codeEpoch = cpu.memory.codeEpoch();
            if (cpu.interruptRequested()) {
                cpu.clearInterrupt();
                return new VcpuExit.Interrupted();
            }
            ToolTier tools = toolTier;
            if (tools != null) {
                tools.run(cpu);
            } else {
                Interpreter.run(cpu, cache.lookup(cpu.pc));
            }
            VcpuExit exit = cpu.exit;
            if (exit != null) {
                cpu.exit = null;
                return exit;
            }
        }
    }
}
