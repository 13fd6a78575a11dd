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

    /** {@link #memory} as translated code sees it; owned by the {@link Vcpu}. */
    public @Nullable WindowMemory view;

    /** What is translated of {@link #memory}; owned by the {@link Vcpu}. */
    public @Nullable CodeObserver code;

    /** Whom system calls go to. */
    public SystemCalls systemCalls;

    /** Nested calls on the host stack; owned by the {@link Vcpu} that runs this CPU. */
    public int depth;

    /** Loop iterations and guest calls until translated code polls; owned by the {@link Vcpu}. */
    public int budget;

    /** {@link GuestMemory#codeEpoch} when the run loop last started; owned by the {@link Vcpu}, read by others. */
    public volatile int codeEpoch;

    /** Whether code runs that was translated at {@link #codeEpoch}, and not the kernel; owned by the {@link Vcpu}. */
    public volatile boolean runsCode;

    /** Whether the CPU itself changed code since the run loop last started; owned by the {@link Vcpu}. */
    public boolean changedCode;

    /** Whether the instruction at {@link #pc} was left before a store into code; owned by the {@link Vcpu}. */
    public boolean storesIntoCode;

    /** Why the run loop is being left, while the host stack unwinds; owned by the {@link Vcpu}. */
    public @Nullable VcpuExit exit;

    private static final int INTERRUPT = 1;
    private static final int LEAVE_CODE = 2;

    /** What other threads want of the CPU: it leaves translated code at the next poll. */
    private volatile int requests;

    protected Cpu(int registerCount, GuestMemory memory, SystemCalls systemCalls) {
        this.registers = new long[registerCount];
        this.memory = memory;
        this.systemCalls = systemCalls;
    }

    /** Asks the CPU, from any thread, to return {@link VcpuExit.Interrupted} soon. */
    public final void requestInterrupt() {
        change(INTERRUPT, INTERRUPT);
    }

    public final boolean interruptRequested() {
        return (requests & INTERRUPT) != 0;
    }

    public final void clearInterrupt() {
        change(INTERRUPT, 0);
    }

    /** Asks the CPU, from any thread, to leave what was translated so far soon. */
    public final void requestLeave() {
        change(LEAVE_CODE, LEAVE_CODE);
    }

    /** To be called when no translated code runs. */
    public final void clearLeave() {
        if ((requests & LEAVE_CODE) != 0) {
            change(LEAVE_CODE, 0);
        }
    }

    /** Whether translated code has to be left at the next poll, for whatever reason. */
    public final boolean attentionRequested() {
        return requests != 0;
    }

    private synchronized void change(int mask, int value) {
        requests = requests & ~mask | value;
    }
}
