package org.graftvm.machine;

import org.jspecify.annotations.Nullable;

/**
 * The state of one guest CPU, that is, of one guest thread, while no compiled code holds part of it in host registers.
 *
 * <p>Each ISA adds a subclass with the state outside the register files. Only the thread that runs the CPU touches it,
 * but for {@link #requestInterrupt()}.
 */
public abstract class Cpu {
    /**
     * All register files, one after the other, then one slot that swallows writes to the zero register. The order is
     * that of the instruction set's {@code registers}.
     */
    public final long[] registers;

    /** Address of the next instruction to execute; of the faulting one after a trap. */
    public long pc;

    /** Memory of the process that this thread belongs to; replaced by exec. */
    public GuestMemory memory;

    /** Whom system calls go to. */
    public SystemCalls systemCalls;

    /** Nested calls on the host stack; owned by the {@link Vcpu} that runs this CPU. */
    public int depth;

    /** Loop iterations and guest calls until translated code polls; owned by the {@link Vcpu}. */
    public int budget;

    /** {@link GuestMemory#codeEpoch} when the run loop last started; owned by the {@link Vcpu}. */
    public int codeEpoch;

    /** Why the run loop is being left, while the host stack unwinds; owned by the {@link Vcpu}. */
    public @Nullable VcpuExit exit;

    /** Set by any thread to make the CPU leave its run loop at the next poll; cleared by the run loop. */
    private volatile boolean interruptRequested;

    protected Cpu(int registerCount, GuestMemory memory, SystemCalls systemCalls) {
        this.registers = new long[registerCount];
        this.memory = memory;
        this.systemCalls = systemCalls;
    }

    /** Asks the CPU, from any thread, to return {@link VcpuExit.Interrupted} soon. */
    public final void requestInterrupt() {
        interruptRequested = true;
    }

    public final boolean interruptRequested() {
        return interruptRequested;
    }

    public final void clearInterrupt() {
        interruptRequested = false;
    }
}
