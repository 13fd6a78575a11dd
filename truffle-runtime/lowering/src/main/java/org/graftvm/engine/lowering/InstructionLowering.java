package org.graftvm.engine.lowering;

import java.util.Arrays;
import org.graftvm.engine.OperationType;
import org.graftvm.spec.Extend;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations of one guest instruction. Each instruction set has a subclass that knows its operands; compositions are
 * written with it.
 *
 * <p>An instruction that faults has changed nothing, so what accesses memory comes before the first write of a register that
 * is not scratch. A store comes behind all loads, and before flags.
 */
public abstract class InstructionLowering {
    private static final int[] NONE = {};
    /** Scratch registers that what was compared may take from the instructions behind. */
    private static final int COMPARED_SCRATCH = 4;

    private final BlockSteps steps;
    private final BlockSteps.Registers registers;
    private final long pc;
    private final int length;
    private @Nullable Comparison comparison;
    private int scratch;
    private int vectorScratch;
    private int[] flagsRead = NONE;

    /**
     * @param steps of the block so far, to add to
     * @param pc address of the instruction
     * @param length its bytes
     * @param before the instruction before in the block; scratch registers that hold what was compared there stay as they are
     */
    protected InstructionLowering(BlockSteps steps, long pc, int length, @Nullable InstructionLowering before) {
        this.steps = steps;
        this.registers = steps.registers();
        this.pc = pc;
        this.length = length;
        if (before != null && before.comparison != null) {
            int kept = Math.max(0, before.comparison.lastSlot() + 1 - registers.scratch());
            if (kept <= COMPARED_SCRATCH) {
                this.comparison = before.comparison;
                this.scratch = kept;
            }
        }
    }

    /** Address of the instruction. */
    public final long pc() {
        return pc;
    }

    /** Address of the instruction behind it. */
    public final long next() {
        return pc + length;
    }

    /** Whether the block may have operations on whole vectors. */
    public final boolean hasVectors() {
        return steps.hasVectors();
    }

    /** What an instruction before compared, while the flags and the values compared are still those; else null. */
    public final @Nullable Comparison comparison() {
        return comparison;
    }

    /** This instruction compared two values and has set all flags accordingly. */
    public final void compared(Comparison values) {
        comparison = values;
    }

    /** What the instruction is, for messages. */
    protected abstract String text();

    private void add(OperationType type, int[] slots, long mask, boolean branch, long target, Value... arguments) {
        Step step = new Step(pc, length, type, slots, mask, branch, target, arguments);
        step.flagsRead = flagsRead;
        flagsRead = NONE;
        steps.add(step);
        if (comparison != null && (type.spec().wholeState() || writesFlag(slots) || comparison.isIn(slots))) {
            comparison = null;
        }
    }

    private boolean writesFlag(int[] slots) {
        return Arrays.stream(slots).anyMatch(registers.flags()::get);
    }

    /**
     * The next operation stands for one that reads flags. They have to be right all the same: where the instruction, or one
     * between it and the comparison, faults or is jumped to, it is lowered again without what stands before.
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
        applyTo(slots, -1, CommonOperations.BASIC_MOVE, value);
    }

    /** A copy that later writes do not change. */
    public final Value copy(Value value) {
        return value.isConstant() || value.slot() >= registers.scratch()
                ? value
                : apply(CommonOperations.BASIC_MOVE, value);
    }

    /** Fills the bits above the lowest {@code bits}. */
    public final Value extend(Value value, int bits, Extend.Kind extension) {
        if (bits >= 64 || extension == Extend.Kind.NONE) {
            return value;
        }
        if (extension == Extend.Kind.ZERO) {
            return value.isConstant()
                    ? constant(value.constant() & mask(bits))
                    : applyMasked(CommonOperations.BASIC_MOVE, mask(bits), value);
        }
        int unused = 64 - bits;
        return value.isConstant() ? constant(value.constant() << unused >> unused) : apply(signExtension(bits), value);
    }

    /** What extends the sign of 8, 16 or 32 bits. */
    public static OperationType signExtension(int bits) {
        return switch (bits) {
            case 8 -> CommonOperations.BASIC_EXTEND_BYTE;
            case 16 -> CommonOperations.BASIC_EXTEND_SHORT;
            default -> CommonOperations.BASIC_EXTEND_INT;
        };
    }

    // ---- memory ----

    /** What loads 8, 16, 32 or 64 bits, with zeros above. */
    public static OperationType loadType(int bits) {
        return switch (bits) {
            case 8 -> CommonOperations.BASIC_LOAD8;
            case 16 -> CommonOperations.BASIC_LOAD16;
            case 32 -> CommonOperations.BASIC_LOAD32;
            default -> CommonOperations.BASIC_LOAD64;
        };
    }

    /** What stores 8, 16, 32 or 64 bits. */
    public static OperationType storeType(int bits) {
        return switch (bits) {
            case 8 -> CommonOperations.BASIC_STORE8;
            case 16 -> CommonOperations.BASIC_STORE16;
            case 32 -> CommonOperations.BASIC_STORE32;
            default -> CommonOperations.BASIC_STORE64;
        };
    }

    /** Loads, with zeros above. */
    public final Value load(int bits, Address at) {
        return apply(loadType(bits), register(at.base()), constant(at.displacement()));
    }

    public final void store(int bits, Address at, Value value) {
        run(storeType(bits), register(at.base()), constant(at.displacement()), value);
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
