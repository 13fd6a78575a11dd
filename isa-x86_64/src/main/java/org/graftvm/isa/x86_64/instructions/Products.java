package org.graftvm.isa.x86_64.instructions;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Operation;

/** Products and quotients of double width. */
final class Products {
    private Products() {}

    @Operation
    static long low(long a, long b) {
        return a * b;
    }

    /** The upper half of the product of two sign-extended operands. */
    @Operation
    static long highSigned(long a, long b, int bits) {
        return bits == 64 ? Math.multiplyHigh(a, b) : a * b >> bits;
    }

    /** The upper half of the product of two zero-extended operands. */
    @Operation
    static long highUnsigned(long a, long b, int bits) {
        return bits == 64 ? Math.unsignedMultiplyHigh(a, b) : a * b >>> bits;
    }

    @Operation
    static long quotientUnsigned(X86Cpu cpu, long high, long low, long divisor, int bits) {
        long mask = Lowering.mask(bits);
        long by = divisor & mask;
        if (by == 0 || Long.compareUnsigned(high & mask, by) >= 0) {
            throw new GuestFault(new Trap.DivideError());
        }
        if (bits == 64) {
            return (high == 0)
                    ? Long.divideUnsigned(low, divisor)
                    : unsigned(high, low).divide(unsigned(0, divisor)).longValue();
        }
        return Long.divideUnsigned((high & mask) << bits | low & mask, by);
    }

    /** For operands that {@link #quotientUnsigned} has let pass. */
    @Operation
    static long remainderUnsigned(long high, long low, long divisor, int bits) {
        long mask = Lowering.mask(bits);
        if (bits == 64) {
            return high == 0
                    ? Long.remainderUnsigned(low, divisor)
                    : unsigned(high, low).mod(unsigned(0, divisor)).longValue();
        }
        return Long.remainderUnsigned((high & mask) << bits | low & mask, divisor & mask);
    }

    @Operation
    static long quotientSigned(X86Cpu cpu, long high, long low, long divisor, int bits) {
        int unused = 64 - bits;
        long by = divisor << unused >> unused;
        if (by == 0) {
            throw new GuestFault(new Trap.DivideError());
        }
        if (bits == 64 && high != low >> 63) {
            BigInteger quotient = signed(high, low).divide(BigInteger.valueOf(divisor));
            if (quotient.bitLength() > 63) {
                throw new GuestFault(new Trap.DivideError());
            }
            return quotient.longValue();
        }
        long dividend = bits == 64 ? low : (high << unused >> unused) << bits | low & Lowering.mask(bits);
        long quotient = dividend / by;
        if (quotient << unused >> unused != quotient || dividend == Long.MIN_VALUE && by == -1) {
            throw new GuestFault(new Trap.DivideError());
        }
        return quotient;
    }

    /** For operands that {@link #quotientSigned} has let pass. */
    @Operation
    static long remainderSigned(long high, long low, long divisor, int bits) {
        int unused = 64 - bits;
        long by = divisor << unused >> unused;
        if (bits == 64 && high != low >> 63) {
            return signed(high, low).remainder(BigInteger.valueOf(divisor)).longValue();
        }
        long dividend = bits == 64 ? low : (high << unused >> unused) << bits | low & Lowering.mask(bits);
        return dividend % by;
    }

    private static BigInteger signed(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(64).or(unsigned(0, low));
    }

    private static BigInteger unsigned(long high, long low) {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }
}
