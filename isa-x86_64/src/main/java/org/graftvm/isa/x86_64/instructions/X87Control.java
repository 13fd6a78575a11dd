package org.graftvm.isa.x86_64.instructions;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Control and status of the x87 FPU. Those with an N do not wait for a pending exception. */
@Section(ref = "SDM volume 1, 5.2.6: X87 FPU Control Instructions", feature = "x87")
final class X87Control {
    private X87Control() {}

    @Instruction("fninit")
    @Encoding("DB E3")
    static void fninit(Lowering x) {
        x.run(X86Operations.X87_CONTROL_INITIALIZE);
    }

    @Operation
    static void initialize(X86Cpu cpu) {
        cpu.x87.initialize();
    }

    @Instruction("fnclex")
    @Encoding("DB E2")
    static void fnclex(Lowering x) {
        x.run(X86Operations.X87_CONTROL_CLEAR_EXCEPTIONS);
    }

    @Operation
    static void clearExceptions(X86Cpu cpu) {
        cpu.x87.clearExceptions();
    }

    @Instruction("fwait")
    @Encoding("9B")
    static void fwait(Lowering x) {
        x.run(X86Operations.X87_CONTROL_AWAIT);
    }

    @Operation
    static void await(X86Cpu cpu) {
        cpu.x87.await();
    }

    @Instruction("fldcw")
    @Encoding("D9 /5 : Mw")
    static void fldcw(Lowering x) {
        x.run(X86Operations.X87_CONTROL_AWAIT);
        x.run(X86Operations.X87_CONTROL_SET_CONTROL, x.load(16, x.address()));
    }

    @Operation
    static void setControl(X86Cpu cpu, long value) {
        cpu.x87.setControl((int) value);
    }

    @Instruction("fnstcw")
    @Encoding("D9 /7 : Mw")
    static void fnstcw(Lowering x) {
        x.write(0, x.apply(X86Operations.X87_CONTROL_GET_CONTROL));
    }

    @Operation
    static long getControl(X86Cpu cpu) {
        return cpu.x87.control();
    }

    @Instruction("fnstsw")
    @Encoding({"DD /7 : Mw", "DF E0 : AX"})
    static void fnstsw(Lowering x) {
        x.write(0, x.apply(X86Operations.X87_CONTROL_GET_STATUS));
    }

    @Operation
    static long getStatus(X86Cpu cpu) {
        return cpu.x87.status();
    }

    @Instruction("fnop")
    @Encoding("D9 D0")
    static void fnop(Lowering x) {
        x.run(X86Operations.X87_CONTROL_AWAIT);
    }
}
