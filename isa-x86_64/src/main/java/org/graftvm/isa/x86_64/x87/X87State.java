package org.graftvm.isa.x86_64.x87;

import java.util.Arrays;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.machine.fp.ExtendedUnit;
import org.graftvm.machine.fp.FpEnvironment;
import org.graftvm.machine.fp.Rounding;

/**
 * The registers of the x87 FPU (SDM volume 1, 8.1), which are those of MMX too. A data register has a significand of 64 bits with an
 * explicit integer bit, and 16 bits of sign and exponent.
 */
public final class X87State {
    // Bits of the status word; the first six are masks in the control word too.
    public static final int INVALID = 1;
    public static final int DENORMAL = 1 << 1;
    public static final int ZERO_DIVIDE = 1 << 2;
    public static final int OVERFLOW = 1 << 3;
    public static final int UNDERFLOW = 1 << 4;
    public static final int PRECISION = 1 << 5;
    public static final int STACK_FAULT = 1 << 6;
    private static final int ERROR_SUMMARY = 1 << 7;
    public static final int C0 = 1 << 8;
    public static final int C1 = 1 << 9;
    public static final int C2 = 1 << 10;
    public static final int C3 = 1 << 14;
    private static final int BUSY = 1 << 15;

    public static final int EXCEPTIONS = 0x3f;
    public static final int CONDITIONS = C0 | C1 | C2 | C3;
    private static final int TOP_SHIFT = 11;

    /** Exceptions found before a computation, which then leaves no result unless they are masked. */
    private static final int BEFORE = INVALID | DENORMAL | ZERO_DIVIDE;

    /** Sign and exponent of the default NaN. */
    private static final int NAN = 0xffff;

    private static final long NAN_SIGNIFICAND = 3L << 62;
    private static final int[] ROUNDINGS = {Rounding.NEAREST_EVEN, Rounding.DOWN, Rounding.UP, Rounding.TOWARD_ZERO};
    /** By precision control; what is reserved is taken for the longest. */
    private static final int[] PRECISIONS = {24, 64, 53, 64};

    /** Exceptions masked, 64 bits of precision, round to nearest. */
    private static final int INITIAL_CONTROL = 0x37f;

    /** Bits of the control word that can be changed; bit 6 is always set. */
    private static final int CONTROL_BITS = 0x1f3f;

    private static final int CONTROL_FIXED = 0x40;

    private final long[] significands = new long[8];
    private final int[] signExponents = new int[8];

    /** Computes for this FPU. */
    final ExtendedUnit unit = new ExtendedUnit();

    /** Exceptions, stack fault and condition codes. */
    private int status;

    /** Number of the register that is ST(0). */
    private int top;
    /** A bit for each register that is not empty. */
    private int full;

    private int control = INITIAL_CONTROL;

    // As FLDENV and FXRSTOR load them: instructions leave no trace of themselves, see docs/quirks.md.
    private long instructionPointer;
    private long dataPointer;
    private int opcode;

    /** What FNINIT does: the data registers keep their values, but are empty. */
    public void initialize() {
        control = INITIAL_CONTROL;
        status = 0;
        top = 0;
        full = 0;
        setPointers(0, 0, 0);
    }

    /** The state of a new process. */
    public void clear() {
        initialize();
        Arrays.fill(significands, 0);
        Arrays.fill(signExponents, 0);
    }

    /** Whether all is as in a new process. */
    public boolean isInitial() {
        long all = full | status | top | control ^ INITIAL_CONTROL | instructionPointer | dataPointer | opcode;
        for (int i = 0; i < 8; i++) {
            all |= significands[i] | signExponents[i];
        }
        return all == 0;
    }

    public void copyFrom(X87State other) {
        System.arraycopy(other.significands, 0, significands, 0, 8);
        System.arraycopy(other.signExponents, 0, signExponents, 0, 8);
        status = other.status;
        top = other.top;
        full = other.full;
        control = other.control;
        setPointers(other.instructionPointer, other.dataPointer, other.opcode);
    }

    // ---- words ----

    public int control() {
        return control;
    }

    public void setControl(int value) {
        control = value & CONTROL_BITS | CONTROL_FIXED;
    }

    /** Exceptions that are raised and not masked; the next waiting instruction reports them. */
    private int pending() {
        return status & ~control & EXCEPTIONS;
    }

    /** The status word; error summary and busy follow from flags and masks. */
    public int status() {
        return status | top << TOP_SHIFT | (pending() == 0 ? 0 : ERROR_SUMMARY | BUSY);
    }

    public void setStatus(int value) {
        status = value & (EXCEPTIONS | STACK_FAULT | CONDITIONS);
        top = value >> TOP_SHIFT & 7;
    }

    /** What FNCLEX does. */
    public void clearExceptions() {
        status &= CONDITIONS;
    }

    /** A bit for each register, by number, that is not empty: the tag word of FXSAVE. */
    public int full() {
        return full;
    }

    public void setFull(int registers) {
        full = registers & 0xff;
    }

    /** An MMX register, for an instruction that reports pending exceptions. */
    public long mmx(int register) {
        await();
        return significands[register];
    }

    public void setMmx(int register, long value) {
        await();
        significands[register] = value;
        signExponents[register] = 0xffff;
        enterMmx(0xff);
    }

    /** What MMX instructions do to the stack: register 0 becomes its top, and all are in use, or with EMMS none. */
    public void enterMmx(int registersInUse) {
        top = 0;
        full = registersInUse;
    }

    public long instructionPointer() {
        return instructionPointer;
    }

    public long dataPointer() {
        return dataPointer;
    }

    /** The low eleven bits of the last instruction's opcode. */
    public int opcode() {
        return opcode;
    }

    public void setPointers(long instruction, long data, int lastOpcode) {
        instructionPointer = instruction;
        dataPointer = data;
        opcode = lastOpcode & 0x7ff;
    }

    /**
     * What FWAIT does, and waiting instructions before all else.
     *
     * @throws GuestFault #MF where an exception is pending
     */
    public void await() {
        int pending = pending();
        if (pending != 0) {
            throw new GuestFault(new Trap.FloatingPointError(neutral(pending)));
        }
    }

    /** The status word's flags as those of {@link FpEnvironment}, whose order is the reverse but for the denormal operand. */
    private static int neutral(int exceptions) {
        return ((exceptions & INVALID) != 0 ? FpEnvironment.INVALID : 0)
                | ((exceptions & DENORMAL) != 0 ? FpEnvironment.DENORMAL : 0)
                | ((exceptions & ZERO_DIVIDE) != 0 ? FpEnvironment.DIVIDE_BY_ZERO : 0)
                | ((exceptions & OVERFLOW) != 0 ? FpEnvironment.OVERFLOW : 0)
                | ((exceptions & UNDERFLOW) != 0 ? FpEnvironment.UNDERFLOW : 0)
                | ((exceptions & PRECISION) != 0 ? FpEnvironment.INEXACT : 0);
    }

    /** The rounding direction in force, as one of {@link Rounding}. */
    int rounding() {
        return ROUNDINGS[control >> 10 & 3];
    }

    /** Reports pending exceptions and makes the unit ready for a computation. */
    ExtendedUnit begin() {
        await();
        unit.take();
        unit.control(rounding(), PRECISIONS[control >> 8 & 3], neutral(~control & EXCEPTIONS));
        return unit;
    }

    /** What the computation raised, as bits of the status word. */
    int raised() {
        int raised = unit.take();
        return ((raised & FpEnvironment.INVALID) != 0 ? INVALID : 0)
                | ((raised & FpEnvironment.DENORMAL) != 0 ? DENORMAL : 0)
                | ((raised & FpEnvironment.DIVIDE_BY_ZERO) != 0 ? ZERO_DIVIDE : 0)
                | ((raised & FpEnvironment.OVERFLOW) != 0 ? OVERFLOW : 0)
                | ((raised & FpEnvironment.UNDERFLOW) != 0 ? UNDERFLOW : 0)
                | ((raised & FpEnvironment.INEXACT) != 0 ? PRECISION : 0);
    }

    boolean isMasked(int exceptions) {
        return (exceptions & EXCEPTIONS & ~control) == 0;
    }

    /**
     * Takes note of what a computation raised.
     *
     * @return whether it has a result
     */
    boolean accept() {
        int raised = raised();
        boolean result = isMasked(raised & BEFORE);
        setRaised(raised, result && unit.roundedUp());
        return result;
    }

    void setRaised(int exceptions, boolean c1) {
        status = status & ~C1 | exceptions | (c1 ? C1 : 0);
    }

    void setConditions(int conditions) {
        status = status & ~CONDITIONS | conditions;
    }

    // ---- data registers ----

    /** Which register is ST(i). */
    int number(int i) {
        return top + i & 7;
    }

    boolean isEmpty(int i) {
        return (full >> (top + i & 7) & 1) == 0;
    }

    /**
     * Raises stack underflow where ST(i) or ST(j) is empty. Masked, ST(target) becomes the default NaN and the stack is popped.
     *
     * @return whether it was raised
     */
    boolean underflows(int i, int j, int target, int pops) {
        if (!isEmpty(i) && !isEmpty(j)) {
            return false;
        }
        setRaised(INVALID | STACK_FAULT, false);
        if (isMasked(INVALID)) {
            setNan(target);
            pop(pops);
        }
        return true;
    }

    /** Raises stack overflow where there is no room for another value; masked, the default NaN is pushed all the same. */
    boolean overflows() {
        if (isEmpty(7)) {
            return false;
        }
        setRaised(INVALID | STACK_FAULT, true);
        if (isMasked(INVALID)) {
            push(NAN, NAN_SIGNIFICAND);
        }
        return true;
    }

    /**
     * Raises stack underflow where ST(0) is empty, and overflow where there is no room for a value to be pushed on what becomes of
     * it; masked, both become default NaNs.
     *
     * @return whether one was raised
     */
    boolean faultsBeforePush() {
        if (!isEmpty(0) && isEmpty(7)) {
            return false;
        }
        setRaised(INVALID | STACK_FAULT, !isEmpty(0));
        if (isMasked(INVALID)) {
            setNan(0);
            push(NAN, NAN_SIGNIFICAND);
        }
        return true;
    }

    void push(int signExponent, long significand) {
        top = top - 1 & 7;
        put(0, signExponent, significand);
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            free(0);
            top = top + 1 & 7;
        }
    }

    private void free(int i) {
        full &= ~(1 << (top + i & 7));
    }

    /** What FFREE does. */
    public void release(int i, int pops) {
        await();
        status &= ~C1;
        free(i);
        pop(pops);
    }

    /** What FINCSTP and FDECSTP do. */
    public void moveTop(int by) {
        await();
        status &= ~C1;
        top = top + by & 7;
    }

    /** Sets ST(i), which is not empty then. */
    void put(int i, int signExponent, long significand) {
        set(i, signExponent, significand);
        full |= 1 << (top + i & 7);
    }

    void putResult(int i) {
        put(i, unit.signExponent(), unit.significand());
    }

    void setNan(int i) {
        put(i, NAN, NAN_SIGNIFICAND);
    }

    /** Significand of ST(i). */
    public long significand(int i) {
        return significands[top + i & 7];
    }

    /** Sign and exponent of ST(i): 16 bits. */
    public int signExponent(int i) {
        return signExponents[top + i & 7];
    }

    /** Changes the value of ST(i), not whether it is empty. */
    public void set(int i, int signExponent, long significand) {
        significands[top + i & 7] = significand;
        signExponents[top + i & 7] = signExponent & 0xffff;
    }
}
