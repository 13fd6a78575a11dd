package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.BitSet;

/**
 * The way from a block of a {@link RegionRootNode} to another. Slots that are not live there are cleared on it: otherwise
 * frame states would keep their old values, in a phi at each loop, and these would take registers from what is live.
 */
final class Edge {
    @CompilationFinal(dimensions = 1)
    private final int[] dead;

    private final RegionRegisters registers;

    /** @param to index of the block that it leads to, or -1 if there is no such way */
    Edge(Region region, RegionRegisters registers, int to) {
        this.registers = registers;
        BitSet slots = region.touched();
        if (to >= 0) {
            slots.andNot(registers.withHalves(region.liveness().liveIn(to)));
        }
        this.dead = registers.whole(slots);
    }

    void take(VirtualFrame frame) {
        registers.clear(frame, dead);
    }
}
