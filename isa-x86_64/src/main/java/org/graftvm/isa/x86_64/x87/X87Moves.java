package org.graftvm.isa.x86_64.x87;

import static org.graftvm.isa.x86_64.x87.X87State.INVALID;
import static org.graftvm.isa.x86_64.x87.X87State.OVERFLOW;
import static org.graftvm.isa.x86_64.x87.X87State.PRECISION;
import static org.graftvm.isa.x86_64.x87.X87State.STACK_FAULT;
import static org.graftvm.isa.x86_64.x87.X87State.UNDERFLOW;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.Memory;
import org.graftvm.machine.fp.ExtendedConversion;
import org.graftvm.machine.fp.ExtendedUnit;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.Rounding;

/** Moves between registers of the stack and memory. Loads get what memory had; stores write it, and change nothing where that faults. */
public final class X87Moves {
    private static final long LARGEST_BCD = 999_999_999_999_999_999L;
    private static final int BCD_DIGITS = 18;
    private static final int BCD_SIGN = 0x8000;

    /** What exceptions that are not masked keep from being stored. */
    private static final int KEEPS_MEMORY = INVALID | OVERFLOW | UNDERFLOW;

    private X87Moves() {}

    // ---- loads ----

    /** @param bits 32 or 64 */
    @TruffleBoundary
    public static void loadReal(X87State x87, long value, int bits) {
        ExtendedUnit unit = x87.begin();
        if (!x87.overflows()) {
            ExtendedConversion.load(unit, bits == 32 ? FpFormat.BINARY32 : FpFormat.BINARY64, value);
            pushResult(x87);
        }
    }

    /** A denormal operand is pushed even where that exception is not masked. */
    private static void pushResult(X87State x87) {
        int raised = x87.raised();
        x87.setRaised(raised, false);
        if (x87.isMasked(raised & INVALID)) {
            x87.push(x87.unit.signExponent(), x87.unit.significand());
        }
    }

    @TruffleBoundary
    public static void loadInteger(X87State x87, long value) {
        ExtendedUnit unit = x87.begin();
        if (!x87.overflows()) {
            ExtendedConversion.load(unit, value);
            pushResult(x87);
        }
    }

    @TruffleBoundary
    public static void loadExtended(X87State x87, long significand, long signExponent) {
        x87.begin();
        if (!x87.overflows()) {
            x87.setRaised(0, false);
            x87.push((int) signExponent, significand);
        }
    }

    /** 18 decimal digits, four bits each; bit 15 of {@code high} is the sign. */
    @TruffleBoundary
    public static void loadDecimal(X87State x87, long low, long high) {
        ExtendedUnit unit = x87.begin();
        if (x87.overflows()) {
            return;
        }
        long value = 0;
        for (int i = BCD_DIGITS - 1; i >= 0; i--) {
            value = value * 10 + (i < 16 ? low >>> 4 * i & 15 : high >>> 4 * (i - 16) & 15);
        }
        ExtendedConversion.load(unit, value);
        x87.setRaised(0, false);
        x87.push(unit.signExponent() | (int) high & BCD_SIGN, unit.significand());
    }

    /** FLD ST(i). */
    @TruffleBoundary
    public static void loadRegister(X87State x87, int i) {
        x87.begin();
        int signExponent = x87.signExponent(i);
        long significand = x87.significand(i);
        boolean empty = x87.isEmpty(i);
        if (!empty && x87.overflows()) {
            return;
        }
        x87.setRaised(empty ? INVALID | STACK_FAULT : 0, false);
        if (!empty) {
            x87.push(signExponent, significand);
        } else if (x87.isMasked(INVALID)) {
            x87.push(0, 0);
            x87.setNan(0);
        }
    }

    /** A constant with 64 bits of significand and what is behind them. */
    @TruffleBoundary
    public static void loadConstant(X87State x87, int exponent, long significand, long behind) {
        ExtendedUnit unit = x87.begin();
        if (!x87.overflows()) {
            x87.setRaised(0, false);
            ExtendedConversion.constant(unit, exponent, significand, behind);
            x87.push(unit.signExponent(), unit.significand());
        }
    }

    // ---- stores ----

    @TruffleBoundary
    public static void storeReal(X87State x87, Memory memory, long address, int bits, int pops) {
        ExtendedUnit unit = x87.begin();
        FpFormat format = bits == 32 ? FpFormat.BINARY32 : FpFormat.BINARY64;
        long value;
        int raised = 0;
        if (x87.isEmpty(0)) {
            value = format.negate(format.defaultNan());
            raised = INVALID | STACK_FAULT;
        } else {
            value = ExtendedConversion.store(unit, format, x87.signExponent(0), x87.significand(0));
        }
        raised |= x87.raised();
        if (x87.isMasked(raised & KEEPS_MEMORY)) {
            write(memory, address, bits, value);
        }
        finishStore(x87, raised, pops);
    }

    private static void write(Memory memory, long address, int bits, long value) {
        switch (bits) {
            case 16 -> memory.writeShort(address, (short) value);
            case 32 -> memory.writeInt(address, (int) value);
            default -> memory.writeLong(address, value);
        }
    }

    private static void finishStore(X87State x87, int raised, int pops) {
        if (x87.isMasked(raised & KEEPS_MEMORY)) {
            x87.setRaised(raised, x87.unit.roundedUp());
            x87.pop(pops);
        } else {
            x87.setRaised(raised & ~PRECISION, false);
        }
    }

    /** FIST, FISTP; FISTTP where {@code truncate}. */
    @TruffleBoundary
    public static void storeInteger(X87State x87, Memory memory, long address, int bits, int pops, boolean truncate) {
        x87.begin();
        long smallest = -1L << bits - 1;
        long value = integer(x87, ~smallest, truncate ? Rounding.TOWARD_ZERO : x87.rounding());
        int raised = x87.raised() | (x87.isEmpty(0) ? STACK_FAULT : 0);
        if (x87.isMasked(raised & KEEPS_MEMORY)) {
            write(memory, address, bits, (raised & INVALID) != 0 ? smallest : value);
        }
        finishStore(x87, raised, pops);
    }

    private static long integer(X87State x87, long largest, int rounding) {
        if (x87.isEmpty(0)) {
            x87.unit.invalid();
            return 0;
        }
        return ExtendedConversion.toInteger(x87.unit, x87.signExponent(0), x87.significand(0), largest, rounding);
    }

    /** FBSTP. */
    @TruffleBoundary
    public static void storeDecimal(X87State x87, Memory memory, long address) {
        x87.begin();
        long value = Math.abs(integer(x87, LARGEST_BCD, x87.rounding()));
        int raised = x87.raised() | (x87.isEmpty(0) ? STACK_FAULT : 0);
        if (x87.isMasked(raised & KEEPS_MEMORY)) {
            long low = 0;
            long high = x87.signExponent(0) & BCD_SIGN;
            for (int i = 0; i < BCD_DIGITS; i++) {
                long digit = value % 10;
                value /= 10;
                low |= i < 16 ? digit << 4 * i : 0;
                high |= i < 16 ? 0 : digit << 4 * (i - 16);
            }
            boolean invalid = (raised & INVALID) != 0;
            writeTen(memory, address, invalid ? 3L << 62 : low, invalid ? -1 : high);
        }
        finishStore(x87, raised, 1);
    }

    private static void writeTen(Memory memory, long address, long low, long high) {
        memory.check(address, 10, Memory.Access.WRITE);
        memory.writeLong(address, low);
        memory.writeShort(address + 8, (short) high);
    }

    /** FSTP m80. */
    @TruffleBoundary
    public static void storeExtended(X87State x87, Memory memory, long address) {
        x87.begin();
        boolean empty = x87.isEmpty(0);
        if (!empty || x87.isMasked(INVALID)) {
            writeTen(memory, address, empty ? 3L << 62 : x87.significand(0), empty ? -1 : x87.signExponent(0));
        }
        finishStore(x87, empty ? INVALID | STACK_FAULT : 0, 1);
    }

    /** FST ST(i), FSTP ST(i). */
    @TruffleBoundary
    public static void storeRegister(X87State x87, int i, int pops) {
        x87.begin();
        if (!x87.underflows(0, 0, i, pops)) {
            x87.setRaised(0, false);
            x87.put(i, x87.signExponent(0), x87.significand(0));
            x87.pop(pops);
        }
    }

    // ---- between registers ----

    @TruffleBoundary
    public static void exchange(X87State x87, int i) {
        x87.begin();
        if (x87.isEmpty(0) || x87.isEmpty(i)) {
            x87.setRaised(INVALID | STACK_FAULT, false);
            if (!x87.isMasked(INVALID)) {
                return;
            }
            if (x87.isEmpty(0)) {
                x87.setNan(0);
            }
            if (x87.isEmpty(i)) {
                x87.setNan(i);
            }
        } else {
            x87.setRaised(0, false);
        }
        int signExponent = x87.signExponent(0);
        long significand = x87.significand(0);
        x87.put(0, x87.signExponent(i), x87.significand(i));
        x87.put(i, signExponent, significand);
    }

    /** FCMOVcc. */
    @TruffleBoundary
    public static void moveIf(X87State x87, int i, boolean condition) {
        x87.begin();
        if (!x87.underflows(0, i, 0, 0)) {
            if (condition) {
                x87.put(0, x87.signExponent(i), x87.significand(i));
            }
        }
    }
}
