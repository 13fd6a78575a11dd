package org.graftvm.engine.lowering;

/** Words of 32 bits, and other elements, in 64. */
public final class Words {
    private Words() {}

    public static long pair(int high, int low) {
        return (long) high << 32 | low & 0xffff_ffffL;
    }

    public static int high(long words) {
        return (int) (words >>> 32);
    }

    /** An element of 8 to 64 bits in all places. */
    public static long replicate(long element, int bits) {
        long mask = -1L >>> 64 - bits;
        return (element & mask) * Long.divideUnsigned(-1, mask);
    }
}
