package org.graftvm.engine;

import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.machine.WindowMemory;

/** The memory of a tier-2 region, by how much an access has still to check. */
final class RegionMemory {
    /** Checks inline; the slow path deoptimizes where it is rare. */
    final WindowMemory checked;

    /** For what {@link WindowMemory#covers} has checked. */
    final Memory unchecked;

    /**
     * Straight to the slow path, where a shared check failed: stack frames that cross a page are too common to deoptimize
     * for.
     */
    final BoundaryMemory slow;

    RegionMemory(GuestMemory memory) {
        this.slow = new BoundaryMemory(memory);
        this.checked = memory.viewWith(new SlowPathMemory(slow));
        this.unchecked = checked.unchecked();
    }
}
