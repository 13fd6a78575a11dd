package org.graftvm.engine;

import java.lang.foreign.ValueLayout;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;

/** Reads single instructions from guest memory, as all tiers have to. */
public final class InstructionFetch {
    private InstructionFetch() {}

    /**
     * Decodes the instruction at {@code pc}. Marks its pages as code before it reads them, so that a store by another thread
     * is either seen here or reported to the memory's observer afterwards.
     *
     * @return an {@link UndefinedInstruction} where there is no such encoding
     * @throws org.graftvm.machine.GuestFault where it may not be fetched
     */
    public static InstructionNode fetch(Isa isa, GuestMemory memory, long pc) {
        memory.checkRange(pc, 1, Memory.Access.EXECUTE);
        memory.markCode(pc, 1);
        InstructionNode node = isa.decode(memory, pc);
        if (node == null) {
            int size = isa.instructionUnit();
            long encoding = 0;
            for (int i = size - 1; i >= 0; i--) {
                encoding = encoding << 8 | memory.window().get(ValueLayout.JAVA_BYTE, pc + i) & 0xff;
            }
            return new UndefinedInstruction(pc, size, encoding);
        }
        memory.markCode(pc + node.length() - 1, 1);
        return node;
    }
}
