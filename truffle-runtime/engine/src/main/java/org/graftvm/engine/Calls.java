package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.VcpuExit;

/**
 * What translated code calls: other code, the kernel, the poll. The class is public for generated classes only.
 *
 * <p>Every method returns a {@link Status}. All registers are in the CPU when one is called.
 */
public final class Calls {
    private static final Node LOCATION = new Node() {};

    private Calls() {}

    /**
     * A guest call: runs {@code target} until it comes back.
     *
     * @return {@link Status#RESUMED} if the guest is at {@code returnPc} now, else what the caller has to return
     */
    @TruffleBoundary
    public static int call(CodeEntry target, Cpu cpu, long returnPc) {
        if (++cpu.depth > target.cache.policy.maxDepth) {
            return tooDeep(target, cpu);
        }
        TranslatedCode code = target.code;
        int status = code != null ? code.run(cpu) : Interpreter.run(cpu, target);
        while (status == Status.JUMPED) {
            CodeEntry entry = target.cache.lookup(cpu.pc);
            if (cpu.interruptRequested() && poll(entry, cpu) == Status.UNWIND) {
                return Status.UNWIND;
            }
            code = entry.code;
            status = code != null ? code.run(cpu) : Interpreter.run(cpu, entry);
        }
        cpu.depth--;
        return status == Status.RETURNED && cpu.pc == returnPc ? Status.RESUMED : status;
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
    public static int callIndirect(CodeCache cache, Cpu cpu, long target, long returnPc) {
        return call(cache.lookup(target), cpu, returnPc);
    }

    /** A system call by the instruction before {@code next}. */
    @TruffleBoundary
    public static int systemCall(Cpu cpu, long next) {
        cpu.pc = next;
        if (!cpu.systemCalls.call(cpu)) {
            cpu.exit = new VcpuExit.Left();
            return Status.UNWIND;
        }
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
    public static int pollEntry(CodeEntry entry, Cpu cpu) {
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
    public static int poll(CodeEntry head, Cpu cpu) {
        cpu.budget = head.cache.policy.pollInterval;
        TruffleSafepoint.poll(LOCATION);
        if (cpu.interruptRequested()) {
            cpu.clearInterrupt();
            cpu.pc = head.pc;
            cpu.exit = new VcpuExit.Interrupted();
            return Status.UNWIND;
        }
        if (cpu.memory.codeEpoch() != cpu.codeEpoch) {
            cpu.pc = head.pc;
            return Status.UNWIND;
        }
        return Status.RESUMED;
    }

    /**
     * The poll of tier-1 code at a back edge to {@code head}.
     *
     * @param region entry of the region
     * @param polls number of polls at back edges in this activation
     * @return {@link Status#RESUMED} to go on; {@link Status#JUMPED} to leave for {@code head}, because better code can be
     *     entered there; {@link Status#UNWIND}
     */
    @TruffleBoundary
    public static int pollLoop(CodeEntry head, CodeEntry region, int polls, Cpu cpu) {
        int status = poll(head, cpu);
        return status == Status.RESUMED && head.cache.policy.sampledLoop(head, region, polls) ? Status.JUMPED : status;
    }
}
