package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import java.util.Objects;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.VcpuExit;

/**
 * What translated code calls: other code, the kernel, the poll. The class is public for generated classes only.
 *
 * <p>Every method returns a {@link Status}. All registers are in the CPU when one is called.
 */
public final class Calls {
    private static final Node LOCATION = new Node() {};

    private Calls() {}

    /** The code of the address space that a CPU runs in; translated code may be of several. */
    static CodeCache cache(Cpu cpu) {
        return (CodeCache) Objects.requireNonNull(cpu.code);
    }

    /** A guest call from a class, to an address. */
    @TruffleBoundary
    public static int call(Cpu cpu, long target, long returnPc) {
        return call(cache(cpu).entry(target), cpu, returnPc);
    }

    /**
     * A guest call: runs {@code target} until it comes back.
     *
     * @return {@link Status#RESUMED} if the guest is at {@code returnPc} now, else what the caller has to return
     */
    @TruffleBoundary
    static int call(CodeEntry target, Cpu cpu, long returnPc) {
        if (++cpu.depth > target.cache.policy.maxDepth) {
            return tooDeep(target, cpu);
        }
        TranslatedCode code = target.code;
        int status;
        if (code == null) {
            status = Interpreter.run(cpu, target, false);
        } else {
            try {
                status = code.run(cpu, target.pc);
            } catch (GuestFault fault) {
                return Interpreter.trapped(cpu, cpu.pc, fault);
            }
        }
        if (status != Status.RETURNED) {
            status = finish(target, status, cpu);
        }
        cpu.depth--;
        return status == Status.RETURNED && cpu.pc == returnPc ? Status.RESUMED : status;
    }

    /** Goes on after code that ended with {@code first}, until the guest returns or the host stack has to unwind. */
    private static int finish(CodeEntry target, int first, Cpu cpu) {
        int status = first == Status.POLLED ? polled(target, cpu) : first;
        while (status == Status.JUMPED || status == Status.INTERPRET) {
            CodeEntry entry = target.cache.lookup(cpu.pc);
            if (cpu.attentionRequested() && poll(entry, cpu) == Status.UNWIND) {
                return Status.UNWIND;
            }
            TranslatedCode code = status == Status.INTERPRET ? null : entry.code;
            status = code != null ? run(code, entry, cpu) : Interpreter.run(cpu, entry, status == Status.INTERPRET);
        }
        return status;
    }

    /**
     * Runs translated code, with a poll wherever it asks for one.
     *
     * @return a {@link Status}, {@link Status#INTERPRET} included
     */
    static int run(TranslatedCode code, CodeEntry entry, Cpu cpu) {
        try {
            int status = code.run(cpu, entry.pc);
            return status == Status.POLLED ? polled(entry, cpu) : status;
        } catch (GuestFault fault) {
            return Interpreter.trapped(cpu, cpu.pc, fault);
        }
    }

    /**
     * Runs tier-1 code for a region of tier 2 that has no machine code at the moment.
     *
     * @return a {@link Status} as from tier 2
     */
    static int runInstead(TranslatedCode code, CodeEntry entry, Cpu cpu) {
        int status = run(code, entry, cpu);
        return status == Status.INTERPRET ? Interpreter.run(cpu, entry.cache.entry(cpu.pc), true) : status;
    }

    /** Polls at the loop head where code that was entered at {@code entry} has left, and goes on there. */
    private static int polled(CodeEntry entry, Cpu cpu) {
        try {
            for (int polls = 1; ; polls++) {
                CodeEntry head = entry.cache.entry(cpu.pc);
                int status = poll(head, cpu);
                if (status != Status.RESUMED) {
                    return status;
                }
                boolean better = entry.cache.policy.sampledLoop(head, entry, polls);
                TranslatedCode code = head.code;
                if (better || code == null) {
                    return Status.JUMPED;
                }
                status = code.run(cpu, head.pc);
                if (status != Status.POLLED) {
                    return status;
                }
            }
        } catch (GuestFault fault) {
            return Interpreter.trapped(cpu, cpu.pc, fault);
        }
    }

    /** Undoes the count of a call that would nest too deeply; the run loop goes on at its target. */
    static int tooDeep(CodeEntry target, Cpu cpu) {
        cpu.pc = target.pc;
        target.cache.statistics.unwinds++;
        return Status.UNWIND;
    }

    /** What {@link #call} does when the callee left for {@code cpu.pc} before it returned. */
    @TruffleBoundary
    static int continueCall(CodeCache cache, Cpu cpu, long returnPc) {
        return call(cache.lookup(cpu.pc), cpu, returnPc);
    }

    /** A guest call through a register. */
    @TruffleBoundary
    public static int callIndirect(Cpu cpu, long target, long returnPc) {
        return call(cache(cpu).lookup(target), cpu, returnPc);
    }

    /** A system call by the instruction before {@code next}. */
    @TruffleBoundary
    public static int systemCall(Cpu cpu, long next) {
        cpu.pc = next;
        cpu.runsCode = false;
        if (!cpu.systemCalls.call(cpu)) {
            cpu.exit = new VcpuExit.Left();
            return Status.UNWIND;
        }
        cpu.runsCode = true; // Before the look at the epoch, as in Engine.run.
        return cpu.pc != next || cpu.memory.codeEpoch() != cpu.codeEpoch ? Status.UNWIND : Status.RESUMED;
    }

    /**
     * Behind an instruction that makes changed code visible.
     *
     * @return {@link Status#UNWIND} if some code did change, else {@link Status#JUMPED}
     */
    @TruffleBoundary
    public static int barrier(Cpu cpu, long next) {
        cpu.pc = next;
        return cpu.memory.codeEpoch() != cpu.codeEpoch ? Status.UNWIND : Status.JUMPED;
    }

    /**
     * The poll of tier-1 code at its entry, where the budget is used up.
     *
     * @return {@link Status#RESUMED} to go on, else what to return
     */
    @TruffleBoundary
    public static int pollEntry(Cpu cpu, long pc) {
        CodeEntry entry = cache(cpu).entry(pc);
        int status = poll(entry, cpu);
        if (status == Status.RESUMED && entry.cache.policy.sampledEntry(entry)) {
            cpu.pc = entry.pc;
            return Status.JUMPED;
        }
        return status;
    }

    /**
     * Polls for interrupts and changed code, at {@code head}, and renews the budget.
     *
     * @return {@link Status#RESUMED} to go on, {@link Status#UNWIND} to leave
     */
    @TruffleBoundary
    static int poll(CodeEntry head, Cpu cpu) {
        cpu.budget = head.cache.policy.pollInterval;
        TruffleSafepoint.poll(LOCATION);
        if (cpu.interruptRequested()) {
            cpu.clearInterrupt();
            cpu.pc = head.pc;
            cpu.exit = new VcpuExit.Interrupted();
            return Status.UNWIND;
        }
        if (cpu.attentionRequested() || cpu.memory.codeEpoch() != cpu.codeEpoch) {
            cpu.pc = head.pc;
            return Status.UNWIND;
        }
        return Status.RESUMED;
    }
}
