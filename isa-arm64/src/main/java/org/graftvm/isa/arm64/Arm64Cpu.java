package org.graftvm.isa.arm64;

import org.graftvm.engine.lowering.HostArithmeticCpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.SystemCalls;
import org.graftvm.machine.Trap;

/**
 * The state of a processing element as EL0 sees it. {@link #registers} holds, in slots named here, X0 to X30 and SP, the condition
 * flags as <em>raw values</em>, TPIDR_EL0, V0 to V31 as two halves each, and behind {@link #SCRATCH} what instructions use while they
 * execute. The zero register has no slot: it is the constant 0, and nothing is written to it.
 *
 * <p>A raw flag is what an instruction had at hand anyway; only who reads the flag evaluates it:
 *
 * <ul>
 *   <li>N is set where {@code nf} is negative, and Z where {@code zf} is zero: a result, extended by its sign, serves for both;
 *   <li>C is {@code cf} itself, 0 or 1;
 *   <li>V is set where {@code vf} is negative.
 * </ul>
 */
public final class Arm64Cpu extends HostArithmeticCpu {
    /** The link register, X30. */
    public static final int LR = 30;

    public static final int SP = 31;

    public static final int NF = 32;
    public static final int ZF = 33;
    public static final int CF = 34;
    public static final int VF = 35;

    /** Software thread ID register: where thread-local storage is found. */
    public static final int TPIDR = 36;

    /** The low half of V0; its high half comes next, then V1. */
    public static final int V = 37;

    public static final int V_COUNT = 32;

    /** Always zero: the base of addresses that have none. */
    public static final int ZERO = V + 2 * V_COUNT;

    /** First of the scratch registers. */
    public static final int SCRATCH = ZERO + 1;

    public static final int SCRATCH_COUNT = 64;

    public static final int VECTOR_SCRATCH_COUNT = 12;

    public static final int SINK = SCRATCH + SCRATCH_COUNT + 2 * VECTOR_SCRATCH_COUNT;
    public static final int REGISTER_COUNT = SINK + 1;

    /** Bits of NZCV, as MRS reads it and signal frames keep it. */
    private static final int N_BIT = 31;

    private static final int Z_BIT = 30;
    private static final int C_BIT = 29;
    private static final int V_BIT = 28;

    /** RMode and FZ of FPCR. */
    private static final int ALTERING = 7 << 22;

    private static final int DEFAULT_NAN = 1 << 25;

    /** IXC of FPSR. */
    private static final int INEXACT = 1 << 4;

    /** {@link #monitorAddress} while the exclusive monitor is open. */
    public static final long NO_MONITOR = -1;

    private int fpcr;
    private int fpsr;

    /** For exact arithmetic. */
    public final Arm64FloatEnvironment floatingPoint = new Arm64FloatEnvironment();

    /** Address that the exclusive monitor watches, or {@link #NO_MONITOR}. */
    public long monitorAddress = NO_MONITOR;

    /** What the load-exclusive read there, with zeros above; of a pair of registers the low half of the 16 bytes. */
    public long monitorValue;

    /** The high half of what a load-exclusive of 16 bytes read. */
    public long monitorHigh;

    /** Bytes that the monitor watches: 1, 2, 4, 8 or 16. */
    public int monitorSize;

    /** The second result of an operation that has two; the next operation takes it. */
    public long second;

    /** What the last exception was, for signal frames: the syndrome register and the fault address. */
    public long syndrome;

    public long faultAddress;

    public Arm64Cpu(GuestMemory memory, SystemCalls systemCalls) {
        super(REGISTER_COUNT, memory, systemCalls);
        setNzcv(0);
    }

    /** Floating-point control: rounding mode, flush to zero, default NaN. */
    public int fpcr() {
        return fpcr;
    }

    public void setFpcr(int value) {
        fpcr = value & SystemRegister.FPCR_MASK;
        directed = (fpcr & ALTERING) == 0 ? 0 : -1; // Half precision aside, which has a flag of its own.
        floatingPoint.setDefaultNan((fpcr & DEFAULT_NAN) != 0);
        setFpsr(fpsr);
    }

    /** Floating-point status: cumulative exceptions and QC. */
    public int fpsr() {
        return fpsr;
    }

    public void setFpsr(int value) {
        fpsr = value & SystemRegister.FPSR_MASK;
        unsettled = directed == 0 && (fpsr & INEXACT) != 0 ? 0 : -1;
    }

    /** The condition flags in bits 31 to 28. */
    public long nzcv() {
        long[] r = registers;
        return r[NF] >>> 63 << N_BIT | (r[ZF] == 0 ? 1L : 0) << Z_BIT | r[CF] << C_BIT | r[VF] >>> 63 << V_BIT;
    }

    /** Sets the condition flags from bits 31 to 28. */
    public void setNzcv(long nzcv) {
        long[] r = registers;
        r[NF] = nzcv << 63 - N_BIT & Long.MIN_VALUE;
        r[ZF] = nzcv >>> Z_BIT & 1 ^ 1;
        r[CF] = nzcv >>> C_BIT & 1;
        r[VF] = nzcv << 63 - V_BIT & Long.MIN_VALUE;
    }

    /** The fault of an encoding that exists but may not be executed as it stands. */
    public static GuestFault undefined() {
        return new GuestFault(new Trap.IllegalInstruction(0));
    }
}
