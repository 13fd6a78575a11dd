package org.graftvm.engine.lowering;

import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.RegisterLayout;

/** What the engine needs to know of an instruction set whose instructions are {@link LoweredInstruction}s. */
public abstract class LoweredIsa implements Isa {
    private final BlockSteps.Registers registers;

    protected LoweredIsa(BlockSteps.Registers registers) {
        this.registers = registers;
    }

    /** For names alone: a program that is only run needs no descriptions of instructions and registers. */
    protected abstract RegisterLayout layout();

    @Override
    public final List<InstructionNode> lower(List<InstructionNode> instructions) {
        return BlockSteps.lower(instructions, registers, false);
    }

    @Override
    public final List<InstructionNode> lowerWithVectors(List<InstructionNode> instructions) {
        return BlockSteps.lower(instructions, registers, true);
    }

    /** {@inheritDoc} By the operation alone: what pushes or reads a return address is no other instruction's business. */
    @Override
    public final Transfer transfer(InstructionNode jump) {
        InstructionSpec spec = jump instanceof LoweredInstruction instruction
                ? instruction.last().spec()
                : jump.spec();
        if (spec == CommonOperations.JUMPS_CALL.spec() || spec == CommonOperations.JUMPS_CALL_TO.spec()) {
            return Transfer.CALL;
        }
        return spec == CommonOperations.JUMPS_RETURN_TO.spec() ? Transfer.RETURN : Transfer.JUMP;
    }

    @Override
    public final int registerCount() {
        return registers.sink() + 1;
    }

    @Override
    public final int firstScratchSlot() {
        return registers.scratch();
    }

    @Override
    public final BitSet flagSlots() {
        return (BitSet) registers.flags().clone();
    }

    @Override
    public final String registerName(int slot) {
        return layout().name(slot);
    }
}
