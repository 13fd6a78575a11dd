package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** Raw values of flags, see {@link org.graftvm.isa.x86_64.X86Cpu}. */
final class FlagValues {
    private FlagValues() {}

    /** The carries out of each bit of {@code result = a + b (+ 1)}, those of the operand size moved to the top. */
    @Operation
    static long addCarries(long a, long b, long result, int shift) {
        return (a & b | (a | b) & ~result) << shift;
    }

    /** The borrows of {@code result = a - b (- 1)}. */
    @Operation
    static long subBorrows(long a, long b, long result, int shift) {
        return (~a & b | (~a | b) & result) << shift;
    }

    /** Whether the product of two sign-extended operands does not fit: carry and overflow. */
    @Operation
    static long productOverflow(long a, long b, int bits) {
        long low = a * b;
        boolean fits = bits == 64 ? Math.multiplyHigh(a, b) == low >> 63 : low << 64 - bits >> 64 - bits == low;
        return fits ? 0 : Long.MIN_VALUE;
    }

    /** Carry for a value that is not zero. */
    @Operation
    static long isNotZeroCarry(long value) {
        return value == 0 ? 0 : Long.MIN_VALUE;
    }

    /** Carry for a value that is zero. */
    @Operation
    static long isZeroCarry(long value) {
        return value == 0 ? Long.MIN_VALUE : 0;
    }

    @Operation
    static long ifShifted(long old, long value, long count, int bits) {
        return Shifts.count(count, bits) == 0 ? old : value;
    }

    /** The bit shifted out last at the top, the next one below it: carry, and overflow of a shift by one. */
    @Operation
    static long shlCarry(long old, long value, long count, int bits) {
        int distance = Shifts.count(count, bits);
        return distance == 0 ? old : value << distance - 1 << 64 - bits;
    }

    @Operation
    static long shrCarry(long old, long value, long count, int bits) {
        int distance = Shifts.count(count, bits);
        return distance == 0 ? old : value >> distance - 1 << 63;
    }

    /** The sign of the operand. */
    @Operation
    static long shrOverflow(long old, long value, long count, int bits) {
        return Shifts.count(count, bits) == 0 ? old : value >>> bits - 1 << 63;
    }

    @Operation
    static long sarOverflow(long old, long value, long count, int bits) {
        return Shifts.count(count, bits) == 0 ? old : 0;
    }

    /** The lowest bit of the result. */
    @Operation
    static long rolCarry(long old, long result, long count, int bits) {
        return Shifts.count(count, bits) == 0 ? old : result << 63;
    }

    /** The highest bit of the result against the lowest. */
    @Operation
    static long rolOverflow(long old, long result, long count, int bits) {
        return Shifts.count(count, bits) == 0 ? old : (result >>> bits - 1 ^ result) << 63;
    }

    /** The two highest bits of the result: carry, and overflow where they differ. */
    @Operation
    static long rorCarry(long old, long result, long count, int bits) {
        return Shifts.count(count, bits) == 0 ? old : result << 64 - bits;
    }

    // ---- from and to RFLAGS ----

    /** A bit as carry, sign or overflow. */
    @Operation
    static long sign(long flags, int bit) {
        return flags << 63 - bit & Long.MIN_VALUE;
    }

    /** Zero for a bit that is set: zero and parity. */
    @Operation
    static long zeroIfSet(long flags, int bit) {
        return flags >>> bit & 1 ^ 1;
    }

    /** A bit as adjust. */
    @Operation
    static long adjust(long flags, int bit) {
        return (flags >>> bit & 1) << 3;
    }

    @Operation
    static long bit(long flags, int bit) {
        return flags >>> bit & 1;
    }

    /** The low byte of RFLAGS, with bit 1 set. */
    @Operation
    static long image(long cf, long pf, long af, long zf, long sf) {
        return cf >>> 63
                | 2
                | (Long.bitCount(pf & 0xff) & 1 ^ 1) << 2
                | (af >>> 3 & 1) << 4
                | (zf == 0 ? 1 << 6 : 0)
                | sf >>> 63 << 7;
    }

    /** RFLAGS from its low byte; IF is set. */
    @Operation
    static long imageAbove(long low, long of, long df) {
        return low | 0x200 | df << 10 | (of ^ of << 1) >>> 63 << 11;
    }
}
