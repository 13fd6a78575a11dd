package org.graftvm.isa.arm64.instructions;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Flow;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** System calls and breakpoints. */
@Section(ref = "Arm ARM C3.1.3: Exception generation and return", feature = "A64")
final class Exceptions {
    private Exceptions() {}

    @Instruction(value = "svc #imm16", flow = Flow.SYSCALL)
    @Encoding("11010100 000 imm16:16 00001")
    static void svc(Lowering x) {
        x.end(Arm64Operations.EXCEPTIONS_ENTER_KERNEL, 0);
    }

    @Instruction("brk #imm16")
    @Encoding("11010100 001 imm16:16 00000")
    static void brk(Lowering x) {
        x.run(Arm64Operations.EXCEPTIONS_BREAKPOINT);
    }

    @Operation(flow = Flow.SYSCALL)
    static void enterKernel() {}

    @Operation
    static void breakpoint(Arm64Cpu cpu) {
        throw new GuestFault(new Trap.Breakpoint());
    }
}
