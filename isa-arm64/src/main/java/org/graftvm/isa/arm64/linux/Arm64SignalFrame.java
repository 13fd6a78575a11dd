package org.graftvm.isa.arm64.linux;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.linux.abi.SignalCodes;
import org.graftvm.linux.signal.AlternateStack;
import org.graftvm.linux.signal.SignalContext;
import org.graftvm.linux.signal.SignalFrame;
import org.graftvm.linux.signal.SignalInfo;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/**
 * struct rt_sigframe of arm64 Linux: siginfo_t, then ucontext_t whose mcontext ends in records, each with a magic number and a size:
 * floating point, the syndrome of a fault, and an empty one. Above the frame is a frame record, as of a call, for unwinders. Offsets
 * are pinned by a test against a C compiler's offsetof.
 */
final class Arm64SignalFrame {
    static final int UCONTEXT = SignalInfo.SIZE;
    static final int UC_STACK = UCONTEXT + 16;
    static final int UC_SIGMASK = UCONTEXT + 40;
    static final int UC_MCONTEXT = UCONTEXT + 176;

    // struct sigcontext
    static final int FAULT_ADDRESS = UC_MCONTEXT;
    static final int GENERAL = UC_MCONTEXT + 8;
    static final int STACK_POINTER = UC_MCONTEXT + 256;
    static final int PC = UC_MCONTEXT + 264;
    static final int PSTATE = UC_MCONTEXT + 272;
    static final int RECORDS = UC_MCONTEXT + 288;
    static final int RECORDS_SIZE = 4096;

    static final int SIZE = RECORDS + RECORDS_SIZE;

    // struct fpsimd_context
    static final int FPSIMD_MAGIC = 0x4650_8001;
    static final int FPSIMD_SIZE = 528;
    static final int FPSR = 8;
    static final int FPCR = 12;
    static final int VECTORS = 16;

    // struct esr_context
    static final int ESR_MAGIC = 0x4553_5201;
    static final int ESR_SIZE = 16;

    private static final int HEADER = 8;
    private static final int FRAME_RECORD = 16;
    private static final int FRAME_POINTER = 29;
    private static final int ALIGNMENT = 16;

    /** MINSIGSTKSZ of Linux: the frame, the frame record, and some more. */
    static final int MINIMUM_STACK = 5120;

    private Arm64SignalFrame() {}

    static void push(Arm64Cpu cpu, SignalFrame frame) {
        GuestMemory memory = cpu.memory;
        long[] r = cpu.registers;
        long frameRecord = frame.stackTop() - FRAME_RECORD & -ALIGNMENT;
        long base = frameRecord - SIZE;
        memory.clear(base, SIZE + FRAME_RECORD);
        frame.info().write(memory, base);
        frame.alternateStack().write(memory, base + UC_STACK);
        memory.writeLong(base + UC_SIGMASK, frame.mask());
        memory.writeLong(base + FAULT_ADDRESS, cpu.faultAddress);
        for (int i = 0; i <= Arm64Cpu.LR; i++) {
            memory.writeLong(base + GENERAL + i * 8L, r[i]);
        }
        memory.writeLong(base + STACK_POINTER, r[Arm64Cpu.SP]);
        memory.writeLong(base + PC, cpu.pc);
        memory.writeLong(base + PSTATE, cpu.nzcv());
        saveRecords(cpu, base + RECORDS);
        memory.writeLong(frameRecord, r[FRAME_POINTER]);
        memory.writeLong(frameRecord + 8, r[Arm64Cpu.LR]);

        boolean ownRestorer = frame.action().has(SignalCodes.SA_RESTORER);
        r[FRAME_POINTER] = frameRecord;
        r[Arm64Cpu.LR] = ownRestorer ? frame.action().restorer() : frame.trampoline();
        r[Arm64Cpu.SP] = base;
        r[0] = frame.info().signal();
        r[1] = base;
        r[2] = base + UCONTEXT;
        cpu.pc = frame.action().handler();
        cpu.monitorAddress = Arm64Cpu.NO_MONITOR;
    }

    private static void saveRecords(Arm64Cpu cpu, long at) {
        GuestMemory memory = cpu.memory;
        memory.writeInt(at, FPSIMD_MAGIC);
        memory.writeInt(at + 4, FPSIMD_SIZE);
        memory.writeInt(at + FPSR, cpu.fpsr());
        memory.writeInt(at + FPCR, cpu.fpcr());
        for (int i = 0; i < 2 * Arm64Cpu.V_COUNT; i++) {
            memory.writeLong(at + VECTORS + i * 8L, cpu.registers[Arm64Cpu.V + i]);
        }
        if (cpu.syndrome != 0) {
            long syndrome = at + FPSIMD_SIZE;
            memory.writeInt(syndrome, ESR_MAGIC);
            memory.writeInt(syndrome + 4, ESR_SIZE);
            memory.writeLong(syndrome + HEADER, cpu.syndrome);
        }
    }

    static SignalContext pop(Arm64Cpu cpu) {
        GuestMemory memory = cpu.memory;
        long[] r = cpu.registers;
        long base = r[Arm64Cpu.SP];
        memory.checkRange(base, SIZE, Access.READ);
        restoreRecords(cpu, base + RECORDS);
        for (int i = 0; i <= Arm64Cpu.LR; i++) {
            r[i] = memory.readLong(base + GENERAL + i * 8L);
        }
        r[Arm64Cpu.SP] = memory.readLong(base + STACK_POINTER);
        cpu.pc = memory.readLong(base + PC);
        cpu.setNzcv(memory.readLong(base + PSTATE));
        cpu.monitorAddress = Arm64Cpu.NO_MONITOR;
        return new SignalContext(memory.readLong(base + UC_SIGMASK), AlternateStack.read(memory, base + UC_STACK));
    }

    /** Linux refuses a frame without the floating-point record, or with one that it does not know. */
    private static void restoreRecords(Arm64Cpu cpu, long records) {
        GuestMemory memory = cpu.memory;
        boolean found = false;
        for (long at = records; at <= records + RECORDS_SIZE - HEADER; ) {
            int magic = memory.readInt(at);
            int size = memory.readInt(at + 4);
            if (magic == 0 && size == 0 && found) {
                return;
            }
            if (magic == FPSIMD_MAGIC && size == FPSIMD_SIZE && !found && at + size <= records + RECORDS_SIZE) {
                restoreFloatingPoint(cpu, at);
                found = true;
            } else if (magic != ESR_MAGIC || size != ESR_SIZE) {
                break;
            }
            at += size;
        }
        throw new GuestFault(new Trap.MemoryFault(records, Access.READ, true));
    }

    private static void restoreFloatingPoint(Arm64Cpu cpu, long at) {
        GuestMemory memory = cpu.memory;
        cpu.setFpsr(memory.readInt(at + FPSR));
        cpu.setFpcr(memory.readInt(at + FPCR));
        for (int i = 0; i < 2 * Arm64Cpu.V_COUNT; i++) {
            cpu.registers[Arm64Cpu.V + i] = memory.readLong(at + VECTORS + i * 8L);
        }
    }
}
