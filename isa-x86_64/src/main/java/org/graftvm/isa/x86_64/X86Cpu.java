package org.graftvm.isa.x86_64;

import java.util.Arrays;
import java.util.Collection;
import org.graftvm.engine.lowering.HostArithmeticCpu;
import org.graftvm.isa.x86_64.x87.X87State;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;

/**
 * The state of a CPU in 64-bit user mode. {@link #registers} holds, in slots named here, the general registers, the status
 * flags as <em>raw values</em>, segment bases, the XMM registers as two halves each, the upper parts of YMM registers likewise, and behind {@link #SCRATCH} what
 * instructions use while they execute.
 *
 * <p>A raw flag is what an instruction had at hand anyway; only who reads the flag evaluates it:
 *
 * <ul>
 *   <li>carry is set where {@code cf} is negative;
 *   <li>overflow where bits 63 and 62 of {@code of} differ: carries out of the two highest bits of an addition;
 *   <li>adjust is bit 3 of {@code af}, the carry out of that bit;
 *   <li>zero is set where {@code zf} is zero, sign where {@code sf} is negative, parity where the lowest byte of {@code pf} has
 *       an even number of ones: the result, extended by its sign, serves for all three.
 * </ul>
 */
public final class X86Cpu extends HostArithmeticCpu {
    public static final int RAX = 0;
    public static final int RCX = 1;
    public static final int RDX = 2;
    public static final int RBX = 3;
    public static final int RSP = 4;
    public static final int RBP = 5;
    public static final int RSI = 6;
    public static final int RDI = 7;
    public static final int R8 = 8;
    public static final int R10 = 10;
    public static final int R11 = 11;

    public static final int CF = 16;
    public static final int PF = 17;
    public static final int AF = 18;
    public static final int ZF = 19;
    public static final int SF = 20;
    public static final int OF = 21;
    /** Direction: 0 or 1. */
    public static final int DF = 22;

    public static final int FS_BASE = 23;
    public static final int GS_BASE = 24;

    /** The low half of XMM register 0; its high half comes next, then register 1. */
    public static final int XMM = 25;

    public static final int XMM_COUNT = 16;

    /** The upper 128 bits of YMM registers, two halves each. Instructions without VEX do not know of them. */
    public static final int YMM_UPPER = XMM + 2 * XMM_COUNT;

    /** Always zero: the base of addresses that have none. */
    public static final int ZERO = YMM_UPPER + 2 * XMM_COUNT;

    /** First of the scratch registers. */
    public static final int SCRATCH = ZERO + 1;

    public static final int SCRATCH_COUNT = 30;

    /** First of the scratch registers that are used as vectors, two slots each. */
    public static final int VECTOR_SCRATCH = SCRATCH + SCRATCH_COUNT;

    public static final int VECTOR_SCRATCH_COUNT = 12;

    public static final int SINK = VECTOR_SCRATCH + 2 * VECTOR_SCRATCH_COUNT;
    public static final int REGISTER_COUNT = SINK + 1;

    /** Bits of RFLAGS. */
    private static final int CARRY_BIT = 0;

    private static final int PARITY_BIT = 2;
    private static final int ADJUST_BIT = 4;
    private static final int ZERO_BIT = 6;
    private static final int SIGN_BIT = 7;
    private static final int DIRECTION_BIT = 10;
    private static final int OVERFLOW_BIT = 11;

    /** Bit 1, which is always set, and IF, which user mode sees set. */
    private static final long FIXED_FLAGS = 0x202;

    /** MXCSR of a new process: all exceptions masked, round to nearest. */
    public static final int DEFAULT_MXCSR = 0x1f80;

    /** All bits of MXCSR but the reserved ones. */
    public static final int MXCSR_MASK = 0xffff;

    private static final Collection<CpuFeature> ALL_FEATURES = CpuFeature.of(CpuFeature.Level.MAX);

    /** Of MXCSR: the precision exception is masked and its flag set, and results are rounded to nearest. */
    private static final int SETTLED = 1 << 5 | 1 << 12;

    private static final int ROUNDING = 3 << 13;
    private static final int SETTLED_MASK = SETTLED | ROUNDING;

    /** Control and status of SSE. */
    private int mxcsr = DEFAULT_MXCSR;

    /** What lanes of the instruction that executes have raised, as flags of MXCSR; only while exceptions are unmasked. */
    public int raised;

    /** For exact SSE arithmetic. */
    public final SseEnvironment sse = new SseEnvironment();

    /** Numbers of segment registers, which are ES, CS, SS, DS, FS and GS. */
    public static final int CS = 1;

    public static final int SS = 2;
    public static final int SEGMENT_COUNT = 6;

    /** Linux's code and stack segments. */
    private static final int[] START_SELECTORS = {0, 0x33, 0x2b, 0, 0, 0};

    /** What segment registers hold. */
    public final int[] selectors = START_SELECTORS.clone();

    /** Number and error code of the last exception, and the address of the last page fault, for signal frames. */
    public int exception;

    public int errorCode;
    public long faultAddress;

    /** The second result of an operation that has two; the next operation takes it. */
    public long second;

    /** What CPUID announces. */
    public Collection<CpuFeature> features = ALL_FEATURES;

    /** x87 and MMX. */
    public final X87State x87 = new X87State();

    public X86Cpu(GuestMemory memory, SystemCalls systemCalls) {
        super(REGISTER_COUNT, memory, systemCalls);
        setRflags(0);
    }

    /** Sets x87, MMX and SSE to what a new process, and a signal handler, finds. */
    public void clearFloatingPoint() {
        x87.clear();
        setMxcsr(DEFAULT_MXCSR);
        Arrays.fill(registers, XMM, ZERO, 0);
    }

    /** Segments as a program starts with them. */
    public void resetSegments() {
        System.arraycopy(START_SELECTORS, 0, selectors, 0, SEGMENT_COUNT);
    }

    public int mxcsr() {
        return mxcsr;
    }

    public void setMxcsr(int value) {
        mxcsr = value;
        unsettled = (value & SETTLED_MASK) == SETTLED ? 0 : -1;
        directed = (value & ROUNDING) == 0 ? 0 : -1;
    }

    /** Bits of RFLAGS that do nothing here but stay as they are set: alignment check and ID. */
    public static final long HELD_FLAGS = 1 << 18 | 1 << 21;

    /** Those of them that are set. */
    public long heldFlags;

    /** RFLAGS as PUSHF stores it. */
    public long rflags() {
        long[] r = registers;
        long flags = FIXED_FLAGS | heldFlags;
        flags |= r[CF] >>> 63 << CARRY_BIT;
        flags |= (Long.bitCount(r[PF] & 0xff) & 1 ^ 1L) << PARITY_BIT;
        flags |= (r[AF] >>> 3 & 1) << ADJUST_BIT;
        flags |= (r[ZF] == 0 ? 1L : 0) << ZERO_BIT;
        flags |= r[SF] >>> 63 << SIGN_BIT;
        flags |= r[DF] << DIRECTION_BIT;
        flags |= (r[OF] ^ r[OF] << 1) >>> 63 << OVERFLOW_BIT;
        return flags;
    }

    /** Sets the status flags, the direction flag and {@link #HELD_FLAGS}; other bits are ignored. */
    public void setRflags(long flags) {
        long[] r = registers;
        heldFlags = flags & HELD_FLAGS;
        r[CF] = flags << 63 - CARRY_BIT & Long.MIN_VALUE;
        r[PF] = flags >>> PARITY_BIT & 1 ^ 1;
        r[AF] = (flags >>> ADJUST_BIT & 1) << 3;
        r[ZF] = flags >>> ZERO_BIT & 1 ^ 1;
        r[SF] = flags << 63 - SIGN_BIT & Long.MIN_VALUE;
        r[DF] = flags >>> DIRECTION_BIT & 1;
        r[OF] = flags << 63 - OVERFLOW_BIT & Long.MIN_VALUE;
    }
}
