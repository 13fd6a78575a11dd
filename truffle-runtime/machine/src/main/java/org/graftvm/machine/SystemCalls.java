package org.graftvm.machine;

/** The kernel's entry for system calls, reached from any tier with the whole CPU state stored. */
@FunctionalInterface
public interface SystemCalls {
    /**
     * Executes the system call that the CPU's registers describe. {@link Cpu#pc} is already behind the instruction.
     *
     * @return true to go on at {@code cpu.pc} with the same memory; false to leave the run loop with
     *     {@link VcpuExit.Left}: the thread ends, the program was replaced, or a signal changed the registers
     */
    boolean call(Cpu cpu);
}
