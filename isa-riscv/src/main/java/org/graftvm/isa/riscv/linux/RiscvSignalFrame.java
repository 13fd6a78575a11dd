package org.graftvm.isa.riscv.linux;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/**
 * struct rt_sigframe of RISC-V Linux: siginfo_t, then ucontext_t whose mcontext holds pc, x1 to x31, f0 to f31 and fcsr.
 * Offsets are pinned by a test against a C compiler's offsetof.
 */
final class RiscvSignalFrame {
    static final int UCONTEXT = SignalInfo.SIZE;
    static final int UC_STACK = UCONTEXT + 16;
    static final int UC_SIGMASK = UCONTEXT + 40;
    static final int UC_MCONTEXT = UCONTEXT + 176;
    /** pc in place of x0, then x1 to x31. */
    static final int GENERAL = UC_MCONTEXT;

    static final int FLOATING = UC_MCONTEXT + 256;
    static final int FCSR = FLOATING + 256;
    /** Header of further extension state; zero says there is none. */
    static final int EXTENSIONS = UC_MCONTEXT + 256 + 516;

    static final int SIZE = UC_MCONTEXT + 784;

    /** MINSIGSTKSZ of Linux for an ISA without vectors. */
    static final int MINIMUM_STACK = 2048;

    private static final int ALIGNMENT = 16;

    private RiscvSignalFrame() {}

    static void push(RiscvCpu cpu, SignalFrame frame) {
        GuestMemory memory = cpu.memory;
        long base = frame.stackTop() - SIZE & -ALIGNMENT;
        memory.clear(base, SIZE);
        frame.info().write(memory, base);
        frame.alternateStack().write(memory, base + UC_STACK);
        memory.writeLong(base + UC_SIGMASK, frame.mask());
        memory.writeLong(base + GENERAL, cpu.pc);
        for (int i = 1; i < 32; i++) {
            memory.writeLong(base + GENERAL + i * 8L, cpu.registers[i]);
        }
        for (int i = 0; i < 32; i++) {
            memory.writeLong(base + FLOATING + i * 8L, cpu.registers[RiscvCpu.FLOAT_REGISTERS + i]);
        }
        memory.writeInt(base + FCSR, cpu.fcsr());

        cpu.registers[RiscvLinuxAbi.RA] = frame.trampoline();
        cpu.registers[RiscvLinuxAbi.SP] = base;
        cpu.registers[RiscvLinuxAbi.A0] = frame.info().signal();
        cpu.registers[RiscvLinuxAbi.A1] = base;
        cpu.registers[RiscvLinuxAbi.A2] = base + UCONTEXT;
        cpu.pc = frame.action().handler();
        cpu.reservationAddress = RiscvCpu.NO_RESERVATION;
    }

    static SignalContext pop(RiscvCpu cpu) {
        GuestMemory memory = cpu.memory;
        long base = cpu.registers[RiscvLinuxAbi.SP];
        memory.checkRange(base, SIZE, Access.READ);
        if (memory.readLong(base + EXTENSIONS) != 0) {
            // State of extensions that this CPU does not have.
            throw new GuestFault(new Trap.MemoryFault(base + EXTENSIONS, Access.READ, true));
        }
        cpu.pc = memory.readLong(base + GENERAL);
        for (int i = 1; i < 32; i++) {
            cpu.registers[i] = memory.readLong(base + GENERAL + i * 8L);
        }
        for (int i = 0; i < 32; i++) {
            cpu.registers[RiscvCpu.FLOAT_REGISTERS + i] = memory.readLong(base + FLOATING + i * 8L);
        }
        cpu.setFcsr(memory.readInt(base + FCSR));
        cpu.reservationAddress = RiscvCpu.NO_RESERVATION;
        return new SignalContext(memory.readLong(base + UC_SIGMASK), AlternateStack.read(memory, base + UC_STACK));
    }
}
