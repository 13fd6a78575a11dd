package org.graftvm.engine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import java.util.BitSet;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.Memory;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.InstructionSpec.Parameter;
import org.graftvm.spec.InstructionSpec.Source;

/**
 * One decoded guest instruction at a fixed address. The generator writes a subclass for every instruction method, with
 * the operands as final fields; each calls the method in two ways:
 *
 * <ul>
 *   <li>{@code interpret…} on the registers in the {@link Cpu}: tier 0, plain Java on HotSpot;
 *   <li>{@code execute…} on static frame slots, one for each register: the Truffle tier, where partial evaluation turns
 *       operands into constants and slots into host registers.
 * </ul>
 *
 * The flow of the {@link #spec()} says which of the three methods of a pair exists: the void one for instructions that
 * fall through, jump directly or call the kernel; {@code …Condition} for conditional branches; {@code …Target} for
 * indirect jumps, which also writes the link register.
 */
public abstract class InstructionNode extends Node {
    private static final int[] NO_FLAGS = {};

    private final long pc;
    private final int length;

    /**
     * @param pc guest address of the instruction
     * @param length bytes of its encoding
     */
    protected InstructionNode(long pc, int length) {
        this.pc = pc;
        this.length = length;
    }

    public final long pc() {
        return pc;
    }

    public final int length() {
        return length;
    }

    /** Address of the following instruction. */
    public final long next() {
        return pc + length;
    }

    public abstract InstructionSpec spec();

    /**
     * Value of operand {@code index} of {@link InstructionSpec#operands}: for a register its slot (a write to the zero
     * register has the sink slot), for an immediate its value.
     */
    public abstract long operand(int index);

    /** Whether operand {@code index}, which the method takes as a register's value, is a constant here. */
    public boolean isConstant(int index) {
        return false;
    }

    /** How many registers get the result. */
    public int writtenCount() {
        return spec().destination() < 0 ? 0 : 1;
    }

    /** Slot of a register that gets the result, by its index below {@link #writtenCount}. */
    public int written(int index) {
        return (int) operand(spec().destination());
    }

    /** Adds the registers whose values the method takes; not those that it reads through the CPU. */
    public final void addRead(BitSet slots) {
        for (Parameter parameter : spec().parameters()) {
            if (parameter.source() == Source.REGISTER && !isConstant(parameter.operand())) {
                slots.set((int) operand(parameter.operand()));
            } else if (parameter.source() == Source.VECTOR) {
                int slot = (int) operand(parameter.operand());
                slots.set(slot, slot + 2);
            }
        }
    }

    /** Whether the result goes to a register. */
    public final boolean writes(int slot) {
        for (int i = 0; i < writtenCount(); i++) {
            if (written(i) == slot) {
                return true;
            }
        }
        return false;
    }

    /** The bits of the result that are kept; all others become zero. */
    public long resultMask() {
        return -1;
    }

    /**
     * Flags that this condition stands for without reading them: it was joined with the instruction that set them. What faults
     * between the two has to leave them right, because control comes back without that instruction.
     */
    public int[] joinedFlags() {
        return NO_FLAGS;
    }

    /** Target of a direct branch or jump. */
    public long target() {
        throw CompilerDirectives.shouldNotReachHere("no direct target");
    }

    /** Executes the instruction; of an indirect jump, only the write of the link register. */
    public void interpret(Cpu cpu) {
        interpretTarget(cpu);
    }

    public boolean interpretCondition(Cpu cpu) {
        throw CompilerDirectives.shouldNotReachHere();
    }

    public long interpretTarget(Cpu cpu) {
        throw CompilerDirectives.shouldNotReachHere();
    }

    /** Executes the instruction; of an indirect jump, only the write of the link register. */
    public void execute(VirtualFrame frame, Cpu cpu, Memory memory) {
        executeTarget(frame, cpu, memory);
    }

    public boolean executeCondition(VirtualFrame frame, Cpu cpu, Memory memory) {
        throw CompilerDirectives.shouldNotReachHere();
    }

    public long executeTarget(VirtualFrame frame, Cpu cpu, Memory memory) {
        throw CompilerDirectives.shouldNotReachHere();
    }
}
