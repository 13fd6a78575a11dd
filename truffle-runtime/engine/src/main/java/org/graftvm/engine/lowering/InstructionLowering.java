package org.graftvm.engine.lowering;

import org.graftvm.engine.OperationType;

/**
 * Makes operations of one guest instruction. Each instruction set has a subclass that knows its operands; compositions are
 * written with it.
 *
 * <p>An instruction that faults has changed nothing, so what accesses memory comes before the first write of a register that
 * is not scratch. A store comes behind all loads, and before flags.
 */
public abstract class InstructionLowering {
    private static final int[] NONE = {};

    private final BlockSteps steps;
    private final BlockSteps.Registers registers;
    private final long pc;
    private final int length;
    private int scratch;
    private int vectorScratch;
    private int[] flagsRead = NONE;

    /**
     * @param steps of the block so far, to add to
     * @param pc address of the instruction
     * @param length its bytes
     * @param firstScratch how many scratch registers still hold something of the instruction before
     */
    protected InstructionLowering(BlockSteps steps, long pc, int length, int firstScratch) {
        this.steps = steps;
        this.registers = steps.registers();
        this.pc = pc;
        this.length = length;
        this.scratch = firstScratch;
    }

    /** Address of the instruction. */
    public final long pc() {
        return pc;
    }

    /** Address of the instruction behind it. */
    public final long next() {
        return pc + length;
    }

    /** How many scratch registers are in use. */
    public final int nextScratch() {
        return scratch;
    }

    /** What the instruction is, for messages. */
    protected abstract String text();

    private void add(OperationType type, int[] slots, long mask, boolean branch, long target, Value... arguments) {
        Step step = new Step(pc, length, type, slots, mask, branch, target, arguments);
        step.flagsRead = flagsRead;
        flagsRead = NONE;
        steps.add(step);
    }

    /**
     * The next operation stands for one that reads flags. They have to be right all the same: where the instruction faults, or
     * is jumped to, it is lowered again without the one before.
     */
    public final void readsFlags(int... flags) {
        flagsRead = flags;
    }

    /** Applies an operation; the result is in a scratch register. */
    public final Value apply(OperationType type, Value... arguments) {
        return applyMasked(type, -1, arguments);
    }

    /** Applies an operation and keeps the bits of {@code mask}. */
    public final Value applyMasked(OperationType type, long mask, Value... arguments) {
        if (scratch >= registers.scratchCount()) {
            throw new IllegalStateException("out of scratch registers: " + text());
        }
        int slot = registers.scratch() + scratch++;
        applyTo(new int[] {slot}, mask, type, arguments);
        return Value.register(slot);
    }

    /** Applies an operation whose result is a vector, in a scratch register. */
    public final Value applyVector(OperationType type, Value... arguments) {
        int slot = registers.scratch() + registers.scratchCount() + 2 * vectorScratch++;
        if (slot >= registers.sink()) {
            throw new IllegalStateException("out of vector registers: " + text());
        }
        applyToVector(slot, type, arguments);
        return Value.register(slot);
    }

    /** Applies an operation whose result goes to the vector register of which {@code slot} is the low half. */
    public final void applyToVector(int slot, OperationType type, Value... arguments) {
        applyTo(new int[] {slot, slot + 1}, -1, type, arguments);
    }

    /** Applies an operation whose result goes to registers. */
    public final void applyTo(int[] slots, long mask, OperationType type, Value... arguments) {
        add(type, slots, mask, false, 0, arguments);
    }

    /** Applies an operation without a result. */
    public final void run(OperationType type, Value... arguments) {
        applyTo(NONE, -1, type, arguments);
    }

    /** Ends the block with a jump, call or system call. */
    public final void end(OperationType type, long target, Value... arguments) {
        add(type, NONE, -1, false, target, arguments);
    }

    /** Ends the block with a conditional branch. */
    public final void branch(OperationType condition, long target, Value... arguments) {
        add(condition, NONE, -1, true, target, arguments);
    }

    /** Copies a value to registers. */
    public final void set(Value value, int... slots) {
        applyTo(slots, -1, registers.move(), value);
    }

    /** A copy that later writes do not change. */
    public final Value copy(Value value) {
        return value.isConstant() || value.slot() >= registers.scratch() ? value : apply(registers.move(), value);
    }

    public static Value constant(long value) {
        return Value.constant(value);
    }

    public static Value register(int slot) {
        return Value.register(slot);
    }

    /** The low bits of a register. */
    public static long mask(int bits) {
        return bits == 64 ? -1 : (1L << bits) - 1;
    }
}
