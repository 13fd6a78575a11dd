package org.graftvm.engine;

import org.graftvm.machine.Cpu;
import org.jspecify.annotations.Nullable;

/** Code of tier 1 or 2 for a region, entered at an entry where the cache has installed it. */
public abstract class TranslatedCode {
    /** What it was made from; set when it is installed for the first time. */
    @Nullable
    CodeBytes bytes;

    /** Of the address spaces that can run it, in bytes; set at the same time. */
    long windowSize;

    /** Guest instructions in it; set at the same time. */
    int instructions;

    /**
     * Runs from {@code pc} until the region is left.
     *
     * @param cpu all registers stored; its pc is not read
     * @param pc an entry where this code is installed
     * @return a {@link Status}; all state is in {@code cpu} again, pc included
     * @throws org.graftvm.machine.GuestFault for a trap, with precise state in {@code cpu}
     */
    public abstract int run(Cpu cpu, long pc);
}
