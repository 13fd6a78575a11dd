package org.graftvm.isa.x86_64.instructions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.engine.OperationNode;
import org.graftvm.engine.lowering.BlockSteps;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/** Makes operations of the instructions of a block. */
public final class BlockLowering {
    private static final BlockSteps.Registers REGISTERS = new BlockSteps.Registers(
            X86Cpu.SCRATCH, X86Cpu.SCRATCH_COUNT, X86Cpu.SINK, flags(), X86Operations.BASIC_MOVE);

    private BlockLowering() {}

    /** Which operations work on doubles, and which only move what may be one. */
    public static Isa.Use use(OperationNode operation) {
        InstructionSpec spec = operation.spec();
        boolean moves = spec == X86Operations.BASIC_MOVE.spec()
                || spec == X86Operations.BASIC_LOAD64.spec()
                || spec == X86Operations.BASIC_STORE64.spec();
        return moves
                ? Isa.Use.ANY
                : spec == X86Operations.FUSED_LANE_ONE_DOUBLE.spec()
                                || spec == X86Operations.FLOAT_COMPARISON_DOUBLES.spec()
                                || spec.owner().equals(DoubleArithmetic.class.getName())
                        ? Isa.Use.DOUBLE
                        : Isa.Use.INTEGER;
    }

    /** The slots of flags that may be stale where an instruction faults. */
    public static BitSet flags() {
        BitSet flags = new BitSet();
        flags.set(X86Cpu.CF, X86Cpu.DF);
        return flags;
    }

    /**
     * Nodes for a block of {@link X86Instruction}s.
     *
     * @param vectors whether operations may work on whole vectors
     */
    public static List<InstructionNode> lower(List<InstructionNode> instructions, boolean vectors) {
        BlockSteps steps = new BlockSteps(REGISTERS);
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
                    instruction.form(), steps, vectors, comparison, comparison == null ? 0 : scratch, followsLogic);
            X86Rows.lower(instruction.form().row().id(), lowering);
            comparison = lowering.comparison();
            scratch = lowering.nextScratch();
            followsLogic = lowering.isLogic();
        }
        List<InstructionNode> nodes = steps.toNodes();
        nodes.addAll(others);
        return nodes;
    }
}
