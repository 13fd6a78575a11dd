package org.graftvm.isa.x86_64.instructions;

import org.graftvm.engine.lowering.HostArithmetic;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Control and status of SSE. */
@Section(ref = "SDM volume 1, 5.5.2: SSE MXCSR State Management Instructions", feature = "SSE")
final class MxcsrControl {
    private MxcsrControl() {}

    @Instruction("ldmxcsr")
    @Encoding({"NP 0F AE /2 : Md", "VEX.LZ.0F.WIG AE /2 : Md"})
    static void ldmxcsr(Lowering x) {
        x.run(X86Operations.MXCSR_CONTROL_SET, x.load(32, x.address()));
    }

    @Instruction("stmxcsr")
    @Encoding({"NP 0F AE /3 : Md", "VEX.LZ.0F.WIG AE /3 : Md"})
    static void stmxcsr(Lowering x) {
        x.store(32, x.address(), x.apply(X86Operations.MXCSR_CONTROL_GET));
    }

    /** Reserved bits raise #GP. A flag together with its mask raises nothing until the next exception. */
    @Operation
    static void set(X86Cpu cpu, long value) {
        if ((value & ~X86Cpu.MXCSR_MASK & 0xffff_ffffL) != 0) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        cpu.setMxcsr((int) value);
    }

    @Operation
    static long get(X86Cpu cpu) {
        return cpu.mxcsr();
    }

    /** Ends an instruction on several lanes. */
    @Operation
    static void deliver(X86Cpu cpu) {
        if (cpu.raised != 0) {
            HostArithmetic.rarely();
            Mxcsr.settle(cpu);
        }
    }
}
