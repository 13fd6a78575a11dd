package org.graftvm.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.graftvm.machine.GuestFault;

/**
 * Collects the blocks of a region: from the entry along direct branches, jumps, return points of calls and the indirect
 * targets that the interpreter saw, as far as they were executed, up to a cap. All other edges leave the region.
 */
final class RegionBuilder {
    /**
     * Instructions that tier 1 translates again for a further region: enough for a small loop to come along with the function
     * around it. With more, all handlers of an interpreter would have each other in their classes.
     */
    private static final int MAX_AGAIN = 32;

    private final CodeCache cache;
    private final boolean freshNodes;
    private final Map<CodeEntry, Block> blocks = new LinkedHashMap<>();
    private final NavigableSet<Long> leaders = new TreeSet<>();

    private RegionBuilder(CodeCache cache, boolean freshNodes) {
        this.cache = cache;
        this.freshNodes = freshNodes;
    }

    /**
     * Builds the region at {@code entry}.
     *
     * @param maxInstructions cap on guest instructions
     * @param freshNodes whether to decode again, for a tree that adopts the nodes
     * @throws GuestFault where the entry itself may not be fetched
     */
    static Region build(CodeEntry entry, int maxInstructions, boolean freshNodes) {
        return new RegionBuilder(entry.cache, freshNodes).collect(entry, maxInstructions);
    }

    private Region collect(CodeEntry entry, int maxInstructions) {
        PriorityQueue<Candidate> queue = new PriorityQueue<>(Comparator.naturalOrder());
        int order = 0;
        queue.add(new Candidate(entry, order++));
        int instructions = 0;
        int again = 0;
        while (!queue.isEmpty()) {
            CodeEntry at = queue.remove().entry;
            if (blocks.containsKey(at)) {
                continue;
            }
            Block seen;
            Block block;
            try {
                seen = cache.block(at);
                block = freshNodes ? cache.decodeAgain(at) : seen;
            } catch (GuestFault fault) {
                if (at == entry) {
                    throw fault;
                }
                continue; // Executing it faults; the interpreter will do that.
            }
            int count = block.instructionCount();
            if (!freshNodes && (at.code != null || at.covered) && at != entry) {
                if (again + count
                        > Integer.getInteger("min", 32)
                                + (instructions - again) * Integer.getInteger("ratio", 100) / 100) {
                    continue;
                }
                again += count;
            }
            if (instructions + block.instructionCount() > maxInstructions && !blocks.isEmpty()) {
                break;
            }
            if (freshNodes) {
                block.indirectTargets = seen.indirectTargets;
            }
            blocks.put(at, block);
            leaders.add(at.pc);
            instructions += block.instructionCount();
            for (CodeEntry successor : Region.successors(block)) {
                // What never ran leaves the region: it costs translation time, and loops are better without it.
                if (successor.wasExecuted() && !blocks.containsKey(successor)) {
                    queue.add(new Candidate(successor, order++));
                }
            }
        }
        return new Region(entry, cutAtLeaders(entry));
    }

    /**
     * Cuts each block at the first other leader inside it, so that no instruction stands twice. Where a leader lies between
     * instruction boundaries (overlapping code) nothing is cut.
     */
    private List<Block> cutAtLeaders(CodeEntry entry) {
        Map<CodeEntry, Block> cut = new HashMap<>();
        for (Block block : blocks.values()) {
            Block result = block;
            for (Long leader : leaders.subSet(block.entry.pc + 1, block.next.pc)) {
                int index = indexOf(block, leader);
                if (index > 0) {
                    result = new Block(
                            block.entry,
                            Arrays.copyOf(block.body, index),
                            null,
                            Block.Exit.FALL_THROUGH,
                            null,
                            cache.entry(leader));
                    break;
                }
            }
            cut.put(block.entry, result);
        }
        List<Block> sorted = new ArrayList<>(cut.values());
        sorted.sort(Comparator.comparingLong(block -> block.entry.pc));
        sorted.remove(cut.get(entry));
        sorted.addFirst(cut.get(entry));
        return sorted;
    }

    private static int indexOf(Block block, long pc) {
        for (int i = 0; i < block.body.length; i++) {
            if (block.body[i].pc() == pc) {
                return i;
            }
        }
        return block.terminator != null && block.terminator.pc() == pc ? block.body.length : -1;
    }

    /** What is in no class yet first, hot blocks first among these, then in the order in which they were found. */
    private record Candidate(CodeEntry entry, int order) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            if (entry.hasClass() != other.entry.hasClass()) {
                return entry.hasClass() ? 1 : -1;
            }
            int heat = Integer.compare(other.entry.count, entry.count);
            return heat != 0 ? heat : Integer.compare(order, other.order);
        }
    }
}
