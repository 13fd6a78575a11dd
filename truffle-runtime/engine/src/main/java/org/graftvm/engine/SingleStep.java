package org.graftvm.engine;

import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;

/**
 * Runs one instruction, decoded just now, outside of all translated code: one that stores into code, perhaps its own, or that a
 * debugger of the guest steps. What comes behind it is looked up anew.
 */
final class SingleStep {
    private SingleStep() {}

    /**
     * Runs the instruction at {@link Cpu#pc}; a trap is in {@link Cpu#exit} afterwards.
     *
     * @param calls whether to make system calls; otherwise nothing is done of one
     */
    static void run(Cpu cpu, CodeCache cache, boolean calls) {
        Block block;
        int i = 0;
        try {
            block = cache.decodeOne(cpu.pc);
        } catch (GuestFault fault) {
            Interpreter.trapped(cpu, cpu.pc, fault);
            return;
        }
        cache.statistics.interpretedInstructions++;
        if (!calls) {
            cache.statistics.storesIntoCode++;
        }
        try {
            for (; i < block.body.length; i++) {
                block.body[i].interpret(cpu);
            }
            if (calls && block.exit == Block.Exit.SYSCALL) {
                Calls.systemCall(cpu, block.terminator().next());
                cpu.runsCode = false;
            } else {
                cpu.pc = end(cpu, block);
            }
        } catch (GuestFault fault) {
            Interpreter.trapped(cpu, block.pcOf(i), fault);
        }
    }

    /** Runs the terminator, if there is one; returns where the guest goes on. */
    private static long end(Cpu cpu, Block block) {
        return switch (block.exit) {
            case FALL_THROUGH -> block.next.pc;
            case SYSCALL -> block.entry.pc;
            case BRANCH -> block.terminator().interpretCondition(cpu) ? block.target.pc : block.next.pc;
            case JUMP, CALL, BARRIER -> {
                block.terminator().interpret(cpu);
                yield block.target.pc;
            }
            case INDIRECT_JUMP, INDIRECT_CALL, RETURN -> block.terminator().interpretTarget(cpu);
        };
    }
}
