package org.graftvm.isa.x86_64.instructions;

import java.util.Arrays;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.OperationType;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.decode.Form;

/** An operation of a block while the block is lowered. */
final class Step {
    final Form form;
    final OperationType type;
    final Value[] arguments;
    /** Slots that get the result. */
    int[] destinations;
    /** Bits of the result that are kept. */
    final long mask;
    /** Whether a condition ends the block here. */
    final boolean branch;

    final long target;

    /** Flags that count as read here, besides the arguments. */
    int[] flagsRead = {};

    Step(Form form, OperationType type, int[] destinations, long mask, Value... arguments) {
        this(form, type, destinations, mask, false, 0, arguments);
    }

    Step(
            Form form,
            OperationType type,
            int[] destinations,
            long mask,
            boolean branch,
            long target,
            Value... arguments) {
        this.form = form;
        this.type = type;
        this.destinations = destinations;
        this.mask = mask;
        this.branch = branch;
        this.target = target;
        this.arguments = arguments;
    }

    /** Whether it may be left out where nobody reads its result. */
    boolean isPure() {
        return type.isPure() && !branch;
    }

    boolean reads(int slot) {
        return type.spec().wholeState() && slot < X86Cpu.SCRATCH
                || Arrays.stream(arguments).anyMatch(value -> value.slot() == slot);
    }

    boolean writes(int slot) {
        return type.spec().wholeState() && slot < X86Cpu.SCRATCH
                || Arrays.stream(destinations).anyMatch(destination -> destination == slot);
    }

    InstructionNode toNode() {
        int[] slots = new int[arguments.length];
        long[] constants = new long[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            slots[i] = arguments[i].slot();
            constants[i] = arguments[i].constant();
        }
        return type.make(new OperationType.Site(
                branch ? type.asBranch() : type.spec(),
                form.pc(),
                form.length(),
                target,
                destinations,
                mask,
                slots,
                constants));
    }
}
