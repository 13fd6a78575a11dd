package org.graftvm.engine;

import java.lang.foreign.ValueLayout;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/** Reads single instructions from guest memory, as all tiers have to. */
public final class InstructionFetch {
    private InstructionFetch() {}

    /**
     * Decodes the instruction at {@code pc}. Marks its bytes as code, and looks at them once more then, so that a store by
     * another thread is either seen here or reported to the memory's observer afterwards.
     *
     * @return an {@link UndefinedInstruction} where there is no such encoding
     * @throws org.graftvm.machine.GuestFault where it may not be fetched
     */
    public static InstructionNode fetch(Isa isa, GuestMemory memory, long pc) {
        memory.checkRange(pc, 1, Memory.Access.EXECUTE);
        memory.markCode(pc, 1);
        while (true) {
            long first = eightBytes(memory, pc);
            long second = eightBytes(memory, pc + 8);
            InstructionNode node = decode(isa, memory, pc);
            memory.markCode(pc, node.length());
            if (first == eightBytes(memory, pc) && second == eightBytes(memory, pc + 8)) {
                return node;
            }
        }
    }

    private static InstructionNode decode(Isa isa, GuestMemory memory, long pc) {
        InstructionNode node = isa.decode(memory, pc);
        if (node == null) {
            int size = isa.instructionUnit();
            long encoding = 0;
            for (int i = size - 1; i >= 0; i--) {
                encoding = encoding << 8 | memory.window().get(ValueLayout.JAVA_BYTE, pc + i) & 0xff;
            }
            return new UndefinedInstruction(pc, size, encoding);
        }
        return node;
    }

    /** What the window holds, whatever the permission; zeros behind its end. */
    private static long eightBytes(GuestMemory memory, long address) {
        return address <= memory.size() - 8 ? memory.window().get(GuestMemory.LONG, address) : 0;
    }
}
