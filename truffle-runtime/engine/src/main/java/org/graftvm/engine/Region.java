package org.graftvm.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The unit of translation: basic blocks with one entry, and what a translator has to know of their registers
 * ({@link Liveness}). Functions that it calls may be inlined: their blocks stand in it once for each such call
 * ({@link Activation}). Instructions whose results nobody reads are left out.
 */
final class Region {
    /**
     * The blocks of one function: of the region's own, or of one that a call in the region has inlined.
     *
     * @param blocks the entry first, the others by address
     * @param call index in the region of the block that calls; -1 for the region's own
     */
    record Activation(List<Block> blocks, int call) {}

    private final CodeEntry entry;
    private final List<Block> blocks = new ArrayList<>();
    /** For each block its activation, by number, and for each activation where its blocks are. */
    private final List<Integer> activationOf = new ArrayList<>();

    private final List<Map<CodeEntry, Integer>> indexByEntry = new ArrayList<>();
    private final List<Activation> activations;
    /** Index of the first block of the function that a block's call has inlined. */
    private final Map<Integer, Integer> inlined = new HashMap<>();
    /** Targets of each block's indirect jump. Kept, because the interpreter finds more while the region is translated. */
    private final List<CodeEntry[]> indirectTargets;

    /** An instruction that writes more registers than this writes those into the CPU that nothing else of the region uses. */
    private static final int MANY = 8;

    private final int sink;
    private final int zero;
    private final BitSet direct;
    private final BitSet touched;
    private final Lookahead lookahead;
    private Liveness liveness;

    /** @param activations the region's own first */
    Region(CodeEntry entry, List<Activation> activations) {
        this.entry = entry;
        this.activations = activations;
        activations.forEach(this::add);
        this.sink = entry.cache.isa.registerCount() - 1;
        this.zero = entry.cache.isa.zeroSlot();
        this.indirectTargets =
                blocks.stream().map(block -> block.indirectTargets).toList();
        this.direct = findDirect();
        this.lookahead = new Lookahead(entry.cache);
        this.liveness = new Liveness(this, lookahead);
        while (removeDead()) {
            this.liveness = new Liveness(this, lookahead);
        }
        this.touched = findTouched();
    }

    private boolean removeDead() {
        boolean changed = false;
        for (int i = 0; i < blocks.size(); i++) {
            InstructionNode[] remaining = liveness.withoutDead(i);
            if (remaining.length < blocks.get(i).body.length) {
                blocks.set(i, blocks.get(i).withBody(remaining));
                changed = true;
            }
        }
        return changed;
    }

    private void add(Activation activation) {
        if (activation.call >= 0) {
            inlined.put(activation.call, blocks.size());
        }
        Map<CodeEntry, Integer> indices = new HashMap<>();
        for (Block block : activation.blocks) {
            indices.put(block.entry, blocks.size());
            activationOf.add(indexByEntry.size());
            blocks.add(block);
        }
        indexByEntry.add(indices);
    }

    CodeEntry entry() {
        return entry;
    }

    /** All blocks, activation behind activation; block 0 is the entry. */
    List<Block> blocks() {
        return blocks;
    }

    /** The blocks of the function at the entry. */
    List<Block> ownBlocks() {
        return activations.getFirst().blocks;
    }

    Liveness liveness() {
        return liveness;
    }

    /** All code that the region was made from, that outside it which leaves flags of it unread included. */
    List<Block> sources() {
        List<Block> sources = new ArrayList<>(blocks);
        sources.addAll(lookahead.blocks());
        return sources;
    }

    /** Index of the block at {@code target} in the activation of block {@code from}, or -1. */
    int indexOf(int from, @Nullable CodeEntry target) {
        Integer index = indexByEntry.get(activationOf.get(from)).get(target);
        return index == null ? -1 : index;
    }

    /** Index of the first block of what the call of a block has inlined, or -1. */
    int inlined(int block) {
        return inlined.getOrDefault(block, -1);
    }

    /** Whether a block calls what is inlined and nothing else: a call through a register may go elsewhere. */
    boolean isInlined(int block) {
        return inlined(block) >= 0 && blocks.get(block).exit == Block.Exit.CALL;
    }

    /** Calls whose callee is part of the region. */
    int inlinedCalls() {
        return inlined.size();
    }

    /** Index of the block to which a return in an inlined function goes as a rule; -1 for all other blocks. */
    int returnPoint(int block) {
        int call = activations.get(activationOf.get(block)).call;
        return call < 0 || blocks.get(block).exit != Block.Exit.RETURN ? -1 : indexOf(call, blocks.get(call).next);
    }

    /** Slot of writes to the zero register. */
    int sink() {
        return sink;
    }

    int instructionCount() {
        return blocks.stream().mapToInt(Block::instructionCount).sum();
    }

    /** Where control goes inside a function: calls and system calls lead to their return point. */
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

    List<CodeEntry> successors(int block) {
        return successors(blocks.get(block), indirectTargets.get(block));
    }

    /** The targets of a block's indirect jump that this region knows. */
    CodeEntry[] indirectTargets(int block) {
        return indirectTargets.get(block);
    }

    /** Whether the edge may close a loop, so that it has to poll: it does not lead forward in memory. */
    boolean isBackEdge(int from, int to) {
        return activationOf.get(from).equals(activationOf.get(to))
                && blocks.get(to).entry.pc <= blocks.get(from).entry.pc;
    }

    /** All registers that the region reads or writes. */
    BitSet touched() {
        return (BitSet) touched.clone();
    }

    private BitSet findTouched() {
        BitSet slots = new BitSet();
        nodes().forEach(node -> touch(node, slots));
        slots.andNot(direct);
        return slots;
    }

    private List<InstructionNode> nodes() {
        List<InstructionNode> nodes = new ArrayList<>();
        for (Block block : blocks) {
            nodes.addAll(List.of(block.body));
            if (block.terminator != null) {
                nodes.add(block.terminator);
            }
        }
        return nodes;
    }

    /**
     * Registers that are always right in the CPU, because what writes them here writes them there: those of an instruction with
     * many results (of x86, VZEROUPPER with 32) that the region does nothing else with. In locals they would be values to move
     * wherever ways meet, and to store at each exit.
     */
    private BitSet findDirect() {
        BitSet result = new BitSet();
        BitSet others = new BitSet();
        for (InstructionNode node : nodes()) {
            node.addRead(others);
            for (int i = 0; i < node.writtenCount(); i++) {
                (node.writtenCount() > MANY ? result : others).set(node.written(i));
            }
        }
        result.andNot(others);
        return result;
    }

    /** Whether the CPU always has the register's value. */
    boolean isDirect(int slot) {
        return direct.get(slot);
    }

    /** The registers that an instruction of this region has to write into the CPU at once; mostly none. */
    BitSet direct(InstructionNode node) {
        BitSet slots = new BitSet();
        for (int i = 0; i < node.writtenCount(); i++) {
            slots.set(node.written(i));
        }
        slots.and(direct);
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
        if (isInlined(block)) {
            return List.of(inlined(block));
        }
        if (returnPoint(block) >= 0) {
            return List.of(returnPoint(block));
        }
        List<Integer> result = new ArrayList<>();
        if (inlined(block) >= 0) {
            result.add(inlined(block));
        }
        for (CodeEntry successor : successors(block)) {
            int index = indexOf(block, successor);
            if (index >= 0) {
                result.add(index);
            }
        }
        return result;
    }

    /** Removes the registers that {@code node} writes. */
    void clearWritten(InstructionNode node, BitSet set) {
        for (int i = 0; i < node.writtenCount(); i++) {
            set.clear(node.written(i));
        }
    }

    /** Adds the registers that {@code node} reads, the zero register apart. */
    void read(InstructionNode node, BitSet set) {
        node.addRead(set);
        set.clear(sink);
        if (zero >= 0) {
            set.clear(zero);
        }
    }
}
