package org.graftvm.machine;

/** Why {@link Vcpu#run} returned. All state is in the {@link Cpu}. */
public sealed interface VcpuExit {
    /** The instruction at {@link Cpu#pc} raised a trap and had no effect. */
    record Trapped(Trap trap) implements VcpuExit {}

    /** {@link Cpu#requestInterrupt()} was seen, between two instructions. */
    record Interrupted() implements VcpuExit {}

    /** {@link SystemCalls#call} returned false. */
    record Left() implements VcpuExit {}

    /** {@link Vcpu#step} has run its instruction. */
    record Stepped() implements VcpuExit {}
}
