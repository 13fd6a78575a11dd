package org.graftvm.engine;

import java.util.List;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;

/** Makes the state precise when an instruction of a generated class traps. Public for generated classes only. */
public final class RegionTraps {
    private final Region region;
    private final List<InstructionNode> trapping;

    /**
     * @param trapping instructions that may trap, by number
     */
    RegionTraps(Region region, List<InstructionNode> trapping) {
        this.region = region;
        this.trapping = trapping;
    }

    /**
     * Stores the registers that are dirty before the instruction and notes the trap.
     *
     * @param values locals by register slot
     * @param number number of the instruction
     */
    public static int trapped(GuestFault fault, long[] values, int number, Cpu cpu, RegionTraps traps) {
        InstructionNode node = traps.trapping.get(number);
        traps.region.dirtyAt(node).stream().forEach(slot -> cpu.registers[slot] = values[slot]);
        return Interpreter.trapped(cpu, node.pc(), fault.trap());
    }
}
