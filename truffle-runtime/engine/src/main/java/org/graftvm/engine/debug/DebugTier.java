package org.graftvm.engine.debug;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.graftvm.engine.Isa;
import org.graftvm.engine.Status;
import org.graftvm.engine.ToolTier;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.VcpuExit;
import org.jspecify.annotations.Nullable;

/**
 * Runs guest code with everything that tools of GraalVM want: a root for each function ({@link UnitRootNode}), a statement
 * for each instruction ({@link InstructionStep}), the disassembly as source ({@link Listing}), the registers as scope
 * ({@link RegisterScope}). Guest calls nest on the host stack as in tiers 1 and 2, so that tools see a call stack.
 *
 * <p>All registers are in the {@link Cpu} and {@link Cpu#pc} is exact at every instruction, so a tool may change both
 * anywhere. Changed code is seen by the very next instruction.
 */
public final class DebugTier implements ToolTier {
    final Isa isa;
    final @Nullable TruffleLanguage<?> language;
    final CodeSymbols symbols;
    final int maxDepth;
    private final RootCallTarget outermost;
    private final Map<GuestMemory, CodeUnits> units = new ConcurrentHashMap<>();

    /**
     * @param language owner of the roots, or null outside of a language (tests), where no tool can be
     * @param maxDepth guest calls that may nest on the host stack before it unwinds
     */
    public DebugTier(Isa isa, @Nullable TruffleLanguage<?> language, CodeSymbols symbols, int maxDepth) {
        this.isa = isa;
        this.language = language;
        this.symbols = symbols;
        this.maxDepth = maxDepth;
        this.outermost = new OutermostRootNode(this).getCallTarget();
    }

    /** The language's class, as values tell tools. */
    @SuppressWarnings("unchecked")
    Class<? extends TruffleLanguage<?>> languageClass() {
        return (Class<? extends TruffleLanguage<?>>)
                Objects.requireNonNull(language).getClass();
    }

    /** The code of an address space, as far as it was executed. */
    CodeUnits units(GuestMemory memory) {
        CodeUnits known = units.get(memory);
        if (known != null) {
            return known;
        }
        units.keySet().removeIf(old -> !old.window().scope().isAlive());
        CodeUnits fresh = new CodeUnits(this, memory);
        CodeUnits first = units.putIfAbsent(memory, fresh);
        if (first != null) {
            return first;
        }
        symbols.landmarks(memory).forEach(fresh::show);
        return fresh;
    }

    @Override
    public void run(Cpu cpu) {
        outermost.call(cpu);
    }

    /**
     * Runs a function activation, from {@link Cpu#pc} on: through all units that it jumps to, until it returns, be it by a jump
     * to the caller.
     *
     * @param returnPc where the caller goes on, or {@link Isa#UNKNOWN}
     * @return {@link Status#RESUMED} if the guest is there, else {@link Status#RETURNED} or {@link Status#UNWIND}
     */
    int call(IndirectCallNode callNode, Cpu cpu, long returnPc) {
        int status;
        do {
            CodeUnit unit;
            try {
                unit = units(cpu.memory).at(cpu.pc);
            } catch (GuestFault fault) {
                cpu.exit = new VcpuExit.Trapped(fault.trap());
                return Status.UNWIND;
            }
            status = (int) callNode.call(unit.callTarget(), cpu);
        } while (status == Status.JUMPED && cpu.pc != returnPc);
        return status != Status.UNWIND && cpu.pc == returnPc ? Status.RESUMED : status;
    }
}
