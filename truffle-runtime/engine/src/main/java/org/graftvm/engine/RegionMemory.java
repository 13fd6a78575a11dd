package org.graftvm.engine;

import org.graftvm.machine.Memory;

/** The memory of a tier-2 region, by how much an access has still to check. */
final class RegionMemory {
    /** Checks inline. */
    final InlineMemory checked;

    /** For what {@link InlineMemory#covers} has checked. */
    final Memory unchecked;

    RegionMemory(CodeCache cache) {
        this.checked = new InlineMemory(cache, new BoundaryMemory(cache.memory));
        this.unchecked = cache.memory.view().unchecked();
    }
}
