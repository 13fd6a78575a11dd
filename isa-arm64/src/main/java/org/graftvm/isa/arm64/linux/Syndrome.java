package org.graftvm.isa.arm64.linux;

import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/**
 * ESR_EL1 as Linux shows it in signal frames (Arm ARM D17.2.37): only faults of memory accesses have it, and it tells no level of
 * the tables but the last.
 */
final class Syndrome {
    // Exception classes, bits 31 to 26.
    private static final long INSTRUCTION_ABORT = 0x20L << 26;
    private static final long DATA_ABORT = 0x24L << 26;

    /** Set for instructions of 32 bits. */
    private static final long LONG_INSTRUCTION = 1 << 25;

    private static final long WRITE = 1 << 6;

    // Fault status codes.
    private static final long TRANSLATION = 0x07;
    private static final long PERMISSION = 0x0f;
    private static final long ALIGNMENT = 0x21;

    private Syndrome() {}

    /** Zero for what has no record in signal frames. */
    static long of(Trap trap) {
        return switch (trap) {
            case Trap.MemoryFault fault -> abort(fault.access()) | (fault.mapped() ? PERMISSION : TRANSLATION);
            case Trap.Misaligned misaligned -> abort(misaligned.access()) | ALIGNMENT;
            default -> 0;
        };
    }

    private static long abort(Access access) {
        long kind = access == Access.EXECUTE ? INSTRUCTION_ABORT : DATA_ABORT;
        return kind | LONG_INSTRUCTION | (access == Access.WRITE ? WRITE : 0);
    }
}
