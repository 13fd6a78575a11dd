package org.graftvm.engine;

/**
 * How a piece of translated code ended. In every case all guest state is in the {@link org.graftvm.machine.Cpu}: the host
 * stack is only a prediction of where the guest will return to, so any code may leave at any time.
 */
public final class Status {
    /** A guest return; {@code cpu.pc} is where to. The caller goes on if that is its return address. */
    public static final int RETURNED = 0;
    /** Left for {@code cpu.pc} at the same call depth: tail call, cold path, code that moved to a higher tier. */
    public static final int JUMPED = 1;
    /** The host stack has to unwind to the run loop, which looks at {@code cpu.exit} and goes on at {@code cpu.pc}. */
    public static final int UNWIND = 2;
    /** Not of whole pieces of code: the callee came back to the return address, or the instruction has done its work. */
    public static final int RESUMED = 3;

    /** Left for the loop head at {@code cpu.pc} because the budget is used up: poll, then go on there. Tier 1 only. */
    public static final int POLLED = 4;
    /** Left for {@code cpu.pc}, where the interpreter has to run a block even if there is code. Tier 1 only. */
    public static final int INTERPRET = 5;

    private Status() {}
}
