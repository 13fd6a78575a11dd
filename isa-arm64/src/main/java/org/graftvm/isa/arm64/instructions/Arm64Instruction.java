package org.graftvm.isa.arm64.instructions;

import java.util.BitSet;
import org.graftvm.engine.lowering.BlockSteps;
import org.graftvm.engine.lowering.InstructionLowering;
import org.graftvm.engine.lowering.LoweredInstruction;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.notation.Pattern;
import org.graftvm.spec.table.OperandCodec;
import org.jspecify.annotations.Nullable;

/** A decoded guest instruction: its word, and the row of the instruction set that this belongs to. */
public final class Arm64Instruction extends LoweredInstruction {
    /** Where scratch registers and flags are. */
    public static final BlockSteps.Registers REGISTERS =
            new BlockSteps.Registers(Arm64Cpu.SCRATCH, Arm64Cpu.SCRATCH_COUNT, Arm64Cpu.SINK, flags());

    private static final int LENGTH = 4;

    private final int word;
    private final int row;

    private static BitSet flags() {
        BitSet flags = new BitSet();
        flags.set(Arm64Cpu.NF, Arm64Cpu.VF + 1);
        return flags;
    }

    private Arm64Instruction(int word, int row, long pc) {
        super(pc, LENGTH);
        this.word = word;
        this.row = row;
    }

    /** Null where no instruction has this encoding. */
    public static @Nullable Arm64Instruction decode(int word, long pc) {
        int row = Arm64Selection.find(word);
        return row < 0 ? null : new Arm64Instruction(word, row, pc);
    }

    int word() {
        return word;
    }

    @Override
    public InstructionSpec spec() {
        return Arm64Rows.spec(row);
    }

    /** {@inheritDoc} Of each the field's value: what it selects is up to the instruction. */
    @Override
    public long operand(int index) {
        for (String encoding : spec().encodings()) {
            Pattern pattern = Pattern.parse(encoding);
            if (pattern.matches(word)) {
                return new OperandCodec(Arm64Instructions.REGISTERS)
                        .decode(spec().operands().get(index), pattern, word);
            }
        }
        throw new IllegalStateException(spec().mnemonic() + " is not 0x" + Integer.toHexString(word));
    }

    @Override
    protected InstructionLowering lower(BlockSteps steps, @Nullable InstructionLowering before) {
        Lowering lowering = new Lowering(this, steps, before);
        Arm64Rows.lower(row, word, lowering);
        return lowering;
    }

    @Override
    protected BlockSteps.Registers registers() {
        return REGISTERS;
    }
}
