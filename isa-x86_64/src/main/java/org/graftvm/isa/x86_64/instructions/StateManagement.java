package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.x86_64.FxsaveArea;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.XsaveArea;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** The state of x87, MMX, SSE and AVX at once. */
@Section(ref = "SDM volume 1, 5.3: x87 FPU and SIMD State Management Instructions", feature = "FXSR, XSAVE")
final class StateManagement {
    private StateManagement() {}

    @Instruction("fxsave")
    @Encoding("NP 0F AE /0 W0 : M")
    static void fxsave(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_SAVE, x.value(x.address()), Lowering.constant(0));
    }

    /** With pointers of 64 bits. */
    @Instruction("fxsave64")
    @Encoding("NP 0F AE /0 W1 : M")
    static void fxsave64(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_SAVE, x.value(x.address()), Lowering.constant(1));
    }

    @Operation(wholeState = true)
    @TruffleBoundary
    static void save(X86Cpu cpu, long address, int wide) {
        FxsaveArea.requireAligned(address, FxsaveArea.ALIGNMENT);
        cpu.memory.checkRange(address, FxsaveArea.SIZE, Access.WRITE);
        FxsaveArea.save(cpu, address, wide != 0);
    }

    @Instruction("fxrstor")
    @Encoding("NP 0F AE /1 W0 : M")
    static void fxrstor(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_RESTORE, x.value(x.address()), Lowering.constant(0));
    }

    @Instruction("fxrstor64")
    @Encoding("NP 0F AE /1 W1 : M")
    static void fxrstor64(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_RESTORE, x.value(x.address()), Lowering.constant(1));
    }

    @Operation(wholeState = true)
    @TruffleBoundary
    static void restore(X86Cpu cpu, long address, int wide) {
        FxsaveArea.requireAligned(address, FxsaveArea.ALIGNMENT);
        cpu.memory.checkRange(address, FxsaveArea.SIZE, Access.READ);
        if (FxsaveArea.isReserved(cpu.memory, address)) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        FxsaveArea.load(cpu, address, wide != 0);
    }

    @Instruction("xsave")
    @Encoding("NP 0F AE /4 W0 : M")
    static void xsave(Lowering x) {
        extended(x, XsaveArea.Form.STANDARD);
    }

    @Instruction("xsave64")
    @Encoding("NP 0F AE /4 W1 : M")
    static void xsave64(Lowering x) {
        extended(x, XsaveArea.Form.STANDARD);
    }

    @Instruction("xsaveopt")
    @Encoding("NP 0F AE /6 W0 : M")
    static void xsaveopt(Lowering x) {
        extended(x, XsaveArea.Form.OPTIMIZED);
    }

    @Instruction("xsaveopt64")
    @Encoding("NP 0F AE /6 W1 : M")
    static void xsaveopt64(Lowering x) {
        extended(x, XsaveArea.Form.OPTIMIZED);
    }

    @Instruction("xsavec")
    @Encoding("NP 0F C7 /4 W0 : M")
    static void xsavec(Lowering x) {
        extended(x, XsaveArea.Form.COMPACTED);
    }

    @Instruction("xsavec64")
    @Encoding("NP 0F C7 /4 W1 : M")
    static void xsavec64(Lowering x) {
        extended(x, XsaveArea.Form.COMPACTED);
    }

    private static void extended(Lowering x, XsaveArea.Form form) {
        x.run(
                X86Operations.STATE_MANAGEMENT_SAVE_EXTENDED,
                x.value(x.address()),
                Lowering.constant(wide(x)),
                Lowering.constant(form.ordinal()));
    }

    private static int wide(Lowering x) {
        return x.form().operandBits() == 64 ? 1 : 0;
    }

    @Operation(wholeState = true)
    @TruffleBoundary
    static void saveExtended(X86Cpu cpu, long address, int wide, int form) {
        XsaveArea.save(cpu, address, wide != 0, requested(cpu), XsaveArea.Form.values()[form]);
    }

    /** Components that EDX:EAX asks for. */
    private static long requested(X86Cpu cpu) {
        return cpu.registers[X86Cpu.RAX] & 0xffff_ffffL | cpu.registers[X86Cpu.RDX] << 32;
    }

    @Instruction("xrstor")
    @Encoding("NP 0F AE /5 W0 : M")
    static void xrstor(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_RESTORE_EXTENDED, x.value(x.address()), Lowering.constant(0));
    }

    @Instruction("xrstor64")
    @Encoding("NP 0F AE /5 W1 : M")
    static void xrstor64(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_RESTORE_EXTENDED, x.value(x.address()), Lowering.constant(1));
    }

    @Operation(wholeState = true)
    @TruffleBoundary
    static void restoreExtended(X86Cpu cpu, long address, int wide) {
        XsaveArea.restore(cpu, address, wide != 0, requested(cpu));
    }

    @Instruction("xgetbv")
    @Encoding("NP 0F 01 D0")
    static void xgetbv(Lowering x) {
        x.run(X86Operations.STATE_MANAGEMENT_GET_CONTROL);
    }

    /** Of register 0 the components that are enabled, of register 1 those of them that are in use. */
    @Operation(wholeState = true)
    static void getControl(X86Cpu cpu) {
        long number = cpu.registers[X86Cpu.RCX] & 0xffff_ffffL;
        if (number > 1) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        cpu.registers[X86Cpu.RAX] = number == 0 ? XsaveArea.COMPONENTS : XsaveArea.inUse(cpu);
        cpu.registers[X86Cpu.RDX] = 0;
    }
}
