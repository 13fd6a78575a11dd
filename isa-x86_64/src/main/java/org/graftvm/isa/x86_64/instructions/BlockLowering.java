package org.graftvm.isa.x86_64.instructions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.isa.x86_64.X86Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations of the instructions of a block, leaves out those whose results nobody reads, and joins others.
 *
 * <p>Of the architectural registers all count as read at the end of the block. In the middle, where an instruction may fault, a
 * flag that a later instruction of the block overwrites unread may be stale: going on behind the fault gives the same, but a
 * signal handler sees it.
 */
public final class BlockLowering {
    private final List<Step> steps = new ArrayList<>();

    private BlockLowering() {}

    /**
     * Nodes for a block of {@link X86Instruction}s.
     *
     * @param vectors whether operations may work on whole vectors
     */
    public static List<InstructionNode> lower(List<InstructionNode> instructions, boolean vectors) {
        BlockLowering block = new BlockLowering();
        @Nullable Comparison comparison = null;
        int scratch = 0;
        boolean followsLogic = false;
        List<InstructionNode> others = new ArrayList<>();
        for (InstructionNode node : instructions) {
            if (!(node instanceof X86Instruction instruction)) {
                others.add(node); // Undefined, and the last one.
                continue;
            }
            Lowering lowering = new Lowering(
                    instruction.form(),
                    block.steps,
                    vectors,
                    comparison,
                    comparison == null ? 0 : scratch,
                    followsLogic);
            X86Rows.lower(instruction.form().row().id(), lowering);
            comparison = lowering.comparison();
            scratch = lowering.nextScratch();
            followsLogic = lowering.isLogic();
        }
        block.removeUnread();
        block.joinCopies();
        List<InstructionNode> nodes = new ArrayList<>();
        block.steps.forEach(step -> nodes.add(step.toNode()));
        nodes.addAll(others);
        return nodes;
    }

    /** Backwards: which registers will be read. */
    private void removeUnread() {
        BitSet live = new BitSet();
        live.set(0, X86Cpu.SCRATCH);
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
                live.set(0, X86Cpu.SCRATCH);
            } else if (step.type.spec().mayTrap()) {
                live.set(0, X86Cpu.CF);
                live.set(X86Cpu.DF, X86Cpu.SCRATCH);
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
            if (copy.type != X86Operations.BASIC_MOVE
                    || copy.destinations.length != 1
                    || copy.arguments[0].slot() < X86Cpu.SCRATCH) {
                continue;
            }
            int from = copy.arguments[0].slot();
            int to = copy.destinations[0];
            int made = i - 1;
            while (made >= 0 && !steps.get(made).writes(from) && isUnaffected(steps.get(made), to)) {
                made--;
            }
            if (made >= 0 && steps.get(made).writes(from) && canMove(made, i, from, copy.mask)) {
                join(made, i, from, to);
            }
        }
    }

    /** Whether a register can change before this step: the step neither touches it nor leaves the block. */
    private static boolean isUnaffected(Step step, int slot) {
        return step.isPure() && !step.reads(slot) && !step.writes(slot);
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
            if (i != copied && step.reads(from) && (i > copied || !same)) {
                return false;
            }
            if (i != made && step.writes(from)) {
                return true;
            }
        }
        return true;
    }

    private void join(int made, int copied, int from, int to) {
        Step maker = steps.get(made);
        Step copy = steps.get(copied);
        Step joined = new Step(maker.form, maker.type, new int[] {to}, maker.mask & copy.mask, maker.arguments);
        joined.flagsRead = maker.flagsRead;
        steps.set(made, joined);
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
