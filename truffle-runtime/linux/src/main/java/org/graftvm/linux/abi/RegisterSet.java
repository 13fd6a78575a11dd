package org.graftvm.linux.abi;

import org.graftvm.machine.Cpu;

/** Registers that ptrace(2) moves as a whole. */
public interface RegisterSet {
    /** Bytes of an element: what is transferred is a multiple of it. */
    int unit();

    /** The set as the ISA lays it out in memory. */
    byte[] read(Cpu cpu, CallRegisters call);

    /**
     * Takes the registers from a set of the same size.
     *
     * @throws org.graftvm.linux.LinuxException EINVAL or EIO for values that cannot be
     */
    void write(Cpu cpu, CallRegisters call, byte[] set);
}
