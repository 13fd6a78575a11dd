package org.graftvm.isa.x86_64;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/**
 * The area of XSAVE (SDM volume 1, 13.4): that of FXSAVE, a header that says which components are in it, and the upper halves of YMM
 * registers. Of these components the compacted form has the same layout as the standard one.
 */
public final class XsaveArea {
    /** State components: x87, SSE, AVX. All are enabled. */
    public static final int X87 = 1;

    public static final int SSE = 2;
    public static final int AVX = 4;
    public static final int COMPONENTS = X87 | SSE | AVX;

    public static final int SIZE = 832;
    public static final int ALIGNMENT = 64;
    public static final int AVX_OFFSET = 576;
    public static final int AVX_SIZE = 256;

    private static final int HEADER = 512;
    /** XSTATE_BV: components that are not in their initial state. */
    private static final int PRESENT = HEADER;
    /** XCOMP_BV: components in a compacted area, and its mark. */
    private static final int COMPACTED = HEADER + 8;

    private static final int RESERVED = HEADER + 16;
    private static final int HEADER_END = HEADER + 64;
    private static final long COMPACT_FORM = 1L << 63;

    private XsaveArea() {}

    /** How an area is written. */
    public enum Form {
        /** XSAVE. */
        STANDARD,
        /** XSAVEOPT: initial components are left out. */
        OPTIMIZED,
        /** XSAVEC: likewise, and the header says that the area is compacted. */
        COMPACTED
    }

    /** Components that are not in their initial state: XINUSE. */
    public static int inUse(X86Cpu cpu) {
        return (cpu.x87.isInitial() ? 0 : X87)
                | (isZero(cpu, X86Cpu.XMM) ? 0 : SSE)
                | (isZero(cpu, X86Cpu.YMM_UPPER) ? 0 : AVX);
    }

    private static boolean isZero(X86Cpu cpu, int slot) {
        long all = 0;
        for (int i = 0; i < 2 * X86Cpu.XMM_COUNT; i++) {
            all |= cpu.registers[slot + i];
        }
        return all == 0;
    }

    /**
     * Writes components that are asked for.
     *
     * @throws GuestFault where the area is not aligned, or may not be written
     */
    @TruffleBoundary
    public static void save(X86Cpu cpu, long at, boolean wide, long requested, Form form) {
        FxsaveArea.requireAligned(at, ALIGNMENT);
        GuestMemory memory = cpu.memory;
        memory.checkRange(at, SIZE, Access.WRITE);
        int wanted = (int) requested & COMPONENTS;
        int inUse = inUse(cpu) | (form == Form.COMPACTED && cpu.mxcsr() != X86Cpu.DEFAULT_MXCSR ? SSE : 0);
        int written = form == Form.STANDARD ? wanted : wanted & inUse;
        if ((written & X87) != 0) {
            FxsaveArea.saveX87(cpu.x87, memory, at, wide);
        }
        if ((form == Form.COMPACTED ? written & SSE : wanted & (SSE | AVX)) != 0) {
            FxsaveArea.saveMxcsr(cpu, at);
        }
        if ((written & SSE) != 0) {
            FxsaveArea.saveHalves(cpu, X86Cpu.XMM, at + FxsaveArea.XMM);
        }
        if ((written & AVX) != 0) {
            FxsaveArea.saveHalves(cpu, X86Cpu.YMM_UPPER, at + AVX_OFFSET);
        }
        if (form == Form.COMPACTED) {
            memory.writeLong(at + PRESENT, wanted & inUse);
            memory.writeLong(at + COMPACTED, COMPACT_FORM | wanted);
        } else {
            memory.writeLong(at + PRESENT, memory.readLong(at + PRESENT) & ~wanted | wanted & inUse);
        }
    }

    /** Marks components as present whatever their state, as Linux does in signal frames. */
    public static void markPresent(GuestMemory memory, long at, int components) {
        memory.writeLong(at + PRESENT, memory.readLong(at + PRESENT) | components);
    }

    /**
     * Loads components that are asked for; those that are not in the area get their initial state.
     *
     * @throws GuestFault #GP where the area is not aligned, or its header or MXCSR has what is reserved
     */
    @TruffleBoundary
    public static void restore(X86Cpu cpu, long at, boolean wide, long requested) {
        FxsaveArea.requireAligned(at, ALIGNMENT);
        GuestMemory memory = cpu.memory;
        memory.checkRange(at, HEADER_END, Access.READ);
        long present = memory.readLong(at + PRESENT);
        long compacted = memory.readLong(at + COMPACTED);
        boolean compact = compacted < 0;
        long allowed = compact ? compacted & COMPONENTS : COMPONENTS;
        long rest = compact ? compacted & ~COMPACT_FORM & ~COMPONENTS : compacted;
        for (int i = RESERVED; i < (compact ? HEADER_END : RESERVED + 8); i += 8) {
            rest |= memory.readLong(at + i);
        }
        int wanted = (int) requested & COMPONENTS;
        boolean takesMxcsr = (wanted & (compact ? SSE & present : SSE | AVX)) != 0;
        if ((present & ~allowed) != 0 || rest != 0 || takesMxcsr && FxsaveArea.isReserved(memory, at)) {
            throw new GuestFault(new Trap.GeneralProtection());
        }
        memory.checkRange(at, SIZE, Access.READ);
        int loaded = wanted & (int) present;
        if ((wanted & X87) != 0) {
            cpu.x87.clear();
        }
        if ((loaded & X87) != 0) {
            FxsaveArea.loadX87(cpu.x87, memory, at, wide);
        }
        if (takesMxcsr) {
            FxsaveArea.loadMxcsr(cpu, at);
        } else if (compact && (wanted & SSE) != 0) {
            cpu.setMxcsr(X86Cpu.DEFAULT_MXCSR);
        }
        if ((loaded & SSE) != 0) {
            FxsaveArea.loadHalves(cpu, X86Cpu.XMM, at + FxsaveArea.XMM);
        } else if ((wanted & SSE) != 0) {
            clear(cpu, X86Cpu.XMM);
        }
        if ((loaded & AVX) != 0) {
            FxsaveArea.loadHalves(cpu, X86Cpu.YMM_UPPER, at + AVX_OFFSET);
        } else if ((wanted & AVX) != 0) {
            clear(cpu, X86Cpu.YMM_UPPER);
        }
    }

    /** Gives components their initial state. */
    public static void initialize(X86Cpu cpu, long components) {
        if ((components & X87) != 0) {
            cpu.x87.clear();
        }
        if ((components & SSE) != 0) {
            clear(cpu, X86Cpu.XMM);
            cpu.setMxcsr(X86Cpu.DEFAULT_MXCSR);
        }
        if ((components & AVX) != 0) {
            clear(cpu, X86Cpu.YMM_UPPER);
        }
    }

    private static void clear(X86Cpu cpu, int slot) {
        Arrays.fill(cpu.registers, slot, slot + 2 * X86Cpu.XMM_COUNT, 0);
    }
}
