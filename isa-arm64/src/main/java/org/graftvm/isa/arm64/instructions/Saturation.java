package org.graftvm.isa.arm64.instructions;

import org.graftvm.isa.arm64.Arm64Cpu;

/** Results that stop at the ends of their range, which sets QC of FPSR (Arm ARM, SatQ). Sizes are logarithms of bytes. */
final class Saturation {
    /** Cumulative saturation, of FPSR. */
    static final int QC = 1 << 27;

    private static final int HALF = 32;

    /** What is done to two elements that stand at the top of 64 bits, with zeros below. */
    @FunctionalInterface
    interface Binary {
        long apply(long a, long b, Arm64Cpu cpu);
    }

    /** Limits a value to an element of a size. */
    @FunctionalInterface
    interface Limit {
        long apply(long value, int size, Arm64Cpu cpu);
    }

    private Saturation() {}

    /** At the top of 64 bits elements of all sizes overflow alike. */
    static long each(long a, long b, int size, Arm64Cpu cpu, Binary function) {
        int unused = 64 - Elements.bits(size);
        long result = 0;
        for (int at = 0; at < 64; at += Elements.bits(size)) {
            result |= function.apply(a >>> at << unused, b >>> at << unused, cpu) >>> unused << at;
        }
        return result;
    }

    /** Elements make elements half as wide, in 32 bits; {@code size} is that of the latter. */
    static long narrow(long a, int size, boolean signed, Arm64Cpu cpu, Limit limit) {
        long result = 0;
        for (int at = 0; at < HALF; at += Elements.bits(size)) {
            long value = limit.apply(Elements.get(a, 2 * at, size + 1, signed), size, cpu);
            result |= (value & Elements.mask(size)) << at;
        }
        return result;
    }

    /** A limit instead of a result. */
    static long saturated(long limit, Arm64Cpu cpu) {
        cpu.setFpsr(cpu.fpsr() | QC);
        return limit;
    }

    /** The smallest or the largest number, as {@code a} is negative or not. */
    static long signedLimit(long a) {
        return a >> 63 ^ Long.MAX_VALUE;
    }

    // ---- sums, at the top of 64 bits ----

    static long add(long a, long b, Arm64Cpu cpu) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) >= 0 ? sum : saturated(signedLimit(a), cpu);
    }

    static long subtract(long a, long b, Arm64Cpu cpu) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) >= 0 ? difference : saturated(signedLimit(a), cpu);
    }

    static long addUnsigned(long a, long b, Arm64Cpu cpu) {
        return Long.compareUnsigned(a + b, a) >= 0 ? a + b : saturated(-1, cpu);
    }

    static long subtractUnsigned(long a, long b, Arm64Cpu cpu) {
        return Long.compareUnsigned(a, b) >= 0 ? a - b : saturated(0, cpu);
    }

    /** Of a signed and an unsigned number, signed. */
    static long addUnsignedToSigned(long a, long b, Arm64Cpu cpu) {
        return Long.compareUnsigned(b, Long.MAX_VALUE - a) <= 0 ? a + b : saturated(Long.MAX_VALUE, cpu);
    }

    /** Of an unsigned and a signed number, unsigned. */
    static long addSignedToUnsigned(long a, long b, Arm64Cpu cpu) {
        return b >= 0 ? addUnsigned(a, b, cpu) : subtractUnsigned(a, -b, cpu);
    }

    // ---- limits ----

    /** Of a signed number, to a signed element. */
    static long toSigned(long value, int size, Arm64Cpu cpu) {
        int unused = 64 - Elements.bits(size);
        return value << unused >> unused == value ? value : saturated(signedLimit(value) >> unused, cpu);
    }

    /** Of a signed number, to an unsigned element. */
    static long toUnsigned(long value, int size, Arm64Cpu cpu) {
        return (value & ~Elements.mask(size)) == 0 ? value : saturated(~value >> 63 & Elements.mask(size), cpu);
    }

    /** Of an unsigned number, to an unsigned element. */
    static long unsigned(long value, int size, Arm64Cpu cpu) {
        return (value & ~Elements.mask(size)) == 0 ? value : saturated(Elements.mask(size), cpu);
    }

    // ---- doubled products of signed numbers ----

    /**
     * The upper half of {@code sum} before a doubled product, or less it; with {@code round} 1 rounded.
     *
     * @param sign 1 or -1
     */
    static long highProduct(long sum, long a, long b, int size, int sign, int round, Arm64Cpu cpu) {
        int bits = Elements.bits(size);
        long rounding = (long) round << bits - 2;
        long result = 0;
        for (int at = 0; at < 64; at += bits) {
            long product = sign * Elements.signed(a, at, size) * Elements.signed(b, at, size);
            long half = (Elements.signed(sum, at, size) << bits - 1) + product + rounding >> bits - 1;
            result |= (toSigned(half, size, cpu) & Elements.mask(size)) << at;
        }
        return result;
    }

    /** Twice as wide as the elements, which are those of the low 32 bits. */
    static long doubleProduct(long a, long b, int size, Arm64Cpu cpu) {
        int bits = Elements.bits(size);
        long result = 0;
        for (int at = 0; at < HALF; at += bits) {
            long product = Elements.signed(a, at, size) * Elements.signed(b, at, size);
            boolean fits = product != 1L << 2 * bits - 2;
            long doubled = fits ? 2 * product : saturated(2 * product - 1, cpu);
            result |= (doubled & Elements.mask(size + 1)) << 2 * at;
        }
        return result;
    }
}
