package org.graftvm.isa.arm64.instructions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.lowering.BlockSteps;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.jspecify.annotations.Nullable;

/** Makes operations of the instructions of a block. */
public final class BlockLowering {
    private static final BlockSteps.Registers REGISTERS = new BlockSteps.Registers(
            Arm64Cpu.SCRATCH, Arm64Cpu.SCRATCH_COUNT, Arm64Cpu.SINK, flags(), Arm64Operations.BASIC_MOVE);

    private BlockLowering() {}

    /** The slots of flags that may be stale where an instruction faults. */
    public static BitSet flags() {
        BitSet flags = new BitSet();
        flags.set(Arm64Cpu.NF, Arm64Cpu.VF + 1);
        return flags;
    }

    /**
     * Nodes for a block of {@link Arm64Instruction}s.
     *
     * @param vectors whether operations may work on whole vectors
     */
    public static List<InstructionNode> lower(List<InstructionNode> instructions, boolean vectors) {
        BlockSteps steps = new BlockSteps(REGISTERS);
        @Nullable Comparison comparison = null;
        int scratch = 0;
        List<InstructionNode> others = new ArrayList<>();
        for (InstructionNode node : instructions) {
            if (!(node instanceof Arm64Instruction instruction)) {
                others.add(node); // Undefined, and the last one.
                continue;
            }
            Lowering lowering = new Lowering(instruction, steps, vectors, comparison, comparison == null ? 0 : scratch);
            Arm64Rows.lower(instruction.row(), instruction.word(), lowering);
            comparison = lowering.comparison();
            scratch = lowering.nextScratch();
        }
        List<InstructionNode> nodes = steps.toNodes();
        nodes.addAll(others);
        return nodes;
    }
}
