package org.graftvm.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A step of the binary search for the block that an indirect jump leads to, over the targets seen so far. Steps stand
 * behind the blocks in the index space of {@link RegionRootNode}, so that partial evaluation sees each as a state of its
 * own.
 */
final class TargetLookup {
    /** The jump's block. */
    final BlockNode block;

    /** Compared with the jump's target. */
    final long pc;

    /** Index of the block at that address, and the way there. */
    final int found;

    final Edge edge;
    /** Whether the jump there may close a loop, so that it has to poll. */
    final boolean isBackEdge;
    /** Next step if the target is less; {@link RegionRootNode#LEAVE} if it is not known. */
    final int less;
    /** Next step if it is greater. */
    final int greater;

    private TargetLookup(BlockNode block, long pc, int found, Edge edge, boolean isBackEdge, int less, int greater) {
        this.block = block;
        this.pc = pc;
        this.found = found;
        this.edge = edge;
        this.isBackEdge = isBackEdge;
        this.less = less;
        this.greater = greater;
    }

    /** Builds the searches of all indirect jumps and tells the blocks where theirs begin. */
    static TargetLookup[] build(Region region, RegionRegisters registers, BlockNode[] nodes) {
        List<TargetLookup> steps = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            Block block = region.blocks().get(i);
            if (block.exit == Block.Exit.INDIRECT_JUMP) {
                List<CodeEntry> targets = new ArrayList<>(List.of(region.indirectTargets(i)));
                int jump = i;
                targets.removeIf(target -> region.indexOf(jump, target) < 0);
                targets.sort(Comparator.comparingLong(target -> target.pc));
                nodes[i].lookup = build(region, registers, i, nodes, targets, steps);
            }
        }
        return steps.toArray(TargetLookup[]::new);
    }

    private static int build(
            Region region,
            RegionRegisters registers,
            int jump,
            BlockNode[] nodes,
            List<CodeEntry> targets,
            List<TargetLookup> steps) {
        if (targets.isEmpty()) {
            return RegionRootNode.LEAVE;
        }
        int middle = targets.size() / 2;
        CodeEntry pivot = targets.get(middle);
        int less = build(region, registers, jump, nodes, targets.subList(0, middle), steps);
        int greater = build(region, registers, jump, nodes, targets.subList(middle + 1, targets.size()), steps);
        int found = region.indexOf(jump, pivot);
        Edge edge = new Edge(region, registers, found);
        steps.add(new TargetLookup(nodes[jump], pivot.pc, found, edge, region.isBackEdge(jump, found), less, greater));
        return nodes.length + steps.size() - 1;
    }
}
