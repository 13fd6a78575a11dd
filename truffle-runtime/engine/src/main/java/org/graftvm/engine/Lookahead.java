package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.machine.GuestFault;

/**
 * Looks at code outside a region: flags that it overwrites unread need not be right where control leaves for it. What was
 * looked at is remembered, because the region is wrong where that changes.
 */
final class Lookahead {
    /** Blocks in a row. Mostly the first one tells. */
    private static final int MAX_DEPTH = 3;

    private final CodeCache cache;
    private final BitSet flags;
    private final Map<CodeEntry, BitSet> known = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    Lookahead(CodeCache cache) {
        this.cache = cache;
        this.flags = cache.isa.flagSlots();
    }

    /** The blocks that were looked at. */
    List<Block> blocks() {
        return blocks;
    }

    /** Flags that the code at an entry overwrites before it reads them. */
    BitSet overwritten(CodeEntry entry) {
        return flags.isEmpty() ? flags : known.computeIfAbsent(entry, at -> overwritten(at, MAX_DEPTH));
    }

    private BitSet overwritten(CodeEntry entry, int depth) {
        BitSet result = new BitSet();
        Block block;
        try {
            block = cache.block(entry);
        } catch (GuestFault fault) {
            return result; // Nothing runs there.
        }
        blocks.add(block);
        BitSet open = (BitSet) flags.clone();
        for (InstructionNode node : block.body) {
            pass(node, open, result);
        }
        if (block.terminator != null) {
            pass(block.terminator, open, result);
        }
        List<CodeEntry> next = switch (block.exit) {
            case FALL_THROUGH -> List.of(block.next);
            case JUMP, CALL -> List.of(block.target);
            case BRANCH -> List.of(block.target, block.next);
            default -> List.of();
        };
        if (!next.isEmpty() && depth > 1) {
            for (int i = 0; i < next.size() && !open.isEmpty(); i++) {
                open.and(overwritten(next.get(i), depth - 1));
            }
            result.or(open);
        }
        return result;
    }

    /** Takes the flags that {@code node} reads or writes out of {@code open}; those that it writes come to {@code written}. */
    private static void pass(InstructionNode node, BitSet open, BitSet written) {
        if (node.spec().wholeState()) {
            open.clear();
        }
        BitSet read = new BitSet();
        node.addRead(read);
        open.andNot(read);
        for (int i = 0; i < node.writtenCount(); i++) {
            int slot = node.written(i);
            if (open.get(slot)) {
                open.clear(slot);
                written.set(slot);
            }
        }
    }
}
