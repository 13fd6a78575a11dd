package org.graftvm.isa.riscv.instructions;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.Rounding;

/** Rounding mode and flags of the exact algorithms. */
final class SlowPath {
    private SlowPath() {}

    /**
     * The rounding mode in force.
     *
     * @throws org.graftvm.machine.GuestFault where the dynamic one is invalid
     */
    static int rounding(RiscvCpu cpu, int rm) {
        int rounding = rm == FloatSupport.DYNAMIC ? cpu.frm : rm;
        if (rounding > Rounding.NEAREST_AWAY) {
            throw RiscvCpu.illegalInstruction();
        }
        return rounding;
    }

    /** Returns {@code result} and accrues what its computation raised. */
    static long accrue(RiscvCpu cpu, long result) {
        cpu.fflags |= cpu.floatingPoint.take();
        return result;
    }
}
