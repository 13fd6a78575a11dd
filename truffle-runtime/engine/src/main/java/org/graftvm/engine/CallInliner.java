package org.graftvm.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graftvm.engine.Region.Activation;
import org.graftvm.machine.GuestFault;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the guest calls of a tier-2 region whose callees become part of it: hot and small ones, themselves included where
 * they recurse. A call through the host stack stores and loads all registers that the caller uses, which takes longer than
 * many a small function; inside of a region a call and its return are jumps, and the registers stay where they are.
 */
final class CallInliner {
    /** Instructions of a callee, without those that it calls in turn. */
    private static final int MAX_CALLEE = 120;

    /** Instructions of all callees together. */
    private static final int MAX_INSTRUCTIONS = 400;

    /** Calls within calls. */
    private static final int MAX_DEPTH = 3;

    private final List<Activation> activations = new ArrayList<>();
    /** For each activation how many calls it is away from the region's own. */
    private final List<Integer> depths = new ArrayList<>();

    private int instructions;

    CallInliner(List<Block> own) {
        add(own, -1, 0);
    }

    /** The activations of the region, its own first. */
    List<Activation> inline() {
        int first = 0;
        for (int i = 0; i < activations.size() && depths.get(i) < MAX_DEPTH; i++) {
            List<Block> callers = activations.get(i).blocks();
            inlineCallees(callers, first, depths.get(i) + 1);
            first += callers.size();
        }
        return activations;
    }

    /** @param first index in the region of the callers' first block */
    private void inlineCallees(List<Block> callers, int first, int depth) {
        Set<CodeEntry> inside = new HashSet<>();
        callers.forEach(block -> inside.add(block.entry));
        for (int i = 0; i < callers.size(); i++) {
            Block block = callers.get(i);
            CodeEntry target = target(block);
            if (target != null && inside.contains(block.next)) {
                List<Block> callee = callee(target);
                if (callee != null) {
                    add(callee, first + i, depth);
                }
            }
        }
    }

    /** The function that a block calls, for all that is known. */
    private static @Nullable CodeEntry target(Block block) {
        return switch (block.exit) {
            case CALL -> block.target;
            case INDIRECT_CALL -> block.indirectTargets.length == 1 ? block.indirectTargets[0] : null;
            default -> null;
        };
    }

    private @Nullable List<Block> callee(CodeEntry entry) {
        if (!entry.wasExecuted() || !entry.cache.policy.isWorthCalling(entry)) {
            return null;
        }
        try {
            return RegionBuilder.function(entry, Math.min(MAX_CALLEE, MAX_INSTRUCTIONS - instructions));
        } catch (GuestFault fault) {
            return null; // The call will raise it.
        }
    }

    private void add(List<Block> function, int call, int depth) {
        activations.add(new Activation(function, call));
        depths.add(depth);
        if (depth > 0) {
            instructions += function.stream().mapToInt(Block::instructionCount).sum();
        }
    }
}
