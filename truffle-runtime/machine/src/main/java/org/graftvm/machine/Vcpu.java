package org.graftvm.machine;

/**
 * What runs guest instructions: the Truffle engine, later a hypervisor. The kernel's task loop is
 * {@code while (alive) switch (vcpu.run(cpu)) …}.
 */
public interface Vcpu {
    /** Runs {@code cpu} on the calling thread from {@link Cpu#pc} until something needs the kernel. */
    VcpuExit run(Cpu cpu);
}
