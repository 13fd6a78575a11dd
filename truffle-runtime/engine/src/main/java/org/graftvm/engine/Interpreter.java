package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.VcpuExit;
import org.jspecify.annotations.Nullable;

/**
 * Tier 0: runs blocks one after the other on the registers in the CPU. Flat: guest calls and returns only change the pc,
 * so nothing is allocated and no host stack is used; code of a higher tier is called where there is some.
 */
final class Interpreter {
    private Interpreter() {}

    /**
     * Runs from {@code start} until the guest returns from the function that was current at the start.
     *
     * @param interpret whether to interpret the first block even if there is code
     * @return {@link Status#RETURNED} or {@link Status#UNWIND}
     */
    @TruffleBoundary
    static int run(Cpu cpu, CodeEntry start, boolean interpret) {
        CodeCache cache = start.cache;
        TierPolicy policy = cache.policy;
        EngineStatistics statistics = cache.statistics;
        int calls = 0; // Guest calls below the function that was current at the start.
        CodeEntry at = start;
        boolean always = interpret;
        while (true) {
            if (--cpu.budget < 0) {
                if (Calls.poll(at, cpu) == Status.UNWIND) {
                    return Status.UNWIND;
                }
            }
            TranslatedCode code = at.code;
            if (code != null && !always) {
                int status = Calls.run(code, at, cpu);
                if (status == Status.UNWIND || status == Status.RETURNED && --calls < 0) {
                    return status;
                }
                always = status == Status.INTERPRET;
                at = cache.lookup(cpu.pc);
                if (cpu.attentionRequested()) {
                    cpu.budget = 0;
                }
                continue;
            }
            Block block = at.block;
            if (block == null) {
                block = decode(cpu, at);
                if (block == null) {
                    return Status.UNWIND;
                }
            }
            if (!always && ++at.count == policy.classThreshold) {
                policy.becameWarm(at);
                if (at.code != null) {
                    continue;
                }
            }
            if (always) {
                statistics.unusualInstructions += block.instructionCount();
                always = false;
            } else {
                statistics.interpretedInstructions += block.instructionCount();
            }
            InstructionNode[] body = block.body;
            InstructionNode terminator = block.terminator;
            int i = 0;
            try {
                for (; i < body.length; i++) {
                    body[i].interpret(cpu);
                }
                if (terminator == null) {
                    at = block.next;
                    continue;
                }
                switch (block.exit) {
                    case FALL_THROUGH -> at = block.next;
                    case BRANCH -> {
                        if (terminator.interpretCondition(cpu)) {
                            block.taken++;
                            at = block.target;
                        } else {
                            block.notTaken++;
                            at = block.next;
                        }
                    }
                    case JUMP -> {
                        terminator.interpret(cpu);
                        at = block.target;
                    }
                    case CALL -> {
                        terminator.interpret(cpu);
                        calls++;
                        at = block.target;
                    }
                    case INDIRECT_JUMP -> {
                        at = cache.lookup(terminator.interpretTarget(cpu));
                        block.recordTarget(at);
                    }
                    case INDIRECT_CALL -> {
                        at = cache.lookup(terminator.interpretTarget(cpu));
                        block.recordTarget(at);
                        calls++;
                    }
                    case RETURN -> {
                        cpu.pc = terminator.interpretTarget(cpu);
                        if (--calls < 0) {
                            return Status.RETURNED;
                        }
                        at = cache.lookup(cpu.pc);
                    }
                    case SYSCALL -> {
                        if (Calls.systemCall(cpu, terminator.next()) != Status.RESUMED) {
                            return Status.UNWIND;
                        }
                        at = block.next;
                    }
                    case BARRIER -> {
                        terminator.interpret(cpu);
                        if (Calls.barrier(cpu, terminator.next()) == Status.UNWIND) {
                            return Status.UNWIND;
                        }
                        at = block.next;
                    }
                }
            } catch (GuestFault fault) {
                return trapped(cpu, block.pcOf(i), fault);
            }
        }
    }

    private static @Nullable Block decode(Cpu cpu, CodeEntry entry) {
        try {
            return entry.cache.block(entry);
        } catch (GuestFault fault) {
            trapped(cpu, entry.pc, fault);
            return null;
        }
    }

    /** Notes that the instruction at {@code pc} raised a trap, or has to be run outside of translated code. */
    static int trapped(Cpu cpu, long pc, GuestFault fault) {
        cpu.pc = pc;
        if (fault == GuestFault.STORE_INTO_CODE) {
            cpu.storesIntoCode = true;
        } else {
            cpu.exit = new VcpuExit.Trapped(fault.trap());
        }
        return Status.UNWIND;
    }
}
