package org.graftvm.isa.x86_64.instructions;

/** Elements of a register of sixteen bytes or eight words, all at once; results are a bit for each. */
final class StringElements {
    private static final long BYTES = 0x0101_0101_0101_0101L;
    private static final long SHORTS = 0x0001_0001_0001_0001L;

    /** Moves the lowest bits of eight bytes, or four words, side by side to the top, by multiplication. */
    private static final long GATHER_BYTES = 0x0102_0408_1020_4080L;

    private static final long GATHER_SHORTS = 0x1000_2000_4000_8000L;

    private StringElements() {}

    private static long signs(boolean words) {
        return words ? Lanes.SHORT_SIGNS : Lanes.BYTE_SIGNS;
    }

    /** An element of a register in each place of a half. */
    static long repeat(long low, long high, int index, boolean words) {
        return words
                ? ((index < 4 ? low : high) >>> 16 * (index & 3) & 0xffff) * SHORTS
                : ((index < 8 ? low : high) >>> 8 * (index & 7) & 0xff) * BYTES;
    }

    /** The highest bits of elements of both halves. */
    private static int gather(long low, long high, boolean words) {
        return words
                ? (int) ((low >>> 15) * GATHER_SHORTS >>> 60 | (high >>> 15) * GATHER_SHORTS >>> 60 << 4)
                : (int) ((low >>> 7) * GATHER_BYTES >>> 56 | (high >>> 7) * GATHER_BYTES >>> 56 << 8);
    }

    static int equal(long aLow, long aHigh, long bLow, long bHigh, boolean words) {
        long signs = signs(words);
        return gather(zeros(aLow ^ bLow, signs), zeros(aHigh ^ bHigh, signs), words);
    }

    /** The highest bit of each element that is zero: nothing below carries into it, and it is not set itself. */
    private static long zeros(long value, long signs) {
        return ~((value & ~signs) + ~signs | value) & signs;
    }

    /** Where elements of the first are at least those of the second, without a sign. */
    static int atLeast(long aLow, long aHigh, long bLow, long bHigh, boolean words) {
        long signs = signs(words);
        return gather(atLeast(aLow, bLow, signs), atLeast(aHigh, bHigh, signs), words);
    }

    private static long atLeast(long a, long b, long signs) {
        long lower = (a | signs) - (b & ~signs);
        return (a & ~b | ~(a ^ b) & lower) & signs;
    }

    /** Each bit of one half as a whole element. */
    static long spread(long bits, int half, boolean words) {
        long result = 0;
        int count = words ? 4 : 8;
        int size = 64 / count;
        for (int i = 0; i < count; i++) {
            result |= (bits >> half * count + i & 1) << i * size;
        }
        return result * (words ? 0xffff : 0xff);
    }
}
