package org.graftvm.engine.lowering;

import java.util.BitSet;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.RegisterLayout;
import org.jspecify.annotations.Nullable;

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

    /** {@inheritDoc} Copies, what moves the stack pointer, and steps of loops. */
    @Override
    public final @Nullable Sum sum(InstructionNode node) {
        InstructionSpec spec = node.spec();
        boolean isCopy = spec == CommonOperations.BASIC_MOVE.spec();
        int sign = isCopy ? 0 : signOfSecond(spec);
        if (!isCopy && sign == 0 || node.resultMask() != -1 || node.isConstant(0)) {
            return null;
        }
        int register = (int) node.operand(0);
        if (isCopy) {
            return new Sum(register, 0);
        }
        return node.isConstant(1) ? new Sum(register, sign * node.operand(1)) : null;
    }

    /** 1 for an operation that adds its second argument to the first, -1 for one that subtracts it, else 0. */
    protected int signOfSecond(InstructionSpec operation) {
        return operation == CommonOperations.BASIC_PLUS.spec() ? 1 : 0;
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
