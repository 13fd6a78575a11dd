package org.graftvm.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loops around an entry, and where they are entered.
 *
 * <p>What becomes hot first is an inner loop. A region that begins there has its loops the wrong way round: each comes back to the
 * inner head, so that the way around the inner loop is the outermost back edge to the compiler, which then moves the values of all
 * loops from one place to another with each iteration. A region from the head of an outer loop on has them as the program has.
 */
final class LoopNest {
    /** A head that is reached more seldom than the entry by this factor would be met too late by a poll. */
    private static final long RARELY = 512;

    /** Blocks in a row, without branches, that are looked through for a count. */
    private static final int MAX_DEPTH = 4;

    private final CodeEntry entry;
    private final Map<CodeEntry, Block> blocks = new HashMap<>();
    /** Where control comes from, for each block. */
    private final Map<CodeEntry, Set<CodeEntry>> origins = new HashMap<>();

    private LoopNest(CodeEntry entry, List<Block> around) {
        this.entry = entry;
        around.forEach(block -> blocks.put(block.entry, block));
        around.forEach(this::addOrigin);
        for (Block block : entry.cache.blocksBeside(around)) {
            if (block.entry.wasExecuted() && isOutside(block.entry)) {
                addOriginOutside(block);
            }
        }
    }

    /**
     * The head of the outermost loop around {@code entry} that comes round often; {@code entry} itself where it is in no such loop.
     *
     * @param around the blocks reached from the entry
     */
    static CodeEntry head(CodeEntry entry, List<Block> around) {
        return new LoopNest(entry, around).head();
    }

    private CodeEntry head() {
        Set<CodeEntry> within = new HashSet<>(blocks.keySet());
        while (true) {
            within = component(within);
            List<CodeEntry> heads = heads(within);
            if (heads.size() != 1 || heads.getFirst() == entry) {
                return entry;
            }
            CodeEntry head = heads.getFirst();
            if (executions(head) * RARELY >= executions(entry)) {
                return head;
            }
            within.remove(head);
        }
    }

    /** Tier 0 may have gone on in the middle of a block that tier 1 left. */
    private boolean isOutside(CodeEntry other) {
        return blocks.values().stream().noneMatch(block -> other.pc >= block.entry.pc && other.pc < block.next.pc);
    }

    private void addOrigin(Block block) {
        for (CodeEntry successor : Region.successors(block)) {
            origins.computeIfAbsent(successor, key -> new HashSet<>()).add(block.entry);
        }
        if (block.exit == Block.Exit.CALL) {
            origins.computeIfAbsent(block.target, key -> new HashSet<>()).add(block.entry);
        }
    }

    /** A block that was decoded from before a head on leads to the head that it has inside, and nowhere else. */
    private void addOriginOutside(Block block) {
        blocks.keySet().stream()
                .filter(inside -> inside.pc > block.entry.pc && inside.pc < block.next.pc)
                .min(Comparator.comparingLong(CodeEntry::pc))
                .ifPresentOrElse(
                        head -> origins.computeIfAbsent(head, key -> new HashSet<>())
                                .add(block.entry),
                        () -> addOrigin(block));
    }

    /** Those of {@code within} that lead to the entry and that it leads to; empty where no way leads back to it. */
    private Set<CodeEntry> component(Set<CodeEntry> within) {
        Set<CodeEntry> before = new HashSet<>();
        Deque<CodeEntry> open = new ArrayDeque<>(List.of(entry));
        while (!open.isEmpty()) {
            for (CodeEntry origin : origins.getOrDefault(open.remove(), Set.of())) {
                if (within.contains(origin) && before.add(origin)) {
                    open.add(origin);
                }
            }
        }
        Set<CodeEntry> behind = new HashSet<>();
        open.add(entry);
        while (!open.isEmpty()) {
            for (CodeEntry successor : successors(open.remove())) {
                if (within.contains(successor) && behind.add(successor)) {
                    open.add(successor);
                }
            }
        }
        before.retainAll(behind);
        return before;
    }

    private List<CodeEntry> successors(CodeEntry at) {
        Block block = blocks.get(at);
        return block == null ? List.of() : Region.successors(block);
    }

    /** Where a set of blocks is entered. */
    private List<CodeEntry> heads(Set<CodeEntry> component) {
        List<CodeEntry> heads = new ArrayList<>();
        for (CodeEntry each : component) {
            if (!component.containsAll(origins.getOrDefault(each, Set.of()))) {
                heads.add(each);
            }
        }
        return heads;
    }

    private long executions(CodeEntry at) {
        return executions(at, MAX_DEPTH);
    }

    /** How often tier 0 came to a block, by the branches that lead to it. */
    private long executions(CodeEntry at, int depth) {
        long count = 0;
        for (CodeEntry origin : origins.getOrDefault(at, Set.of())) {
            Block block = blocks.get(origin);
            if (block == null) {
                count++; // From outside of the loops: seldom.
            } else if (block.exit == Block.Exit.BRANCH) {
                count += (block.target == at ? block.taken : 0) + (block.next == at ? block.notTaken : 0);
            } else if (depth > 0) {
                count += executions(origin, depth - 1);
            }
        }
        return count;
    }
}
