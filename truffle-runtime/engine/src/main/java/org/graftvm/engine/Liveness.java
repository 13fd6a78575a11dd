package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of registers in the blocks of a region. A register is <em>dirty</em> where code of the region wrote it since the
 * entry or since the last call: the copy in the CPU is stale then. It is <em>live</em> where its value in a local is read before
 * it is written, a store to the CPU at an exit, at a poll or by a trap counting as a read. Of
 * {@linkplain Isa#flagSlots flags} those are not stored that the code where control goes overwrites unread.
 */
final class Liveness {
    private final Region region;
    private final List<Block> blocks;
    private final Lookahead lookahead;
    private final BitSet flags;
    private final int firstScratch;
    private final BitSet[] dirtyIn;
    /** Before each instruction of each block, and behind the last one of its body. */
    private final BitSet[][] dirty;

    /** For each instruction of a block that may trap the flags that a joined condition behind it stands for, or null. */
    private final @Nullable BitSet[][] joinedFlags;

    private final BitSet[] liveIn;
    /** As {@link #dirty}; made when first asked for. */
    private final BitSet[][] live;

    Liveness(Region region, Lookahead lookahead) {
        Isa isa = region.entry().cache.isa;
        this.region = region;
        this.blocks = List.copyOf(region.blocks());
        this.lookahead = lookahead;
        this.flags = isa.flagSlots();
        this.firstScratch = isa.firstScratchSlot();
        this.dirtyIn = new BitSet[blocks.size()];
        this.dirty = new BitSet[blocks.size()][];
        this.liveIn = new BitSet[blocks.size()];
        this.live = new BitSet[blocks.size()][];
        for (int i = 0; i < blocks.size(); i++) {
            dirtyIn[i] = new BitSet();
            liveIn[i] = new BitSet();
        }
        this.joinedFlags = new BitSet[blocks.size()][];
        computeDirty();
        for (int i = 0; i < blocks.size(); i++) {
            dirty[i] = dirtyInside(i);
            joinedFlags[i] = joinedFlags(blocks.get(i));
        }
        computeLive();
    }

    // ---- what is dirty ----

    private void computeDirty() {
        BitSet[] written = new BitSet[blocks.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = new BitSet();
            for (InstructionNode node : blocks.get(i).body) {
                write(node, written[i]);
            }
            writeTerminator(i, written[i]);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < written.length; i++) {
                BitSet out = (BitSet) dirtyIn[i].clone();
                out.or(written[i]);
                for (int successor : region.inside(i)) {
                    if (!storesState(i, successor)) {
                        changed |= addAll(dirtyIn[successor], out);
                    }
                }
            }
        }
    }

    private BitSet[] dirtyInside(int block) {
        InstructionNode[] body = blocks.get(block).body;
        BitSet[] result = new BitSet[body.length + 1];
        BitSet now = (BitSet) dirtyIn[block].clone();
        for (int i = 0; i < body.length; i++) {
            result[i] = (BitSet) now.clone();
            write(body[i], now);
        }
        result[body.length] = now;
        return result;
    }

    /** Whether on the way between the blocks all state is in the CPU, and the second loads what it needs. */
    private boolean storesState(int from, int to) {
        return leavesThroughCpu(from) && region.inlined(from) != to;
    }

    private boolean leavesThroughCpu(int block) {
        return switch (blocks.get(block).exit) {
            case CALL, INDIRECT_CALL, SYSCALL -> true;
            default -> false;
        };
    }

    private void writeTerminator(int block, BitSet set) {
        InstructionNode terminator = blocks.get(block).terminator;
        if (terminator != null) {
            write(terminator, set);
        }
    }

    /**
     * Adds the registers that {@code node} writes, apart from those that the CPU has at once, and from scratch registers, which
     * nothing outside the block reads.
     */
    private void write(InstructionNode node, BitSet set) {
        for (int i = 0; i < node.writtenCount(); i++) {
            if (node.written(i) < firstScratch && !region.isDirect(node.written(i))) {
                set.set(node.written(i));
            }
        }
    }

    // ---- what is stored ----

    /**
     * Registers to store before instruction {@code index} of a block, where it may trap or goes on in another tier. Of a lowered
     * instruction it may be any operation that has not changed a register yet; the instruction begins anew.
     */
    BitSet storedBefore(int block, int index) {
        BitSet stored = (BitSet) dirty[block][index].clone();
        if (!flags.isEmpty()) {
            int first = index;
            while (first > 0
                    && blocks.get(block).pcOf(first - 1) == blocks.get(block).pcOf(index)) {
                first--;
            }
            removeDeadFlags(stored, live(block)[first]);
        }
        return stored;
    }

    /** The same before an instruction that is found by search. */
    BitSet storedBefore(InstructionNode node) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            for (int j = 0; j < block.body.length; j++) {
                if (block.body[j] == node) {
                    return storedBefore(i, j);
                }
            }
            if (block.terminator == node) {
                return storedBefore(i, block.body.length);
            }
        }
        throw new IllegalArgumentException("not in this region: " + node);
    }

    /** Registers to store before an instruction that works on those in the CPU. */
    BitSet storedForWholeState(int block, int index) {
        return dirty[block][index];
    }

    /** Registers to store where control leaves at the end of a block for an address that is not known. */
    BitSet storedAtEnd(int block) {
        int end = blocks.get(block).body.length;
        BitSet stored = (BitSet) dirty[block][end].clone();
        writeTerminator(block, stored);
        return stored;
    }

    /** Registers to store where control leaves at the end of a block for {@code target}, be that in the region or not. */
    BitSet storedAtEnd(int block, CodeEntry target) {
        BitSet stored = storedAtEnd(block);
        int to = region.indexOf(block, target);
        if (to >= 0 && !leavesThroughCpu(block)) {
            removeDeadFlags(stored, liveIn[to]);
        } else {
            stored.andNot(lookahead.overwritten(target));
        }
        return stored;
    }

    private void removeDeadFlags(BitSet stored, BitSet alive) {
        BitSet dead = (BitSet) flags.clone();
        dead.andNot(alive);
        stored.andNot(dead);
    }

    // ---- what is live ----

    /** Registers live at the start of a block. */
    BitSet liveIn(int block) {
        return liveIn[block];
    }

    /** Registers live behind an instruction of a block's body. */
    BitSet liveBehind(int block, int index) {
        return live(block)[index + 1];
    }

    private void computeLive() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = blocks.size() - 1; i >= 0; i--) {
                BitSet now = liveAtEnd(i);
                for (int j = blocks.get(i).body.length - 1; j >= 0; j--) {
                    passBackwards(i, j, now);
                }
                changed |= addAll(liveIn[i], now);
            }
        }
    }

    private BitSet[] live(int block) {
        BitSet[] known = live[block];
        if (known == null) {
            known = new BitSet[blocks.get(block).body.length + 1];
            BitSet now = liveAtEnd(block);
            known[known.length - 1] = (BitSet) now.clone();
            for (int i = known.length - 2; i >= 0; i--) {
                passBackwards(block, i, now);
                known[i] = (BitSet) now.clone();
            }
            live[block] = known;
        }
        return known;
    }

    /** Makes what is live behind an instruction what is live before it. */
    private void passBackwards(int block, int index, BitSet now) {
        InstructionNode node = blocks.get(block).body[index];
        region.clearWritten(node, now);
        region.read(node, now);
        if (node.spec().wholeState()) {
            now.or(dirty[block][index]);
        } else if (node.spec().mayTrap()) {
            // Of flags those are stored that are live anyway.
            BitSet stored = (BitSet) dirty[block][index].clone();
            stored.andNot(flags);
            now.or(stored);
            BitSet joined = joinedFlags[block][index];
            if (joined != null) {
                now.or(joined);
            }
        }
    }

    /**
     * A condition that was {@linkplain InstructionNode#joinedFlags joined} with a comparison reads no flags; but where something
     * between the two faults, control comes back to an instruction that knows the flags alone.
     */
    private static @Nullable BitSet[] joinedFlags(Block block) {
        @Nullable BitSet[] result = new BitSet[block.body.length];
        BitSet joined = new BitSet();
        if (block.terminator != null) {
            addJoined(block.terminator, joined);
        }
        for (int i = block.body.length - 1; i >= 0; i--) {
            for (int j = i; j >= 0 && block.pcOf(j) == block.pcOf(i); j--) {
                addJoined(block.body[j], joined); // The whole instruction begins anew.
            }
            InstructionNode node = block.body[i];
            if (node.spec().mayTrap() && !joined.isEmpty()) {
                result[i] = (BitSet) joined.clone();
            }
            clearWritten(node, joined);
        }
        // What set these was removed, as nothing behind it faults.
        for (int i = 0; i < result.length && !joined.isEmpty(); i++) {
            BitSet flags = result[i];
            if (flags != null) {
                flags.andNot(joined);
            }
            clearWritten(block.body[i], joined);
        }
        return result;
    }

    private static void clearWritten(InstructionNode node, BitSet set) {
        for (int i = 0; i < node.writtenCount(); i++) {
            set.clear(node.written(i));
        }
    }

    private static void addJoined(InstructionNode node, BitSet joined) {
        for (int flag : node.joinedFlags()) {
            joined.set(flag);
        }
    }

    /** Registers live behind the body of a block. */
    private BitSet liveAtEnd(int index) {
        Block block = blocks.get(index);
        BitSet now = leaving(index);
        for (int successor : region.inside(index)) {
            if (!storesState(index, successor)) {
                now.or(liveIn[successor]);
            }
        }
        InstructionNode terminator = block.terminator;
        if (terminator != null) {
            region.clearWritten(terminator, now);
            region.read(terminator, now);
            if (terminator.spec().mayTrap()) {
                now.or(dirty[index][block.body.length]);
            }
        }
        return now;
    }

    /** Registers that are stored at the end of a block, on whatever way out of the region or to a poll. */
    private BitSet leaving(int index) {
        Block block = blocks.get(index);
        BitSet now = new BitSet();
        switch (block.exit) {
            case FALL_THROUGH, JUMP, BRANCH -> {
                for (CodeEntry successor : region.successors(index)) {
                    int to = region.indexOf(index, successor);
                    if (to < 0 || region.isBackEdge(index, to)) {
                        now.or(storedAtEnd(index, successor));
                    }
                }
            }
            case CALL -> {
                if (!region.isInlined(index)) {
                    now.or(storedAtEnd(index, block.target));
                }
            }
            // A system call is slow anyway, so that the kernel sees everything as it is.
            case SYSCALL, BARRIER, INDIRECT_CALL, INDIRECT_JUMP, RETURN -> now.or(storedAtEnd(index));
        }
        return now;
    }

    /** The body of a block but for pure instructions whose results are dead. */
    InstructionNode[] withoutDead(int index) {
        InstructionNode[] body = blocks.get(index).body;
        List<InstructionNode> remaining = new ArrayList<>();
        BitSet now = liveAtEnd(index);
        for (int i = body.length - 1; i >= 0; i--) {
            if (!body[i].spec().isPure() || isLive(body[i], now)) {
                remaining.add(body[i]);
                passBackwards(index, i, now);
            }
        }
        return remaining.reversed().toArray(InstructionNode[]::new);
    }

    private boolean isLive(InstructionNode node, BitSet live) {
        for (int i = 0; i < node.writtenCount(); i++) {
            if (live.get(node.written(i)) || region.isDirect(node.written(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean addAll(BitSet set, BitSet more) {
        int before = set.cardinality();
        set.or(more);
        return set.cardinality() != before;
    }
}
