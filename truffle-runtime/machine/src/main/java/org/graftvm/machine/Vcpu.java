package org.graftvm.machine;

/**
 * What runs guest instructions: the Truffle engine, later a hypervisor. The kernel's task loop is
 * {@code while (alive) switch (vcpu.run(cpu)) …}.
 */
public interface Vcpu {
    /** Runs {@code cpu} on the calling thread from {@link Cpu#pc} until something needs the kernel. */
    VcpuExit run(Cpu cpu);

    /** Runs one instruction, a system call included, unless an interrupt comes first. For debuggers inside the guest. */
    default VcpuExit step(Cpu cpu) {
        throw new UnsupportedOperationException("cannot run single instructions");
    }
}
