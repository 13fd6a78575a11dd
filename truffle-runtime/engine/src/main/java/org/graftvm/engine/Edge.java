package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.BitSet;

/**
 * The way from a block of a {@link RegionRootNode} to another. Slots that are not live there are cleared on it: otherwise
 * frame states would keep their old values, in a phi at each loop, and these would take registers from what is live.
 */
final class Edge {
    @CompilationFinal(dimensions = 1)
    private final int[] dead;

    /** @param to index of the block that it leads to, or -1 if there is no such way */
    Edge(Region region, int to) {
        BitSet slots = region.touched();
        if (to >= 0) {
            slots.andNot(region.liveness().liveIn(to));
        }
        this.dead = slots.stream().toArray();
    }

    void take(VirtualFrame frame) {
        clear(frame, dead);
    }

    /** A constant, and no {@link VirtualFrame#clearStatic}: that sets a tag, which would be a value to merge as well. */
    @ExplodeLoop
    static void clear(VirtualFrame frame, int[] slots) {
        for (int i = 0; i < slots.length; i++) {
            frame.setLongStatic(slots[i], 0);
        }
    }
}
