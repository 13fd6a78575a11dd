package org.graftvm.isa.x86_64.instructions;

import org.graftvm.isa.x86_64.FxsaveArea;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** The state of x87, MMX and SSE at once. */
@Section(ref = "SDM volume 1, 5.3: x87 FPU and SIMD State Management Instructions", feature = "FXSR")
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
    static void save(X86Cpu cpu, long address, int wide) {
        requireAligned(address, FxsaveArea.ALIGNMENT);
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
    static void restore(X86Cpu cpu, long address, int wide) {
        requireAligned(address, FxsaveArea.ALIGNMENT);
        cpu.memory.checkRange(address, FxsaveArea.SIZE, Access.READ);
        if (FxsaveArea.isReserved(cpu.memory, address)) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        FxsaveArea.load(cpu, address, wide != 0);
    }

    private static void requireAligned(long address, int alignment) {
        if ((address & alignment - 1) != 0) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
    }
}
