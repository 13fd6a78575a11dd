package org.graftvm.linux.abi;

/** What the kernel remembers of how a task entered it, as the registers change: orig_rax of x86-64, orig_x0 of AArch64. */
public final class CallRegisters {
    /** Number of the system call, or -1 where there was none, or a tracer wants none. */
    public long number = -1;

    /** Argument 0, where the result shares its register. */
    public long firstArgument;
}
