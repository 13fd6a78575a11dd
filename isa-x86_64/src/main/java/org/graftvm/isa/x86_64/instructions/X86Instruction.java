package org.graftvm.isa.x86_64.instructions;

import java.util.List;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.lowering.LoweredInstruction;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.spec.InstructionSpec;

/** A decoded guest instruction. */
public final class X86Instruction extends LoweredInstruction {
    private final Form form;

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

    @Override
    protected List<InstructionNode> lower() {
        return BlockLowering.lower(List.of(this), false);
    }
}
