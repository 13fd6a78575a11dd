package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.Arrays;
import org.graftvm.spec.InstructionSpec;

/**
 * A part of a guest instruction that was lowered. Each operand is a register slot or a constant, which is decided when a node
 * is made: partial evaluation and tier 1 fold it, so there is no class for each shape. The generator writes a subclass for
 * every method; conditions are branches where their spec says so, and give 0 or 1 elsewhere.
 */
public abstract class OperationNode extends InstructionNode {
    private static final int MAX_OPERANDS = 5;

    private final InstructionSpec spec;
    private final long target;
    private final long mask;

    @CompilationFinal(dimensions = 1)
    private final int[] destinations;

    // Fields rather than arrays: the interpreter reads them one after the other.
    private final int slot0;
    private final int slot1;
    private final int slot2;
    private final int slot3;
    private final int slot4;
    private final long constant0;
    private final long constant1;
    private final long constant2;
    private final long constant3;
    private final long constant4;

    protected OperationNode(OperationType.Site site) {
        super(site.pc(), site.length());
        this.spec = site.spec();
        this.target = site.target();
        this.mask = site.mask();
        this.destinations = site.destinations();
        int[] slots = Arrays.copyOf(site.slots(), MAX_OPERANDS);
        long[] constants = Arrays.copyOf(site.constants(), MAX_OPERANDS);
        this.slot0 = slots[0];
        this.slot1 = slots[1];
        this.slot2 = slots[2];
        this.slot3 = slots[3];
        this.slot4 = slots[4];
        this.constant0 = constants[0];
        this.constant1 = constants[1];
        this.constant2 = constants[2];
        this.constant3 = constants[3];
        this.constant4 = constants[4];
    }

    @Override
    public final InstructionSpec spec() {
        return spec;
    }

    @Override
    public final long target() {
        return target;
    }

    /** {@inheritDoc} Of a constant its value. */
    @Override
    public final long operand(int index) {
        int slot = slot(index);
        return slot >= 0 ? slot : constant(index);
    }

    @Override
    public final boolean isConstant(int index) {
        return slot(index) < 0;
    }

    private int slot(int index) {
        return switch (index) {
            case 0 -> slot0;
            case 1 -> slot1;
            case 2 -> slot2;
            case 3 -> slot3;
            case 4 -> slot4;
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    protected final long constant(int index) {
        return switch (index) {
            case 0 -> constant0;
            case 1 -> constant1;
            case 2 -> constant2;
            case 3 -> constant3;
            case 4 -> constant4;
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    @Override
    public final int writtenCount() {
        return destinations.length;
    }

    @Override
    public final int written(int index) {
        return destinations[index];
    }

    @Override
    public final long resultMask() {
        return mask;
    }

    /** Value of an operand; the index is a constant of the generated code. */
    protected final long read(long[] registers, int index) {
        int slot = slot(index);
        return slot >= 0 ? registers[slot] : constant(index);
    }

    /** Value of an operand in compiled code. */
    protected final long read(VirtualFrame frame, int index) {
        int slot = slot(index);
        return slot >= 0 ? frame.getLongStatic(slot) : constant(index);
    }

    protected final void write(long[] registers, long result) {
        long value = result & mask;
        for (int slot : destinations) {
            registers[slot] = value;
        }
    }

    @ExplodeLoop
    protected final void write(VirtualFrame frame, long result) {
        // Of a narrow result Graal makes narrow instructions if it sees a cast; of a mask it does not.
        long value = mask == 0xffff_ffffL ? Integer.toUnsignedLong((int) result) : result & mask;
        for (int slot : destinations) {
            frame.setLongStatic(slot, value);
        }
    }
}
