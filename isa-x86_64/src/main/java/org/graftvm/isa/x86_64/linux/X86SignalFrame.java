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
import org.graftvm.isa.x86_64.XsaveArea;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/**
 * struct rt_sigframe of x86-64 Linux: the return address, ucontext_t, siginfo_t, and elsewhere the floating-point state, an area
 * of XSAVE that says so in the bytes which FXSAVE leaves to software.
 */
final class X86SignalFrame {
    static final int UCONTEXT = 8;
    static final int UC_STACK = UCONTEXT + 16;
    /** sigcontext: general registers in {@link #ORDER}, then RIP and EFLAGS. */
    static final int GENERAL = UCONTEXT + 40;

    static final int RIP = GENERAL + 16 * 8;
    static final int EFLAGS = GENERAL + 17 * 8;
    /** cs, gs, fs and ss, 16 bits each. */
    static final int SEGMENTS = GENERAL + 18 * 8;

    /** err, trapno, oldmask and cr2. */
    static final int ERROR = GENERAL + 19 * 8;

    static final int EXCEPTION = GENERAL + 20 * 8;
    static final int OLD_MASK = GENERAL + 21 * 8;
    static final int FAULT_ADDRESS = GENERAL + 22 * 8;
    static final int FPSTATE = GENERAL + 23 * 8;
    static final int UC_SIGMASK = GENERAL + 32 * 8;
    private static final int INFO = UC_SIGMASK + 8 + 120 + 8 & -8;
    private static final int SIZE = INFO + SignalInfo.SIZE;

    private static final int[] ORDER = {8, 9, 10, 11, 12, 13, 14, 15, RDI, RSI, RBP, RBX, RDX, RAX, RCX, RSP};

    /** 64-bit user code segment, as Linux numbers it, and the stack segment. */
    private static final long SELECTORS = 0x33 | 0x2bL << 48;

    private static final int RED_ZONE = 128;

    /** UC_FP_XSTATE, UC_SIGCONTEXT_SS and UC_STRICT_RESTORE_SS: an XSAVE area follows, and SS is in the frame. */
    static final long UC_FLAGS = 7;

    // struct _fpx_sw_bytes, at the end of the FXSAVE area.
    static final int MAGIC1 = FxsaveArea.SOFTWARE;
    static final int EXTENDED_SIZE = MAGIC1 + 4;
    static final int FEATURES = MAGIC1 + 8;
    static final int AREA_SIZE = MAGIC1 + 16;

    static final int FP_XSTATE_MAGIC1 = 0x46505853;
    static final int FP_XSTATE_MAGIC2 = 0x46505845;
    /** The second magic number is behind the area. */
    private static final int STATE_SIZE = XsaveArea.SIZE + 4;

    /** MINSIGSTKSZ. */
    static final int MINIMUM_STACK = 2048;

    private X86SignalFrame() {}

    static void push(X86Cpu cpu, SignalFrame frame) {
        GuestMemory memory = cpu.memory;
        boolean sameStack = frame.stackTop() == cpu.registers[RSP];
        long top = sameStack ? frame.stackTop() - RED_ZONE : frame.stackTop();
        long state = top - STATE_SIZE & -XsaveArea.ALIGNMENT;
        long base = (state - SIZE & -16) - 8; // As behind a call: aligned once the return address is popped.
        memory.clear(base, state + STATE_SIZE - base);
        memory.writeLong(base, frame.action().restorer());
        memory.writeLong(base + UCONTEXT, UC_FLAGS);
        frame.alternateStack().write(memory, base + UC_STACK);
        for (int i = 0; i < ORDER.length; i++) {
            memory.writeLong(base + GENERAL + i * 8L, cpu.registers[ORDER[i]]);
        }
        memory.writeLong(base + RIP, cpu.pc);
        memory.writeLong(base + EFLAGS, cpu.rflags());
        memory.writeLong(base + SEGMENTS, SELECTORS);
        memory.writeLong(base + ERROR, cpu.errorCode);
        memory.writeLong(base + EXCEPTION, cpu.exception);
        memory.writeLong(base + OLD_MASK, frame.mask());
        memory.writeLong(base + FAULT_ADDRESS, cpu.faultAddress);
        memory.writeLong(base + FPSTATE, state);
        memory.writeLong(base + UC_SIGMASK, frame.mask());
        frame.info().write(memory, base + INFO);
        saveState(cpu, state);
        cpu.clearFloatingPoint();

        cpu.registers[RSP] = base;
        cpu.registers[RDI] = frame.info().signal();
        cpu.registers[RSI] = base + INFO;
        cpu.registers[RDX] = base + UCONTEXT;
        cpu.registers[RAX] = 0;
        cpu.registers[X86Cpu.DF] = 0;
        cpu.pc = frame.action().handler();
    }

    private static void saveState(X86Cpu cpu, long at) {
        GuestMemory memory = cpu.memory;
        XsaveArea.save(cpu, at, true, XsaveArea.COMPONENTS, XsaveArea.Form.STANDARD);
        XsaveArea.markPresent(memory, at, XsaveArea.X87 | XsaveArea.SSE);
        memory.writeInt(at + MAGIC1, FP_XSTATE_MAGIC1);
        memory.writeInt(at + EXTENDED_SIZE, STATE_SIZE);
        memory.writeLong(at + FEATURES, XsaveArea.COMPONENTS);
        memory.writeInt(at + AREA_SIZE, XsaveArea.SIZE);
        memory.writeInt(at + XsaveArea.SIZE, FP_XSTATE_MAGIC2);
    }

    /** Without the magic numbers it is an FXSAVE area alone, and the rest gets its initial state. */
    private static void restoreState(X86Cpu cpu, long at) {
        GuestMemory memory = cpu.memory;
        memory.checkRange(at, FxsaveArea.SIZE, Access.READ);
        int size = memory.readInt(at + AREA_SIZE);
        boolean extended = memory.readInt(at + MAGIC1) == FP_XSTATE_MAGIC1
                && size >= XsaveArea.SIZE
                && size <= memory.readInt(at + EXTENDED_SIZE)
                && memory.readInt(at + size) == FP_XSTATE_MAGIC2;
        if (extended) {
            long features = memory.readLong(at + FEATURES);
            XsaveArea.restore(cpu, at, true, features);
            XsaveArea.initialize(cpu, ~features);
        } else {
            if (FxsaveArea.isReserved(memory, at)) {
                throw new GuestFault(new Trap.GeneralProtection());
            }
            FxsaveArea.load(cpu, at, true);
            XsaveArea.initialize(cpu, XsaveArea.AVX);
        }
    }

    /** The handler's return has popped the return address. */
    static SignalContext pop(X86Cpu cpu) {
        GuestMemory memory = cpu.memory;
        long base = cpu.registers[RSP] - 8;
        memory.checkRange(base, SIZE, Access.READ);
        long state = memory.readLong(base + FPSTATE);
        if (state != 0) {
            restoreState(cpu, state);
        }
        for (int i = 0; i < ORDER.length; i++) {
            cpu.registers[ORDER[i]] = memory.readLong(base + GENERAL + i * 8L);
        }
        cpu.pc = memory.readLong(base + RIP);
        cpu.setRflags(memory.readLong(base + EFLAGS));
        return new SignalContext(memory.readLong(base + UC_SIGMASK), AlternateStack.read(memory, base + UC_STACK));
    }
}
