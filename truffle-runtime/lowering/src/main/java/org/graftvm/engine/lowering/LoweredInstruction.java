package org.graftvm.engine.lowering;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.machine.Cpu;
import org.graftvm.spec.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A decoded guest instruction that is lowered. Blocks run the operations that the instruction set makes of all their
 * instructions together; by itself, as a debugger executes it, it runs its own, with nothing left out.
 */
public abstract class LoweredInstruction extends InstructionNode {
    @CompilationFinal(dimensions = 1)
    private InstructionNode @Nullable [] operations;

    protected LoweredInstruction(long pc, int length) {
        super(pc, length);
    }

    /**
     * Adds the operations of this instruction to a block.
     *
     * @param before the instruction before in the block
     */
    protected abstract InstructionLowering lower(BlockSteps steps, @Nullable InstructionLowering before);

    /** The registers of the instruction set. */
    protected abstract BlockSteps.Registers registers();

    private InstructionNode[] operations() {
        InstructionNode[] known = operations;
        if (known == null) {
            known = BlockSteps.lower(List.of(this), registers(), false).toArray(InstructionNode[]::new);
            operations = known;
        }
        return known;
    }

    /** The operation that ends a block, for instructions that do not fall through. */
    public final InstructionNode last() {
        return operations()[operations().length - 1];
    }

    @Override
    public long target() {
        return last().target();
    }

    @Override
    public void interpret(Cpu cpu) {
        runUntilLast(cpu);
        if (operations().length > 0 && spec().flow() != Flow.INDIRECT) {
            last().interpret(cpu);
        }
    }

    @Override
    public boolean interpretCondition(Cpu cpu) {
        runUntilLast(cpu);
        return last().interpretCondition(cpu);
    }

    @Override
    public long interpretTarget(Cpu cpu) {
        runUntilLast(cpu);
        return last().interpretTarget(cpu);
    }

    private void runUntilLast(Cpu cpu) {
        InstructionNode[] all = operations();
        for (int i = 0; i < all.length - 1; i++) {
            all[i].interpret(cpu);
        }
    }
}
