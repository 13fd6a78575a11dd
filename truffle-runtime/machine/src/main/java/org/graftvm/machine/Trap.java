package org.graftvm.machine;

/** Why a CPU stopped in the middle of a program. The pc of the instruction is in {@link Cpu#pc}. */
public sealed interface Trap {
    /**
     * Access to a page that is unmapped, or mapped without the permission.
     *
     * @param address first byte that may not be accessed
     * @param mapped whether the page is mapped at all (SEGV_ACCERR rather than SEGV_MAPERR)
     */
    record MemoryFault(long address, Memory.Access access, boolean mapped) implements Trap {}

    /** Access that needs natural alignment (atomics). */
    record Misaligned(long address, Memory.Access access) implements Trap {}

    /** No such instruction, or one that user mode may not execute. */
    record IllegalInstruction(long encoding) implements Trap {}

    /** An operation that user mode may not do, or that breaks a rule which has no trap of its own (x86 #GP). */
    record GeneralProtection() implements Trap {}

    /** Breakpoint instruction. */
    record Breakpoint() implements Trap {}

    /** Integer division error (x86 #DE). */
    record DivideError() implements Trap {}

    /**
     * Floating-point exception that is not masked (x86 #MF and #XM).
     *
     * @param exceptions those raised and not masked, bits of {@link org.graftvm.machine.fp.FpEnvironment}
     */
    record FloatingPointError(int exceptions) implements Trap {}
}
