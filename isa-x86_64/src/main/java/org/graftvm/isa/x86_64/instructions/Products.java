package org.graftvm.isa.x86_64.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
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

    /** Of 32 bits most dividends have an upper half that says nothing: the host's narrow division is twice as fast. */
    @Operation
    static long quotientUnsigned(X86Cpu cpu, long high, long low, long divisor, int bits) {
        long mask = Lowering.mask(bits);
        long by = divisor & mask;
        long upper = high & mask;
        if (by == 0 || Long.compareUnsigned(upper, by) >= 0) {
            throw new GuestFault(new Trap.DivideError());
        }
        if (bits == 64) {
            return upper == 0 ? Long.divideUnsigned(low, by) : wideQuotientUnsigned(high, low, divisor);
        }
        if (bits == 32 && upper == 0) {
            return Integer.toUnsignedLong(Integer.divideUnsigned((int) low, (int) by));
        }
        return Long.divideUnsigned(upper << bits | low & mask, by);
    }

    @Operation
    static long quotientSigned(X86Cpu cpu, long high, long low, long divisor, int bits) {
        int unused = 64 - bits;
        long by = divisor << unused >> unused;
        if (by == 0) {
            throw new GuestFault(new Trap.DivideError());
        }
        if (bits == 32 && (int) high == (int) low >> 31) {
            if ((int) low == Integer.MIN_VALUE && by == -1) {
                throw new GuestFault(new Trap.DivideError());
            }
            return (int) low / (int) by;
        }
        if (bits == 64 && high != low >> 63) {
            return wideQuotientSigned(high, low, divisor);
        }
        long dividend = bits == 64 ? low : (high << unused >> unused) << bits | low & Lowering.mask(bits);
        long quotient = dividend / by;
        if (quotient << unused >> unused != quotient || dividend == Long.MIN_VALUE && by == -1) {
            throw new GuestFault(new Trap.DivideError());
        }
        return quotient;
    }

    /** The remainder in as many bits as the operands have: what is above them cancels out. */
    @Operation
    static long remainder(long low, long quotient, long divisor) {
        return low - quotient * divisor;
    }

    // Behind calls: partial evaluation would not come to an end in BigInteger, and drop the whole region.

    @TruffleBoundary
    static long wideQuotientUnsigned(long high, long low, long divisor) {
        return unsigned(high, low).divide(unsigned(0, divisor)).longValue();
    }

    @TruffleBoundary
    static long wideQuotientSigned(long high, long low, long divisor) {
        BigInteger quotient = signed(high, low).divide(BigInteger.valueOf(divisor));
        if (quotient.bitLength() > 63) {
            throw new GuestFault(new Trap.DivideError());
        }
        return quotient.longValue();
    }

    private static BigInteger signed(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(64).or(unsigned(0, low));
    }

    private static BigInteger unsigned(long high, long low) {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }
}
