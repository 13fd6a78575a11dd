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
    private int instructions;

    CallInliner(List<Block> own) {
        add(own, -1);
    }

    /** The activations of the region, its own first. */
    List<Activation> inline() {
        int first = 0;
        int level = 0;
        int levelEnd = 1;
        for (int i = 0; i < activations.size() && level < MAX_DEPTH; i++) {
            List<Block> callers = activations.get(i).blocks();
            inlineCallees(callers, first);
            first += callers.size();
            if (i + 1 == levelEnd) {
                level++;
                levelEnd = activations.size();
            }
        }
        return activations;
    }

    private void inlineCallees(List<Block> callers, int first) {
        Set<CodeEntry> inside = new HashSet<>();
        callers.forEach(block -> inside.add(block.entry));
        for (int i = 0; i < callers.size(); i++) {
            Block block = callers.get(i);
            if (block.exit == Block.Exit.CALL && inside.contains(block.next)) {
                List<Block> callee = callee(block.target);
                if (callee != null) {
                    add(callee, first + i);
                }
            }
        }
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

    private void add(List<Block> function, int call) {
        activations.add(new Activation(function, call));
        if (call >= 0) {
            instructions += function.stream().mapToInt(Block::instructionCount).sum();
        }
    }
}
