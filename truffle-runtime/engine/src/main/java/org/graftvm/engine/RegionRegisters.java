package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.LongVector;
import org.graftvm.machine.Cpu;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;

/**
 * Where the frame of a {@link RegionRootNode} keeps guest registers: each in a slot of its own as a {@code long}, or as a
 * {@code double} where most operations of the region work on such, or two of them, which operations of the region use as one vector, in
 * the first one's slot as an object. What uses a half of such a vector takes it out or puts it in.
 *
 * <p>Lists of registers for the methods here are made by {@link #each} and {@link #whole}: a slot, or of a vector as a whole the
 * complement of its first slot.
 */
final class RegionRegisters {
    /**
     * Whether there are vectors at all. Asked before anything that mentions their classes: Graal loads what it parses, even where that
     * never runs.
     */
    static final boolean HAS_VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /** For each slot the first slot of the vector that it is half of, or -1. */
    @CompilationFinal(dimensions = 1)
    private final int[] vectors;

    /** All vectors and doubles, as a list. */
    @CompilationFinal(dimensions = 1)
    private final int[] wholes;

    /** For each slot whether it holds a double: values that flow through loops stay in the host's floating-point registers. */
    @CompilationFinal(dimensions = 1)
    private final boolean[] doubles;

    private RegionRegisters(int[] vectors, boolean[] doubles) {
        this.vectors = vectors;
        this.doubles = doubles;
        this.wholes = IntStream.range(0, vectors.length)
                .filter(slot -> vectors[slot] == slot || doubles[slot])
                .map(slot -> doubles[slot] ? slot : ~slot)
                .toArray();
    }

    /** Vectors where the region uses registers as such at least as often as one of their halves. */
    static RegionRegisters of(Region region) {
        List<OperationNode> operations = new ArrayList<>();
        int count = region.entry().cache.isa.registerCount();
        int[] votes = new int[count];
        for (Block block : region.blocks()) {
            for (InstructionNode node : block.body) {
                if (node instanceof OperationNode operation && operation.usesVectors()) {
                    operations.add(operation);
                    VectorPreparation.prepare(operation, region.entry().cache);
                    vote(operation, votes, operation.copiesVector() ? 0 : 1);
                } else {
                    vote(node, votes, -1);
                }
            }
        }
        int[] vectors = vectors(count, operations);
        for (int slot = 0; slot < count; slot++) {
            if (vectors[slot] == slot && votes[slot] + votes[slot + 1] < 0) {
                vectors[slot] = -1;
                vectors[slot + 1] = -1;
            }
        }
        return new RegionRegisters(vectors, doubles(region, vectors));
    }

    /** Registers that are no vectors, and that more operations use as doubles than as integers. */
    private static boolean[] doubles(Region region, int[] vectors) {
        Isa isa = region.entry().cache.isa;
        int[] votes = new int[vectors.length];
        for (Block block : region.blocks()) {
            for (InstructionNode node : block.body) {
                Isa.Use use = node instanceof OperationNode operation ? isa.use(operation) : Isa.Use.INTEGER;
                vote(node, votes, use == Isa.Use.DOUBLE ? 1 : use == Isa.Use.ANY ? 0 : -1);
            }
        }
        boolean[] doubles = new boolean[vectors.length];
        for (int slot = 0; slot < doubles.length; slot++) {
            doubles[slot] = vectors[slot] < 0 && votes[slot] > 0;
        }
        return doubles;
    }

    /** Vectors for one operation alone. */
    static RegionRegisters of(int count, OperationNode operation) {
        return new RegionRegisters(vectors(count, List.of(operation)), new boolean[count]);
    }

    private static int[] vectors(int count, List<OperationNode> operations) {
        int[] vectors = new int[count];
        Arrays.fill(vectors, -1);
        for (OperationNode operation : operations) {
            for (Parameter parameter : operation.spec().parameters()) {
                if (parameter.source() == Source.VECTOR) {
                    addVector(vectors, (int) operation.operand(parameter.operand()));
                }
            }
            if (operation.writesVector()) {
                addVector(vectors, operation.written(0));
            }
        }
        return vectors;
    }

    private static void vote(InstructionNode node, int[] votes, int vote) {
        BitSet used = new BitSet();
        node.addRead(used);
        for (int i = 0; i < node.writtenCount(); i++) {
            used.set(node.written(i));
        }
        used.stream().forEach(slot -> votes[slot] += vote);
    }

    private static void addVector(int[] vectors, int first) {
        vectors[first] = first;
        vectors[first + 1] = first;
    }

    /** Tells operations that set half of a vector where nobody wants the other half. */
    void linkHalves(Region region) {
        for (int i = 0; i < region.blocks().size(); i++) {
            InstructionNode[] body = region.blocks().get(i).body;
            for (int j = 0; j < body.length; j++) {
                if (body[j] instanceof OperationNode operation) {
                    operation.setFresh(region.liveness().liveBehind(i, j), this);
                }
            }
        }
    }

    /** Of a half of a vector the slot of the other, else -1. */
    int otherHalf(int slot) {
        return vectors[slot] < 0 ? -1 : slot == vectors[slot] ? slot + 1 : slot - 1;
    }

    static RegionRegisters of(VirtualFrame frame) {
        return (RegionRegisters) frame.getFrameDescriptor().getInfo();
    }

    // ---- lists ----

    /** Exactly these registers. */
    int[] each(BitSet slots) {
        return list(slots, true);
    }

    /** These registers, and other halves of vectors with them. */
    int[] whole(BitSet slots) {
        return list(slots, false);
    }

    /** These registers and the other halves of vectors. */
    BitSet withHalves(BitSet slots) {
        BitSet all = (BitSet) slots.clone();
        slots.stream().map(this::otherHalf).filter(other -> other >= 0).forEach(all::set);
        return all;
    }

    private int[] list(BitSet slots, boolean exact) {
        return slots.stream()
                .filter(slot ->
                        !isWhole(slots, vectors[slot], exact) || slot == vectors[slot] || !slots.get(vectors[slot]))
                .map(slot -> isWhole(slots, vectors[slot], exact) ? ~vectors[slot] : slot)
                .toArray();
    }

    private static boolean isWhole(BitSet slots, int first, boolean exact) {
        return first >= 0 && (!exact || slots.get(first) && slots.get(first + 1));
    }

    // ---- between the frame and the CPU ----

    @ExplodeLoop
    void store(VirtualFrame frame, Cpu cpu, int[] list) {
        long[] registers = cpu.registers;
        for (int i = 0; i < list.length; i++) {
            if (HAS_VECTORS && list[i] < 0) {
                FrameVectors.store(frame, ~list[i], registers);
            } else {
                registers[list[i]] = get(frame, list[i]);
            }
        }
    }

    /** What a frame starts with. */
    void start(VirtualFrame frame) {
        clear(frame, wholes);
    }

    @ExplodeLoop
    void load(VirtualFrame frame, Cpu cpu, int[] list) {
        long[] registers = cpu.registers;
        for (int i = 0; i < list.length; i++) {
            if (HAS_VECTORS && list[i] < 0) {
                FrameVectors.load(frame, ~list[i], registers);
            } else {
                setSingle(frame, list[i], registers[list[i]]);
            }
        }
    }

    /** Constants, and no {@link VirtualFrame#clearStatic}: that sets a tag, which would be a value to merge as well. */
    @ExplodeLoop
    void clear(VirtualFrame frame, int[] list) {
        for (int i = 0; i < list.length; i++) {
            if (HAS_VECTORS && list[i] < 0) {
                FrameVectors.clear(frame, ~list[i]);
            } else {
                setSingle(frame, list[i], 0);
            }
        }
    }

    // ---- for operations ----

    private long getSingle(VirtualFrame frame, int slot) {
        return doubles[slot] ? Double.doubleToRawLongBits(frame.getDoubleStatic(slot)) : frame.getLongStatic(slot);
    }

    private void setSingle(VirtualFrame frame, int slot, long value) {
        if (doubles[slot]) {
            frame.setDoubleStatic(slot, Double.longBitsToDouble(value));
        } else {
            frame.setLongStatic(slot, value);
        }
    }

    long get(VirtualFrame frame, int slot) {
        int first = vectors[slot];
        return HAS_VECTORS && first >= 0 ? FrameVectors.lane(frame, first, slot - first) : getSingle(frame, slot);
    }

    /** Sets registers to the same value. @param fresh for each whether it is half of a vector whose other half nobody wants */
    @ExplodeLoop
    void set(VirtualFrame frame, int[] slots, boolean[] fresh, long value) {
        for (int i = 0; i < slots.length; i++) {
            int slot = slots[i];
            int first = vectors[slot];
            if (!HAS_VECTORS || first < 0) {
                setSingle(frame, slot, value);
            } else if (i + 1 < slots.length && slots[i + 1] == slot + 1) {
                FrameVectors.broadcast(frame, first, value);
            } else if (i == 0 || slots[i - 1] != slot - 1 || slot == first) {
                FrameVectors.setLane(frame, first, slot - first, value, fresh[i]);
            }
        }
    }

    LongVector getVector(VirtualFrame frame, int slot) {
        return vectors[slot] < 0
                ? FrameVectors.join(getSingle(frame, slot), getSingle(frame, slot + 1))
                : FrameVectors.get(frame, slot);
    }

    void setVector(VirtualFrame frame, int slot, LongVector vector) {
        if (vectors[slot] < 0) {
            setSingle(frame, slot, vector.lane(0));
            setSingle(frame, slot + 1, vector.lane(1));
        } else {
            FrameVectors.set(frame, slot, vector);
        }
    }
}
