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
import org.jspecify.annotations.Nullable;

/**
 * Collects the blocks of a region: from the entry along direct branches, jumps, return points of calls and the indirect
 * targets that the interpreter saw, as far as they were executed, up to a cap. All other edges leave the region.
 */
final class RegionBuilder {
    /**
     * Tier 1 translates as many instructions again for a further region as are new in it, and so many more: enough for a small
     * loop to come along with the function around it. With more, all handlers of an interpreter would have each other in
     * their classes.
     */
    private static final int MORE_AGAIN = 32;

    private final CodeCache cache;
    private final boolean freshNodes;
    private final Map<CodeEntry, Block> blocks = new LinkedHashMap<>();
    private final NavigableSet<Long> leaders = new TreeSet<>();
    private boolean isCut;

    private RegionBuilder(CodeCache cache, boolean freshNodes) {
        this.cache = cache;
        this.freshNodes = freshNodes;
    }

    /**
     * Builds the region at {@code entry}, of the interpreter's blocks.
     *
     * @param maxInstructions cap on guest instructions
     * @throws GuestFault where the entry itself may not be fetched
     */
    static Region build(CodeEntry entry, int maxInstructions) {
        List<Block> blocks = new RegionBuilder(entry.cache, false).collect(entry, maxInstructions);
        return new Region(entry, List.of(new Region.Activation(blocks, -1)));
    }

    /**
     * Builds the region at {@code entry} of fresh nodes, for a tree that adopts them, with small callees inlined.
     *
     * @param maxInstructions cap on guest instructions without callees
     * @throws GuestFault where the entry itself may not be fetched
     */
    static Region buildWithCallees(CodeEntry entry, int maxInstructions) {
        List<Block> blocks = new RegionBuilder(entry.cache, true).collect(entry, maxInstructions);
        return new Region(entry, new CallInliner(blocks).inline());
    }

    /**
     * The head of the loops around {@code entry}; see {@link LoopNest}.
     *
     * @throws GuestFault where the entry itself may not be fetched
     */
    static CodeEntry loopHead(CodeEntry entry, int maxInstructions) {
        return LoopNest.head(entry, new RegionBuilder(entry.cache, true).collect(entry, maxInstructions));
    }

    /**
     * The whole function at {@code entry}, as far as it was executed, of fresh nodes; null if it is larger.
     *
     * @throws GuestFault where the entry itself may not be fetched
     */
    static @Nullable List<Block> function(CodeEntry entry, int maxInstructions) {
        RegionBuilder builder = new RegionBuilder(entry.cache, true);
        List<Block> blocks = builder.collect(entry, maxInstructions);
        return builder.isCut ? null : blocks;
    }

    private List<Block> collect(CodeEntry entry, int maxInstructions) {
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
                int fresh = instructions - again;
                if (again + count > fresh + MORE_AGAIN) {
                    continue;
                }
                again += count;
            }
            if (instructions + count > maxInstructions && !blocks.isEmpty()) {
                isCut = true;
                break;
            }
            if (freshNodes) {
                block.copyProfile(seen);
            }
            blocks.put(at, block);
            leaders.add(at.pc);
            instructions += count;
            for (CodeEntry successor : Region.successors(block)) {
                // What never ran leaves the region: it costs translation time, and loops are better without it.
                if (successor.wasExecuted() && !blocks.containsKey(successor)) {
                    queue.add(new Candidate(successor, order++));
                }
            }
        }
        return cutAtLeaders(entry);
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
