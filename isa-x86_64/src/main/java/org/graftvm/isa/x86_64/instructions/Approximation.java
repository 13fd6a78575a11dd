package org.graftvm.isa.x86_64.instructions;

/**
 * RCPPS and RSQRTPS (SDM volume 2): their relative error may be 1.5 * 2^-12, each CPU has its own tables, and MXCSR does not
 * matter. Here the results are the correctly rounded ones.
 */
final class Approximation {
    private static final int QUIET = 0x40_0000;
    private static final int SIGN = 0x8000_0000;
    private static final int DEFAULT_NAN = 0xffc0_0000;

    private Approximation() {}

    /** Denormal operands count as zeros; tiny results become zero. */
    static int reciprocal(int bits) {
        float x = Float.intBitsToFloat(bits);
        if (Float.isNaN(x)) {
            return bits | QUIET;
        }
        float result = Math.abs(x) < Float.MIN_NORMAL ? Math.copySign(Float.POSITIVE_INFINITY, x) : 1 / x;
        return Float.floatToRawIntBits(Math.abs(result) < Float.MIN_NORMAL ? Math.copySign(0f, x) : result);
    }

    static int reciprocalRoot(int bits) {
        float x = Float.intBitsToFloat(bits);
        if (Float.isNaN(x)) {
            return bits | QUIET;
        }
        if (Math.abs(x) < Float.MIN_NORMAL) {
            return bits & SIGN | 0xff << 23;
        }
        return x < 0 ? DEFAULT_NAN : Float.floatToRawIntBits((float) (1 / Math.sqrt(x)));
    }
}
