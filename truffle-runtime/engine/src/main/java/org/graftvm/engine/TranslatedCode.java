package org.graftvm.engine;

import org.graftvm.machine.Cpu;

/** Code of tier 1 or 2 for a region, entered at the region's entry pc. */
public abstract class TranslatedCode {
    /**
     * Runs from the entry until the region is left.
     *
     * @param cpu all registers stored; its pc is not read
     * @return a {@link Status}; all state is in {@code cpu} again, pc included
     */
    public abstract int run(Cpu cpu);
}
