package org.graftvm.spec;

/** What an instruction does to control flow, as far as its encoding tells. */
public enum Flow {
    /** Goes on behind the instruction. */
    NEXT,
    /** Conditional direct branch: the method returns whether it is taken; the immediate operand is pc-relative. */
    BRANCH,
    /** Direct jump or call: the immediate operand is pc-relative; the method, if it returns a value, the link address. */
    JUMP,
    /** Jump, call or return through a register: the method returns the target address; the link is {@code next}. */
    INDIRECT,
    /** System call: all state is in the CPU, the kernel decides what follows. */
    SYSCALL,
    /** Ends the region after the instruction, because what follows may have changed ({@code fence.i}). */
    BARRIER
}
