package org.graftvm.isa.x86_64.instructions;

import java.util.BitSet;
import org.graftvm.engine.lowering.BlockSteps;
import org.graftvm.engine.lowering.InstructionLowering;
import org.graftvm.engine.lowering.LoweredInstruction;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.spec.InstructionSpec;
import org.jspecify.annotations.Nullable;

/** A decoded guest instruction. */
public final class X86Instruction extends LoweredInstruction {
    /** Where scratch registers and flags are. */
    public static final BlockSteps.Registers REGISTERS =
            new BlockSteps.Registers(X86Cpu.SCRATCH, X86Cpu.SCRATCH_COUNT, X86Cpu.SINK, flags());

    private final Form form;

    private static BitSet flags() {
        BitSet flags = new BitSet();
        flags.set(X86Cpu.CF, X86Cpu.DF);
        return flags;
    }

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
    protected InstructionLowering lower(BlockSteps steps, @Nullable InstructionLowering before) {
        Lowering lowering = new Lowering(form, steps, before);
        X86Rows.lower(form.row().id(), lowering);
        return lowering;
    }

    @Override
    protected BlockSteps.Registers registers() {
        return REGISTERS;
    }
}
