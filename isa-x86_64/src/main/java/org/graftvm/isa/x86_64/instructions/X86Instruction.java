package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.machine.Cpu;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/**
 * A decoded guest instruction. Blocks run the operations that {@link BlockLowering} makes of it; by itself, as a debugger
 * executes it, it runs its own, with nothing left out.
 */
public final class X86Instruction extends InstructionNode {
    private final Form form;

    @CompilationFinal(dimensions = 1)
    private InstructionNode @Nullable [] operations;

    public X86Instruction(Form form) {
        super(form.pc(), form.length());
        this.form = form;
    }

    public Form form() {
        return form;
    }

    @Override
    public InstructionSpec spec() {
        return form.row().spec();
    }

    @Override
    public long operand(int index) {
        throw new IllegalArgumentException("operands are in the form");
    }

    private InstructionNode[] operations() {
        InstructionNode[] known = operations;
        if (known == null) {
            known = BlockLowering.lower(List.of(this), false).toArray(InstructionNode[]::new);
            operations = known;
        }
        return known;
    }

    /** The operation that ends a block, for instructions that do not fall through. */
    public InstructionNode last() {
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
