package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.Value;

/** What rows of x87 have in common. */
final class X87 {
    private X87() {}

    /** Number in the stack of the register that an operand selects. */
    static Value register(Lowering x, int operand) {
        return Lowering.constant(x.form().register(operand));
    }

    /** Reports pending exceptions, which comes before an access to memory. */
    static void await(Lowering x) {
        x.run(X86Operations.X87_CONTROL_AWAIT);
    }
}
