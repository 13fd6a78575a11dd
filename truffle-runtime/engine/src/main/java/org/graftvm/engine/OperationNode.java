package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import jdk.incubator.vector.LongVector;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Source;

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

    /** For each destination whether it is half of a vector whose other half nobody wants. */
    @CompilationFinal(dimensions = 1)
    private final boolean[] fresh;

    private final int[] joinedFlags;

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
        this.joinedFlags = site.joinedFlags();
        this.fresh = new boolean[destinations.length];
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
    public final int[] joinedFlags() {
        return joinedFlags;
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
        return slot >= 0 ? RegionRegisters.of(frame).get(frame, slot) : constant(index);
    }

    protected final void write(long[] registers, long result) {
        long value = result & mask;
        for (int slot : destinations) {
            registers[slot] = value;
        }
    }

    protected final void write(VirtualFrame frame, long result) {
        // Of a narrow result Graal makes narrow instructions if it sees a cast; of a mask it does not.
        long value = mask == 0xffff_ffffL ? Integer.toUnsignedLong((int) result) : result & mask;
        RegionRegisters.of(frame).set(frame, destinations, fresh, value);
    }

    // ---- vectors, in compiled code alone ----

    /** Whether the result is a vector: the destinations are its two registers. */
    final boolean writesVector() {
        return spec.descriptor().endsWith(";");
    }

    /** Whether it takes or gives a vector. */
    final boolean usesVectors() {
        return writesVector() || spec.parameters().stream().anyMatch(p -> p.source() == Source.VECTOR);
    }

    /** Whether it does nothing with a vector but move it. */
    final boolean copiesVector() {
        return writesVector()
                && spec.parameters().size() == 1
                && spec.parameters().getFirst().source() == Source.VECTOR;
    }

    /** How many slots a frame for this operation alone has to have. */
    final int slotCount() {
        int most = IntStream.of(slot0, slot1, slot2, slot3, slot4).max().orElseThrow();
        return Math.max(most, Arrays.stream(destinations).max().orElse(0)) + 2;
    }

    /** @param live registers that somebody wants behind this operation */
    final void setFresh(BitSet live, RegionRegisters registers) {
        for (int i = 0; i < destinations.length; i++) {
            int other = registers.otherHalf(destinations[i]);
            fresh[i] = other >= 0 && !live.get(other);
        }
    }

    protected final LongVector readVector(VirtualFrame frame, int index) {
        return RegionRegisters.of(frame).getVector(frame, slot(index));
    }

    protected final void writeVector(VirtualFrame frame, LongVector result) {
        RegionRegisters.of(frame).setVector(frame, destinations[0], result);
    }
}
