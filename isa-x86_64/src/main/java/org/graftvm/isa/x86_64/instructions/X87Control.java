package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.engine.OperationType;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.x87.X87Environment;
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

    @Instruction("fnstenv")
    @Encoding("D9 /6 : M")
    static void fnstenv(Lowering x) {
        environment(x, X86Operations.X87_CONTROL_STORE_ENVIRONMENT);
    }

    @Operation
    @TruffleBoundary
    static void storeEnvironment(X86Cpu cpu, long address, int wordBytes) {
        X87Environment.store(cpu.x87, cpu.memory, address, wordBytes);
    }

    @Instruction("fldenv")
    @Encoding("D9 /4 : M")
    static void fldenv(Lowering x) {
        environment(x, X86Operations.X87_CONTROL_LOAD_ENVIRONMENT);
    }

    @Operation
    @TruffleBoundary
    static void loadEnvironment(X86Cpu cpu, long address, int wordBytes) {
        X87Environment.load(cpu.x87, cpu.memory, address, wordBytes);
    }

    @Instruction("fnsave")
    @Encoding("DD /6 : M")
    static void fnsave(Lowering x) {
        environment(x, X86Operations.X87_CONTROL_SAVE);
    }

    @Operation
    @TruffleBoundary
    static void save(X86Cpu cpu, long address, int wordBytes) {
        X87Environment.save(cpu.x87, cpu.memory, address, wordBytes);
    }

    @Instruction("frstor")
    @Encoding("DD /4 : M")
    static void frstor(Lowering x) {
        environment(x, X86Operations.X87_CONTROL_RESTORE);
    }

    @Operation
    @TruffleBoundary
    static void restore(X86Cpu cpu, long address, int wordBytes) {
        X87Environment.restore(cpu.x87, cpu.memory, address, wordBytes);
    }

    /** Of seven words, which have 16 bits with an operand-size prefix. */
    private static void environment(Lowering x, OperationType type) {
        x.run(type, x.value(x.address()), Lowering.constant(x.form().operandBits() == 16 ? 2 : 4));
    }

    @Instruction("fincstp")
    @Encoding("D9 F7")
    static void fincstp(Lowering x) {
        x.run(X86Operations.X87_CONTROL_ROTATE, Lowering.constant(1));
    }

    @Instruction("fdecstp")
    @Encoding("D9 F6")
    static void fdecstp(Lowering x) {
        x.run(X86Operations.X87_CONTROL_ROTATE, Lowering.constant(-1));
    }

    @Operation
    static void rotate(X86Cpu cpu, int by) {
        cpu.x87.moveTop(by);
    }

    @Instruction("ffree")
    @Encoding("DD C0+i : STi")
    static void ffree(Lowering x) {
        free(x, 0);
    }

    /** Not in the manual, but in all CPUs. */
    @Instruction("ffreep")
    @Encoding("DF C0+i : STi")
    static void ffreep(Lowering x) {
        free(x, 1);
    }

    private static void free(Lowering x, int pops) {
        x.run(X86Operations.X87_CONTROL_FREE, X87.register(x, 0), Lowering.constant(pops));
    }

    @Operation
    static void free(X86Cpu cpu, int i, int pops) {
        cpu.x87.release(i, pops);
    }
}
