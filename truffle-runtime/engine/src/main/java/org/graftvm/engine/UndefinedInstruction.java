package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.List;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSet;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;

/** Stands where the decoder knows no instruction; raises the trap when it is reached. */
public final class UndefinedInstruction extends InstructionNode {
    private static final InstructionSpec SPEC = new InstructionSpec(
            UndefinedInstruction.class.getName(),
            "raise",
            "(Lorg/graftvm/machine/Cpu;J)V",
            ".insn encoding",
            List.of(),
            "",
            Flow.NEXT,
            List.of(new OperandSpec(
                    "encoding", InstructionSet.Role.IMMEDIATE, "", -1, 0, -1, false, 0, InstructionSet.Print.HEX)),
            -1,
            List.of(
                    new InstructionSpec.Parameter(InstructionSpec.Source.CPU, -1, false),
                    new InstructionSpec.Parameter(InstructionSpec.Source.IMMEDIATE, 0, false)),
            false,
            "",
            "",
            null);

    private final long encoding;

    UndefinedInstruction(long pc, int length, long encoding) {
        super(pc, length);
        this.encoding = encoding;
    }

    /** The meaning: an illegal-instruction trap with the offending bytes. */
    public static void raise(Cpu cpu, long encoding) {
        CompilerDirectives.transferToInterpreter();
        throw new GuestFault(new Trap.IllegalInstruction(encoding));
    }

    @Override
    public InstructionSpec spec() {
        return SPEC;
    }

    @Override
    public long operand(int index) {
        return encoding;
    }

    @Override
    public void interpret(Cpu cpu) {
        raise(cpu, encoding);
    }

    @Override
    public void execute(VirtualFrame frame, Cpu cpu, Memory memory) {
        raise(cpu, encoding);
    }
}
