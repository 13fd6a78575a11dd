package org.graftvm.linux.task;

import org.graftvm.linux.abi.GuestAbi;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Vcpu;

/**
 * An ISA whose programs the kernel can run.
 *
 * @param abi how its programs speak to Linux
 * @param vcpus what runs its instructions
 * @param memories where address spaces come from
 */
public record GuestPlatform(GuestAbi abi, Vcpus vcpus, Memories memories) {
    /** A platform with ordinary memory. */
    public GuestPlatform(GuestAbi abi, Vcpus vcpus) {
        this(abi, vcpus, GuestMemory::reserve);
    }

    /** Makes what runs the instructions of a task. */
    @FunctionalInterface
    public interface Vcpus {
        /**
         * Called on the task's own thread when it starts, and again when execve gave {@code cpu} another memory.
         */
        Vcpu create(Cpu cpu);
    }

    /** Makes the memory of an address space. */
    @FunctionalInterface
    public interface Memories {
        /** @param size bytes, see {@link GuestMemory#reserve} */
        GuestMemory reserve(long size);
    }
}
