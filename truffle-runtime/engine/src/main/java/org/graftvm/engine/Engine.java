package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final SharedCode sharedCode;
    /** What runs code instead of the three tiers, once a tool wants to look into it. */
    private volatile @Nullable ToolTier toolTier;

    /** Who names code by file, if {@link #hotCode} is wanted. */
    private @Nullable CodeOrigins origins;

    private HotCode known = new HotCode();
    private final List<CodeCache> caches = new CopyOnWriteArrayList<>();

    /**
     * An engine for one context.
     *
     * @param language owner of tier 2's roots, or null outside of a language (tests)
     */
    public Engine(Isa isa, EngineSettings settings, @Nullable TruffleLanguage<?> language) {
        this.isa = isa;
        this.policy = new TierPolicy(settings, settings.truffleTier() ? TruffleTier.create(language) : null);
        this.sharedCode = new SharedCode(policy);
    }

    public EngineStatistics statistics() {
        return statistics;
    }

    /**
     * Warms up from the hot code of an earlier run, and keeps what becomes hot in this one. To be called before any CPU runs.
     *
     * @param known entry points of an earlier run, or an empty list
     */
    public void warmUp(CodeOrigins origins, HotCode known) {
        this.origins = origins;
        this.known = known;
    }

    /** The hot code of this run so far, over all address spaces; empty without {@link #warmUp}. */
    public HotCode hotCode() {
        HotCode list = new HotCode();
        caches.forEach(cache -> cache.saveTo(list));
        return list;
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
            CodeCache cache = new CodeCache(isa, memory, policy, statistics, sharedCode, origins, known);
            if (origins != null) {
                caches.add(cache);
            }
            return cache;
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
        cpu.view = cpu.memory.view();
        cpu.code = cache;
        cache.users.enter(cpu);
        try {
            return run(cpu, cache);
        } finally {
            cache.users.leave(cpu);
        }
    }

    @Override
    @TruffleBoundary
    public VcpuExit step(Cpu cpu) {
        CodeCache cache = codeCache(cpu.memory);
        cache.users.enter(cpu);
        try {
            if (cpu.interruptRequested()) {
                cpu.clearInterrupt();
                return new VcpuExit.Interrupted();
            }
            cpu.exit = null;
            cpu.depth = 0;
            cpu.clearLeave();
            cpu.codeEpoch = cpu.memory.codeEpoch();
            SingleStep.run(cpu, cache, true);
            if (cpu.changedCode) {
                cpu.changedCode = false;
                cache.users.awaitOthers(cpu, cpu.memory);
            }
            VcpuExit exit = cpu.exit;
            cpu.exit = null;
            return exit == null ? new VcpuExit.Stepped() : exit;
        } finally {
            cache.users.leave(cpu);
        }
    }

    private VcpuExit run(Cpu cpu, CodeCache cache) {
        cpu.exit = null;
        while (true) {
            cpu.depth = 0;
            if (cpu.storesIntoCode) {
                cpu.storesIntoCode = false;
                SingleStep.run(cpu, cache, false);
            } else if (cpu.interruptRequested()) {
                cpu.clearInterrupt();
                return new VcpuExit.Interrupted();
            } else {
                runCode(cpu, cache);
            }
            if (cpu.changedCode) {
                cpu.changedCode = false;
                cache.users.awaitOthers(cpu, cpu.memory);
            }
            VcpuExit exit = cpu.exit;
            if (exit != null) {
                cpu.exit = null;
                return exit;
            }
        }
    }

    /** Runs translated code, or what a tool wants in its place, until the host stack has unwound. */
    private void runCode(Cpu cpu, CodeCache cache) {
        cpu.clearLeave();
        ToolTier tools = toolTier;
        if (tools != null) {
            cpu.codeEpoch = cpu.memory.codeEpoch();
            tools.run(cpu);
            return;
        }
        // In this order: who changes code moves the epoch on first, and looks at this CPU then.
        cpu.runsCode = true;
        cpu.codeEpoch = cpu.memory.codeEpoch();
        Interpreter.run(cpu, cache.lookup(cpu.pc), false);
        cpu.runsCode = false;
    }
}
