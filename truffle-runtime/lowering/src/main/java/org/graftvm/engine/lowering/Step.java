package org.graftvm.engine.lowering;

import java.util.Arrays;
import java.util.BitSet;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.OperationType;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;

/** An operation of a block while the block is lowered. */
final class Step {
    final long pc;
    final int length;
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

    /**
     * @param pc address of the guest instruction
     * @param length bytes of the guest instruction
     */
    Step(
            long pc,
            int length,
            OperationType type,
            int[] destinations,
            long mask,
            boolean branch,
            long target,
            Value... arguments) {
        this.pc = pc;
        this.length = length;
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

    /** Whether it takes the register as an argument. */
    boolean reads(int slot) {
        BitSet read = new BitSet();
        addRead(read);
        return read.get(slot);
    }

    /** Adds the registers that are arguments. */
    void addRead(BitSet slots) {
        for (Parameter parameter : type.spec().parameters()) {
            if (parameter.operand() >= 0 && !arguments[parameter.operand()].isConstant()) {
                int slot = arguments[parameter.operand()].slot();
                slots.set(slot, slot + (parameter.source() == Source.VECTOR ? 2 : 1));
            }
        }
    }

    /** Whether the result goes to the register. */
    boolean writes(int slot) {
        return Arrays.stream(destinations).anyMatch(destination -> destination == slot);
    }

    /** The destinations that somebody reads: of a vector both halves or none. */
    int[] live(BitSet live) {
        boolean both = type.writesVector() && Arrays.stream(destinations).anyMatch(live::get);
        return both
                ? destinations
                : Arrays.stream(destinations).filter(live::get).toArray();
    }

    /** The same with another destination, which gets fewer bits. */
    Step to(int slot, long kept) {
        Step step = new Step(pc, length, type, new int[] {slot}, mask & kept, branch, target, arguments);
        step.flagsRead = flagsRead;
        return step;
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
                pc,
                length,
                target,
                destinations,
                mask,
                slots,
                constants,
                flagsRead));
    }
}
