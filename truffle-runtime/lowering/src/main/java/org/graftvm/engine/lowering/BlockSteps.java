package org.graftvm.engine.lowering;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a block while it is lowered. In the end those are left out whose results nobody reads, and results that are
 * only copied go where they are wanted at once.
 *
 * <p>Of the architectural registers all count as read at the end of the block. In the middle, where an instruction may fault, a
 * flag that a later instruction of the block overwrites unread may be stale: going on behind the fault gives the same, but a
 * signal handler sees it.
 */
public final class BlockSteps {
    private final List<Step> steps = new ArrayList<>();
    private final Registers registers;
    private final boolean vectors;

    /**
     * What an instruction set says of its registers.
     *
     * @param scratch first of the slots that hold something within a block alone, see {@link org.graftvm.engine.Isa#firstScratchSlot}
     * @param scratchCount how many of these hold 64 bits; behind them are pairs for vectors
     * @param sink the slot behind the last pair
     * @param flags the slots of flags, see {@link org.graftvm.engine.Isa#flagSlots}
     */
    public record Registers(int scratch, int scratchCount, int sink, BitSet flags) {}

    private BlockSteps(Registers registers, boolean vectors) {
        this.registers = registers;
        this.vectors = vectors;
    }

    /**
     * Nodes for a block of {@link LoweredInstruction}s.
     *
     * @param vectors whether operations may work on whole vectors
     */
    static List<InstructionNode> lower(List<InstructionNode> instructions, Registers registers, boolean vectors) {
        BlockSteps steps = new BlockSteps(registers, vectors);
        List<InstructionNode> others = new ArrayList<>();
        @Nullable InstructionLowering before = null;
        for (InstructionNode node : instructions) {
            if (node instanceof LoweredInstruction instruction) {
                before = instruction.lower(steps, before);
            } else {
                others.add(node); // Undefined, and the last one.
            }
        }
        List<InstructionNode> nodes = steps.toNodes();
        nodes.addAll(others);
        return nodes;
    }

    /** Whether operations may work on whole vectors. */
    boolean hasVectors() {
        return vectors;
    }

    Registers registers() {
        return registers;
    }

    void add(Step step) {
        steps.add(step);
    }

    /** The nodes of what is left. */
    private List<InstructionNode> toNodes() {
        removeUnread();
        joinCopies();
        List<InstructionNode> nodes = new ArrayList<>();
        steps.forEach(step -> nodes.add(step.toNode()));
        return nodes;
    }

    /** Backwards: which registers will be read. */
    private void removeUnread() {
        BitSet all = new BitSet();
        all.set(0, registers.scratch);
        BitSet seenByFaults = (BitSet) all.clone();
        seenByFaults.andNot(registers.flags);
        BitSet live = (BitSet) all.clone();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.isPure()) {
                step.destinations = step.live(live);
                if (step.destinations.length == 0) {
                    steps.remove(i);
                    continue;
                }
            }
            for (int slot : step.destinations) {
                live.clear(slot);
            }
            if (step.type.spec().wholeState()) {
                live.or(all);
            } else if (step.type.spec().mayTrap()) {
                live.or(seenByFaults);
            }
            for (int flag : step.flagsRead) {
                live.set(flag);
            }
            step.addRead(live);
        }
    }

    /** Where a result is only copied to a register, it goes there at once. */
    private void joinCopies() {
        for (int i = steps.size() - 1; i > 0; i--) {
            Step copy = steps.get(i);
            if (copy.type != CommonOperations.BASIC_MOVE
                    || copy.destinations.length != 1
                    || copy.arguments[0].slot() < registers.scratch) {
                continue;
            }
            int from = copy.arguments[0].slot();
            int to = copy.destinations[0];
            int made = i - 1;
            while (made >= 0 && !writes(steps.get(made), from) && isUnaffected(steps.get(made), to)) {
                made--;
            }
            if (made >= 0 && writes(steps.get(made), from) && canMove(made, i, from, copy.mask)) {
                join(made, i, from, to);
            }
        }
    }

    private boolean reads(Step step, int slot) {
        return step.type.spec().wholeState() && slot < registers.scratch || step.reads(slot);
    }

    private boolean writes(Step step, int slot) {
        return step.type.spec().wholeState() && slot < registers.scratch || step.writes(slot);
    }

    /** Whether a register can change before this step: the step neither touches it nor leaves the block. */
    private boolean isUnaffected(Step step, int slot) {
        return step.isPure() && !reads(step, slot) && !writes(step, slot);
    }

    private boolean canMove(int made, int copied, int from, long mask) {
        Step maker = steps.get(made);
        // The copy may clear bits that its source has, if nobody else wants them.
        boolean same = mask == -1 || (maker.mask & ~mask) == 0;
        if (maker.destinations.length != 1 || maker.type.spec().wholeState()) {
            return false;
        }
        for (int i = made + 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i != copied && reads(step, from) && (i > copied || !same)) {
                return false;
            }
            if (i != made && writes(step, from)) {
                return true;
            }
        }
        return true;
    }

    private void join(int made, int copied, int from, int to) {
        steps.set(made, steps.get(made).to(to, steps.get(copied).mask));
        for (int i = made + 1; i < copied; i++) {
            Step step = steps.get(i);
            for (int j = 0; j < step.arguments.length; j++) {
                if (step.arguments[j].slot() == from) {
                    step.arguments[j] = Value.register(to);
                }
            }
        }
        steps.remove(copied);
    }
}
