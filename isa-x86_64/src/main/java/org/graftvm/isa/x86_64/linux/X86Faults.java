package org.graftvm.isa.x86_64.linux;

import java.util.List;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.decode.Form;
import org.graftvm.isa.x86_64.decode.FormReader;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.abi.Signals;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;
import org.graftvm.spec.notation.ByteOperand;
import org.graftvm.spec.notation.ByteOperand.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Which exception of the CPU a trap is, and what Linux makes of it (SDM volume 3, chapter 6; Linux's
 * {@code arch/x86/kernel/traps.c}). Translated code reports an address that is not canonical as one that is not mapped; what it
 * is follows from the instruction.
 */
public final class X86Faults {
    // Numbers of exceptions.
    public static final int DIVIDE_ERROR = 0;
    public static final int DEBUG = 1;
    public static final int BREAKPOINT = 3;
    public static final int INVALID_OPCODE = 6;
    public static final int STACK_SEGMENT = 12;
    public static final int GENERAL_PROTECTION = 13;
    public static final int PAGE_FAULT = 14;
    public static final int X87_ERROR = 16;
    public static final int ALIGNMENT = 17;
    public static final int SIMD_ERROR = 19;

    // Error code of a page fault.
    private static final int PRESENT = 1;
    private static final int WRITE = 1 << 1;
    private static final int USER = 1 << 2;
    private static final int FETCH = 1 << 4;

    private static final int FROM_INTERRUPT_TABLE = 1 << 1;

    /** Bits of an address that count. */
    private static final int ADDRESS_BITS = 48;

    /** Addresses of programs end here, a page before the border. */
    private static final long TASK_SIZE = 0x7fff_ffff_f000L;

    private static final int STACK_SLOT = 8;
    /** What is locked and misaligned has more than a byte, and mostly eight. */
    private static final int MIN_LOCKED = 8;

    private X86Faults() {}

    /** The exception's number. */
    public static int exception(X86Cpu cpu, Trap trap) {
        return switch (trap) {
            case Trap.DivideError _ -> DIVIDE_ERROR;
            case Trap.Breakpoint _ -> isInt1(read(cpu)) ? DEBUG : BREAKPOINT;
            case Trap.IllegalInstruction _ -> INVALID_OPCODE;
            case Trap.GeneralProtection _ -> GENERAL_PROTECTION;
            case Trap.Misaligned locked ->
                isCanonical(locked.address()) && isCanonical(locked.address() + MIN_LOCKED - 1)
                        ? ALIGNMENT
                        : GENERAL_PROTECTION;
            case Trap.FloatingPointError _ -> isX87(read(cpu)) ? X87_ERROR : SIMD_ERROR;
            case Trap.MemoryFault fault -> memoryFault(cpu, fault);
        };
    }

    /** Its error code: what a page fault was about, or which entry of the interrupt table INT n may not use. */
    static int errorCode(X86Cpu cpu, Trap trap, int exception) {
        if (exception == GENERAL_PROTECTION && trap instanceof Trap.GeneralProtection) {
            Form form = read(cpu);
            return form != null && form.row().spec().method().equals("interrupt")
                    ? (int) (form.immediate(0) & 0xff) << 3 | FROM_INTERRUPT_TABLE
                    : 0;
        }
        if (exception != PAGE_FAULT || !(trap instanceof Trap.MemoryFault fault)) {
            return 0;
        }
        // What programs cannot have counts as present, so that the kernel's tables stay its secret.
        boolean isKernels = Long.compareUnsigned(fault.address(), TASK_SIZE) >= 0;
        return USER
                | (fault.mapped() || isKernels ? PRESENT : 0)
                | (fault.access() == Access.WRITE ? WRITE : 0)
                | (fault.access() == Access.EXECUTE ? FETCH : 0);
    }

    /** The signal where Linux on other CPUs gives another one, or null. */
    static @Nullable SignalInfo signal(int exception, long pc) {
        return switch (exception) {
            case STACK_SEGMENT -> SignalInfo.kernel(Signals.SIGBUS);
            case GENERAL_PROTECTION -> SignalInfo.kernel(Signals.SIGSEGV);
            case INVALID_OPCODE -> SignalInfo.fault(Signals.SIGILL, SignalCodes.ILL_ILLOPN, pc);
            case BREAKPOINT -> SignalInfo.kernel(Signals.SIGTRAP);
            default -> null;
        };
    }

    /** The instruction at the pc, or null where there is none, or none any more. */
    static @Nullable Form read(X86Cpu cpu) {
        try {
            return FormReader.read(cpu.memory, cpu.pc);
        } catch (GuestFault _) {
            return null;
        }
    }

    private static boolean isInt1(@Nullable Form form) {
        return form != null && form.row().spec().method().equals("int1");
    }

    private static boolean isX87(@Nullable Form form) {
        return form != null
                && (form.row().spec().owner().contains("X87")
                        || form.row().encoding().operands().stream().anyMatch(X86Faults::isMmx)
                        || form.row().spec().method().equals("emms"));
    }

    private static boolean isMmx(ByteOperand operand) {
        return List.of(Kind.MMX, Kind.MMX_OR_MEMORY, Kind.MMX_ONLY).contains(operand.kind());
    }

    // ---- addresses ----

    private static boolean isCanonical(long address) {
        return address << 64 - ADDRESS_BITS >> 64 - ADDRESS_BITS == address;
    }

    /** A page fault, unless a byte of the access is at an address that is not canonical. */
    private static int memoryFault(X86Cpu cpu, Trap.MemoryFault fault) {
        if (fault.access() == Access.EXECUTE) {
            return isCanonical(fault.address()) ? PAGE_FAULT : GENERAL_PROTECTION;
        }
        Form form = read(cpu);
        if (form == null) {
            return isCanonical(fault.address()) ? PAGE_FAULT : GENERAL_PROTECTION; // Changed since.
        }
        int operand = memoryOperand(form);
        boolean isOperand = operand >= 0 && isAt(cpu, form, operand, fault.address());
        int bytes = isOperand ? form.bits(operand) / 8 : isPush(form) ? STACK_SLOT : 1;
        if (isCanonical(fault.address()) && isCanonical(fault.address() + bytes - 1)) {
            return PAGE_FAULT;
        }
        boolean onStack = isOperand
                ? form.segment() < 0 && (form.base() == X86Cpu.RSP || form.base() == X86Cpu.RBP)
                : isPush(form);
        return onStack ? STACK_SEGMENT : GENERAL_PROTECTION;
    }

    private static int memoryOperand(Form form) {
        for (int i = 0; i < form.operandCount(); i++) {
            if (form.isMemory(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the fault is the memory operand's, not that of the stack which the instruction uses besides. */
    private static boolean isAt(X86Cpu cpu, Form form, int operand, long fault) {
        if (form.isGather() || !isPush(form)) {
            return true;
        }
        long[] r = cpu.registers;
        long address = r[form.base()] + form.displacement();
        if (form.index() >= 0) {
            address += r[form.index()] << form.scale();
        }
        if (form.segment() >= 0) {
            address += r[form.segment()];
        }
        return fault - address >= 0 && fault - address < form.bits(operand) / 8;
    }

    /** Whether the instruction pushes or pops. */
    private static boolean isPush(Form form) {
        return switch (form.row().spec().method()) {
            case "call", "callIndirect", "callFar", "ret", "retf", "iret", "enter", "leave", "pushf", "popf" -> true;
            default ->
                form.row().spec().method().startsWith("push")
                        || form.row().spec().method().startsWith("pop")
                                && !form.row().spec().method().equals("popcnt");
        };
    }
}
