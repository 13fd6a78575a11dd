package org.graftvm.isa.x86_64.linux;

import static org.graftvm.isa.x86_64.X86Cpu.RAX;
import static org.graftvm.isa.x86_64.X86Cpu.RBP;
import static org.graftvm.isa.x86_64.X86Cpu.RBX;
import static org.graftvm.isa.x86_64.X86Cpu.RCX;
import static org.graftvm.isa.x86_64.X86Cpu.RDI;
import static org.graftvm.isa.x86_64.X86Cpu.RDX;
import static org.graftvm.isa.x86_64.X86Cpu.RSI;
import static org.graftvm.isa.x86_64.X86Cpu.RSP;

import org.graftvm.isa.x86_64.FxsaveArea;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;

/**
 * struct rt_sigframe of x86-64 Linux: the return address, ucontext_t, siginfo_t, and elsewhere the floating-point state, of which
 * this CPU has the 512 bytes of FXSAVE.
 */
final class X86SignalFrame {
    private static final int UCONTEXT = 8;
    private static final int UC_STACK = UCONTEXT + 16;
    /** sigcontext: general registers in {@link #ORDER}, then RIP and EFLAGS. */
    private static final int GENERAL = UCONTEXT + 40;

    private static final int RIP = GENERAL + 16 * 8;
    private static final int EFLAGS = GENERAL + 17 * 8;
    /** cs, gs, fs and ss, 16 bits each. */
    private static final int SEGMENTS = GENERAL + 18 * 8;

    private static final int FPSTATE = GENERAL + 23 * 8;
    private static final int UC_SIGMASK = GENERAL + 32 * 8;
    private static final int INFO = UC_SIGMASK + 8 + 120 + 8 & -8;
    private static final int SIZE = INFO + SignalInfo.SIZE;

    private static final int[] ORDER = {8, 9, 10, 11, 12, 13, 14, 15, RDI, RSI, RBP, RBX, RDX, RAX, RCX, RSP};

    /** 64-bit user code segment, as Linux numbers it, and the stack segment. */
    private static final long SELECTORS = 0x33 | 0x2bL << 48;

    private static final int RED_ZONE = 128;

    /** MINSIGSTKSZ. */
    static final int MINIMUM_STACK = 2048;

    private X86SignalFrame() {}

    static void push(X86Cpu cpu, SignalFrame frame) {
        GuestMemory memory = cpu.memory;
        boolean sameStack = frame.stackTop() == cpu.registers[RSP];
        long top = sameStack ? frame.stackTop() - RED_ZONE : frame.stackTop();
        long state = top - FxsaveArea.SIZE & -64;
        long base = (state - SIZE & -16) - 8; // As behind a call: aligned once the return address is popped.
        memory.clear(base, state + FxsaveArea.SIZE - base);
        memory.writeLong(base, frame.action().restorer());
        AlternateStack alternate = frame.alternateStack();
        memory.writeLong(base + UC_STACK, alternate.start());
        memory.writeInt(base + UC_STACK + 8, alternate.flags());
        memory.writeLong(base + UC_STACK + 16, alternate.size());
        for (int i = 0; i < ORDER.length; i++) {
            memory.writeLong(base + GENERAL + i * 8L, cpu.registers[ORDER[i]]);
        }
        memory.writeLong(base + RIP, cpu.pc);
        memory.writeLong(base + EFLAGS, cpu.rflags());
        memory.writeLong(base + SEGMENTS, SELECTORS);
        memory.writeLong(base + FPSTATE, state);
        memory.writeLong(base + UC_SIGMASK, frame.mask());
        frame.info().write(memory, base + INFO);
        FxsaveArea.save(cpu, state, true);
        cpu.clearFloatingPoint();

        cpu.registers[RSP] = base;
        cpu.registers[RDI] = frame.info().signal();
        cpu.registers[RSI] = base + INFO;
        cpu.registers[RDX] = base + UCONTEXT;
        cpu.registers[RAX] = 0;
        cpu.registers[X86Cpu.DF] = 0;
        cpu.pc = frame.action().handler();
    }

    /** The handler's return has popped the return address. */
    static SignalContext pop(X86Cpu cpu) {
        GuestMemory memory = cpu.memory;
        long base = cpu.registers[RSP] - 8;
        memory.checkRange(base, SIZE, Access.READ);
        long state = memory.readLong(base + FPSTATE);
        if (state != 0) {
            memory.checkRange(state, FxsaveArea.SIZE, Access.READ);
            FxsaveArea.load(cpu, state, true);
        }
        for (int i = 0; i < ORDER.length; i++) {
            cpu.registers[ORDER[i]] = memory.readLong(base + GENERAL + i * 8L);
        }
        cpu.pc = memory.readLong(base + RIP);
        cpu.setRflags(memory.readLong(base + EFLAGS));
        return new SignalContext(
                memory.readLong(base + UC_SIGMASK),
                new AlternateStack(
                        memory.readLong(base + UC_STACK),
                        memory.readLong(base + UC_STACK + 16),
                        memory.readInt(base + UC_STACK + 8)));
    }
}
