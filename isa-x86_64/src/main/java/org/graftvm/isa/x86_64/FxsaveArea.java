package org.graftvm.isa.x86_64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.x86_64.x87.X87State;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Trap;

/**
 * The 512 bytes of FXSAVE (SDM volume 1, 10.5.1), with which signal frames begin their floating-point state too. Callers check that
 * memory may be accessed.
 */
public final class FxsaveArea {
    public static final int SIZE = 512;
    /** Addresses have to be a multiple of it. */
    public static final int ALIGNMENT = 16;

    /** Bytes at the end that are left to software. */
    public static final int SOFTWARE = 464;

    private static final int CONTROL = 0;
    private static final int STATUS = 2;
    private static final int TAGS = 4;
    private static final int OPCODE = 6;
    private static final int INSTRUCTION = 8;
    private static final int DATA = 16;
    private static final int MXCSR = 24;
    private static final int MXCSR_MASK = 28;
    private static final int STACK = 32;
    static final int XMM = 160;

    private FxsaveArea() {}

    /** Raises #GP where the address is no multiple of {@code alignment}, a power of two. */
    public static void requireAligned(long address, int alignment) {
        if ((address & alignment - 1) != 0) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
    }

    /** @param wide whether pointers have 64 bits (REX.W), or 32 with a selector, which is zero */
    @TruffleBoundary
    public static void save(X86Cpu cpu, long at, boolean wide) {
        saveX87(cpu.x87, cpu.memory, at, wide);
        saveMxcsr(cpu, at);
        saveHalves(cpu, X86Cpu.XMM, at + XMM);
    }

    static void saveMxcsr(X86Cpu cpu, long at) {
        cpu.memory.writeInt(at + MXCSR, cpu.mxcsr());
        cpu.memory.writeInt(at + MXCSR_MASK, X86Cpu.MXCSR_MASK);
    }

    /** Stores the low or the upper halves of all YMM registers, from {@code slot} on. */
    static void saveHalves(X86Cpu cpu, int slot, long to) {
        for (int i = 0; i < 2 * X86Cpu.XMM_COUNT; i++) {
            cpu.memory.writeLong(to + 8L * i, cpu.registers[slot + i]);
        }
    }

    static void loadHalves(X86Cpu cpu, int slot, long from) {
        for (int i = 0; i < 2 * X86Cpu.XMM_COUNT; i++) {
            cpu.registers[slot + i] = cpu.memory.readLong(from + 8L * i);
        }
    }

    static void saveX87(X87State x87, GuestMemory memory, long at, boolean wide) {
        memory.writeShort(at + CONTROL, (short) x87.control());
        memory.writeShort(at + STATUS, (short) x87.status());
        memory.writeShort(at + TAGS, (short) x87.full());
        memory.writeShort(at + OPCODE, (short) x87.opcode());
        memory.writeLong(at + INSTRUCTION, wide ? x87.instructionPointer() : x87.instructionPointer() & 0xffff_ffffL);
        memory.writeLong(at + DATA, wide ? x87.dataPointer() : x87.dataPointer() & 0xffff_ffffL);
        for (int i = 0; i < 8; i++) {
            memory.writeLong(at + STACK + 16L * i, x87.significand(i));
            memory.writeLong(at + STACK + 16L * i + 8, x87.signExponent(i));
        }
    }

    /** Whether the area's MXCSR has reserved bits, for which FXRSTOR raises #GP. */
    public static boolean isReserved(GuestMemory memory, long at) {
        return (memory.readInt(at + MXCSR) & ~X86Cpu.MXCSR_MASK) != 0;
    }

    /** Reserved bits of MXCSR are left out. */
    @TruffleBoundary
    public static void load(X86Cpu cpu, long at, boolean wide) {
        loadX87(cpu.x87, cpu.memory, at, wide);
        loadMxcsr(cpu, at);
        loadHalves(cpu, X86Cpu.XMM, at + XMM);
    }

    static void loadMxcsr(X86Cpu cpu, long at) {
        cpu.setMxcsr(cpu.memory.readInt(at + MXCSR) & X86Cpu.MXCSR_MASK);
    }

    static void loadX87(X87State x87, GuestMemory memory, long at, boolean wide) {
        x87.setControl(memory.readShort(at + CONTROL));
        x87.setStatus(memory.readShort(at + STATUS));
        x87.setFull(memory.readByte(at + TAGS));
        long pointers = wide ? -1 : 0xffff_ffffL;
        x87.setPointers(
                memory.readLong(at + INSTRUCTION) & pointers,
                memory.readLong(at + DATA) & pointers,
                memory.readShort(at + OPCODE));
        for (int i = 0; i < 8; i++) {
            x87.set(i, memory.readShort(at + STACK + 16L * i + 8), memory.readLong(at + STACK + 16L * i));
        }
    }
}
