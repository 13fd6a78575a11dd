package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of blocks that are loops by themselves. In the index space of {@link RegionRootNode} the copies stand last; each
 * iteration leads to the next copy, the last one back to the block, so that a tight loop polls once in several iterations.
 */
final class UnrolledLoops {
    /** Instructions of a block and its copies together. */
    private static final int MAX_INSTRUCTIONS = 48;

    /** A block and its copies. */
    private static final int MAX_ITERATIONS = 4;

    /** Index of the first copy. */
    final int firstIndex;

    /** Index of the block of each copy; copies of a block follow each other. */
    @CompilationFinal(dimensions = 1)
    private final int[] blocks;

    /** Index of the first copy of each block, or -1. */
    @CompilationFinal(dimensions = 1)
    private final int[] firstCopies;

    UnrolledLoops(Region region, BlockNode[] nodes, int firstIndex) {
        this.firstIndex = firstIndex;
        this.firstCopies = new int[nodes.length];
        Arrays.fill(firstCopies, -1);
        List<Integer> copies = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            int iterations = Math.min(
                    MAX_ITERATIONS, MAX_INSTRUCTIONS / region.blocks().get(i).instructionCount());
            if (nodes[i].exit == Block.Exit.BRANCH && nodes[i].targetIndex == i && iterations > 1) {
                firstCopies[i] = firstIndex + copies.size();
                for (int copy = 1; copy < iterations; copy++) {
                    copies.add(i);
                }
            }
        }
        this.blocks = copies.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The block that the copy at {@code index} is one of. */
    int block(int index) {
        return blocks[index - firstIndex];
    }

    /** Where a taken branch at {@code index}, of a block or a copy, leads if its target is the block {@code target}. */
    int taken(int index, int target) {
        if (index < firstIndex) {
            return index == target && firstCopies[index] >= 0 ? firstCopies[index] : target;
        }
        int next = index + 1 - firstIndex;
        return next < blocks.length && blocks[next] == target ? index + 1 : target;
    }
}
