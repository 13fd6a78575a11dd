package org.graftvm.engine.lowering;

/** Two words of 32 bits in 64. */
public final class Words {
    private Words() {}

    public static long pair(int high, int low) {
        return (long) high << 32 | low & 0xffff_ffffL;
    }

    public static int high(long words) {
        return (int) (words >>> 32);
    }
}
