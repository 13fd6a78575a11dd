package org.graftvm.isa.arm64.instructions;

import java.lang.invoke.VarHandle;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/**
 * Hints and barriers. Pointer authentication and branch targets in the hint space are no operations, as on processors without
 * these; the capabilities do not announce them.
 */
@Section(
        ref = "Arm ARM C3.1.4, C3.1.5, C3.1.7: System register hints, Hint instructions, Barriers and CLREX",
        feature = "A64")
final class Hints {
    /** Types of a barrier: loads before it, and stores on both sides. */
    private static final int LOADS = 1;

    private static final int STORES = 2;

    private Hints() {}

    @Instruction("hint #hint")
    @Encoding("1101010100 0 00 011 0010 hint:7 11111")
    static void hint(Lowering x) {}

    @Instruction("dsb barrier")
    @Encoding("1101010100 0 00 011 0011 barrier:4 100 11111")
    static void dsb(Lowering x) {
        x.run(Arm64Operations.HINTS_FULL_FENCE);
    }

    /** Only what keeps later loads behind earlier stores is expensive on x86, so others are told apart. */
    @Instruction("dmb barrier")
    @Encoding("1101010100 0 00 011 0011 barrier:4 101 11111")
    static void dmb(Lowering x, int barrier) {
        int type = barrier & 3;
        x.run(type == LOADS || type == STORES ? Arm64Operations.HINTS_HALF_FENCE : Arm64Operations.HINTS_FULL_FENCE);
    }

    /** Stores into translated code are noticed when they happen; what is left to do is to leave the running region. */
    @Instruction(value = "isb{ barrier}", flow = Flow.BARRIER)
    @Encoding("1101010100 0 00 011 0011 barrier:4 110 11111")
    static void isb(Lowering x) {
        x.end(Arm64Operations.HINTS_SYNCHRONIZE, 0);
    }

    @Operation
    static void fullFence() {
        VarHandle.fullFence();
    }

    @Operation
    static void halfFence() {
        VarHandle.acquireFence();
        VarHandle.releaseFence();
    }

    @Operation(flow = Flow.BARRIER)
    static void synchronize() {}
}
