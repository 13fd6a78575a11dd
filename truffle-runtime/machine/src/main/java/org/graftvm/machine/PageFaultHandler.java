package org.graftvm.machine;

/**
 * Whom {@link GuestMemory} asks before it raises a fault, as hardware asks the kernel: for stacks that grow, and pages
 * that are filled or copied on first use.
 */
@FunctionalInterface
public interface PageFaultHandler {
    /**
     * Tries to make the page at {@code address} accessible. Called on the faulting thread, from any of them at a time.
     *
     * @return whether the access is worth another try; false makes it a {@link Trap.MemoryFault}
     */
    boolean resolve(long address, Memory.Access access);
}
