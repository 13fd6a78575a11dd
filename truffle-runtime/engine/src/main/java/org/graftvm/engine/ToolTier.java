package org.graftvm.engine;

import org.graftvm.machine.Cpu;

/**
 * Runs code in place of the three tiers while a tool (debugger, profiler, tracer) looks on. Slower, and with a Truffle node for
 * every instruction.
 */
public interface ToolTier {
    /**
     * Runs from {@link Cpu#pc} until the run loop is needed: all state is in the CPU then, and {@link Cpu#exit} says why if
     * the kernel has to act.
     */
    void run(Cpu cpu);
}
