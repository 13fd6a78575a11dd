package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;
import org.jspecify.annotations.Nullable;

/**
 * The unit of translation: basic blocks with one entry, and what a translator has to know of registers.
 *
 * <p>A register is <em>dirty</em> where code of this region wrote it since the entry or since the last call: the copy in
 * the CPU is stale then. It is <em>live</em> where its value in a local is read before it is written, a store to the CPU at
 * an exit, at a poll or by a trap counting as a read.
 */
final class Region {
    private final CodeEntry entry;
    private final List<Block> blocks;
    private final Map<CodeEntry, Integer> indexByEntry = new HashMap<>();
    /** Targets of each block's indirect jump. Kept, because the interpreter finds more while the region is translated. */
    private final List<CodeEntry[]> indirectTargets;

    private final int sink;
    private final int zero;
    private final int firstScratch;
    private final BitSet[] dirtyIn;
    private final BitSet[] liveIn;

    Region(CodeEntry entry, List<Block> blocks) {
        this.entry = entry;
        this.blocks = blocks;
        this.sink = entry.cache.isa.registerCount() - 1;
        this.zero = entry.cache.isa.zeroSlot();
        this.firstScratch = entry.cache.isa.firstScratchSlot();
        this.indirectTargets =
                blocks.stream().map(block -> block.indirectTargets).toList();
        this.dirtyIn = new BitSet[blocks.size()];
        this.liveIn = new BitSet[blocks.size()];
        for (int i = 0; i < blocks.size(); i++) {
            indexByEntry.put(blocks.get(i).entry, i);
            dirtyIn[i] = new BitSet();
            liveIn[i] = new BitSet();
        }
        computeDirty();
        computeLive();
    }

    CodeEntry entry() {
        return entry;
    }

    /** Block 0 is the entry; the others follow by address. */
    List<Block> blocks() {
        return blocks;
    }

    /** Index of the block at {@code target} in this region, or -1. */
    int indexOf(@Nullable CodeEntry target) {
        Integer index = indexByEntry.get(target);
        return index == null ? -1 : index;
    }

    /** Slot of writes to the zero register. */
    int sink() {
        return sink;
    }

    int instructionCount() {
        return blocks.stream().mapToInt(Block::instructionCount).sum();
    }

    /** Where control goes inside a region: calls and system calls lead to their return point. */
    static List<CodeEntry> successors(Block block) {
        return successors(block, block.indirectTargets);
    }

    private static List<CodeEntry> successors(Block block, CodeEntry[] indirectTargets) {
        return switch (block.exit) {
            case FALL_THROUGH, CALL, INDIRECT_CALL, SYSCALL -> List.of(block.next);
            case BRANCH -> List.of(block.next, block.target);
            case JUMP -> List.of(block.target);
            case INDIRECT_JUMP -> List.of(indirectTargets);
            case RETURN, BARRIER -> List.of();
        };
    }

    private List<CodeEntry> successors(int block) {
        return successors(blocks.get(block), indirectTargets.get(block));
    }

    /** The targets of a block's indirect jump that this region knows. */
    CodeEntry[] indirectTargets(int block) {
        return indirectTargets.get(block);
    }

    /** Registers live at the start of a block. */
    BitSet liveIn(int block) {
        return liveIn[block];
    }

    /** Registers dirty behind the body of a block, before its terminator. */
    BitSet dirtyBeforeTerminator(int block) {
        return dirtyBefore(block, blocks.get(block).body.length);
    }

    /** Registers dirty before instruction {@code index} of a block. */
    BitSet dirtyBefore(int block, int index) {
        BitSet dirty = (BitSet) dirtyIn[block].clone();
        InstructionNode[] body = blocks.get(block).body;
        for (int i = 0; i < index; i++) {
            write(body[i], dirty);
        }
        return dirty;
    }

    /** Registers dirty before an instruction, found by search; for traps. */
    BitSet dirtyAt(InstructionNode node) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            for (int j = 0; j < block.body.length; j++) {
                if (block.body[j] == node) {
                    return dirtyBefore(i, j);
                }
            }
            if (block.terminator == node) {
                return dirtyBeforeTerminator(i);
            }
        }
        throw new IllegalArgumentException("not in this region: " + node);
    }

    /** Registers dirty behind the terminator as far as it writes some itself, before it transfers control. */
    BitSet dirtyAtExit(int block) {
        BitSet dirty = dirtyBeforeTerminator(block);
        InstructionNode terminator = blocks.get(block).terminator;
        if (terminator != null) {
            write(terminator, dirty);
        }
        return dirty;
    }

    /** Whether behind the block all state is in the CPU: the next block loads what it needs. */
    static boolean storesState(Block block) {
        return switch (block.exit) {
            case CALL, INDIRECT_CALL, SYSCALL -> true;
            default -> false;
        };
    }

    private void computeDirty() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                if (storesState(block)) {
                    continue;
                }
                BitSet out = dirtyAtExit(i);
                for (int successor : inside(i)) {
                    changed |= addAll(dirtyIn[successor], out);
                }
            }
        }
    }

    private void computeLive() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = blocks.size() - 1; i >= 0; i--) {
                changed |= addAll(liveIn[i], liveAtStart(i));
            }
        }
    }

    private BitSet liveAtStart(int index) {
        Block block = blocks.get(index);
        BitSet live = new BitSet();
        List<Integer> inside = inside(index);
        boolean polls = inside.stream().anyMatch(successor -> isBackEdge(index, successor));
        boolean leaves =
                polls || inside.size() < successors(index).size() || block.exit.compareTo(Block.Exit.CALL) >= 0;
        if (leaves) {
            live.or(dirtyAtExit(index));
        }
        if (!storesState(block)) {
            inside.forEach(successor -> live.or(liveIn[successor]));
        }
        if (block.terminator != null) {
            clearWritten(block.terminator, live);
            read(block.terminator, live);
        }
        for (int i = block.body.length - 1; i >= 0; i--) {
            InstructionNode node = block.body[i];
            if (node.spec().wholeState() || node.spec().mayTrap()) {
                live.or(dirtyBefore(index, i));
            }
            clearWritten(node, live);
            read(node, live);
        }
        return live;
    }

    /** Whether the edge may close a loop, so that it has to poll: it does not lead forward in memory. */
    boolean isBackEdge(int from, int to) {
        return blocks.get(to).entry.pc <= blocks.get(from).entry.pc;
    }

    /** All registers that the region reads or writes. */
    BitSet touched() {
        BitSet slots = new BitSet();
        for (Block block : blocks) {
            for (InstructionNode node : block.body) {
                touch(node, slots);
            }
            if (block.terminator != null) {
                touch(block.terminator, slots);
            }
        }
        return slots;
    }

    private void touch(InstructionNode node, BitSet slots) {
        read(node, slots);
        for (int i = 0; i < node.writtenCount(); i++) {
            if (node.written(i) != sink) {
                slots.set(node.written(i));
            }
        }
    }

    /** Indices of the successors that lie in the region. */
    List<Integer> inside(int block) {
        List<Integer> result = new ArrayList<>();
        for (CodeEntry successor : successors(block)) {
            int index = indexOf(successor);
            if (index >= 0) {
                result.add(index);
            }
        }
        return result;
    }

    private static boolean addAll(BitSet set, BitSet more) {
        int before = set.cardinality();
        set.or(more);
        return set.cardinality() != before;
    }

    /** Adds the registers that {@code node} writes, scratch registers apart: nothing outside the block reads these. */
    private void write(InstructionNode node, BitSet set) {
        for (int i = 0; i < node.writtenCount(); i++) {
            if (node.written(i) < firstScratch) {
                set.set(node.written(i));
            }
        }
    }

    /** Removes the registers that {@code node} writes. */
    void clearWritten(InstructionNode node, BitSet set) {
        for (int i = 0; i < node.writtenCount(); i++) {
            set.clear(node.written(i));
        }
    }

    /** Adds the registers that {@code node} reads, the zero register apart. */
    private void read(InstructionNode node, BitSet set) {
        InstructionSpec spec = node.spec();
        for (Parameter parameter : spec.parameters()) {
            if (parameter.source() == Source.REGISTER && !node.isConstant(parameter.operand())) {
                int slot = (int) node.operand(parameter.operand());
                if (slot != zero && slot != sink) {
                    set.set(slot);
                }
            }
        }
    }
}
