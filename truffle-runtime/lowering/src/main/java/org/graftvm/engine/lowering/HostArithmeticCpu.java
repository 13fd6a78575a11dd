package org.graftvm.engine.lowering;

import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;

/**
 * A CPU whose floating-point control and status say when the host's arithmetic on whole vectors leaves the trace that the guest's
 * would: {@link DoubleVectors} and {@link SingleVectors} ask.
 */
public abstract class HostArithmeticCpu extends Cpu {
    /** Zero where inexact results, rounded to nearest, leave no trace, else -1. */
    public long unsettled = -1;

    /** Zero where what is exact, with normal operands and results, leaves no trace and is what the guest's arithmetic gives, else -1. */
    public long directed;

    /** Always zero, which compilers do not know: what is computed with it is computed where it is read, and not before. */
    public volatile long hiddenZero;

    protected HostArithmeticCpu(int registerCount, GuestMemory memory, SystemCalls systemCalls) {
        super(registerCount, memory, systemCalls);
    }
}
