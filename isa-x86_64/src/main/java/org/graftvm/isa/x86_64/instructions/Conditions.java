package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** Conditions (SDM volume 1, appendix B) on raw flags that no other instruction set has. */
final class Conditions {
    private Conditions() {}

    @Operation
    static boolean overflow(long of) {
        return (of ^ of << 1) < 0;
    }

    @Operation
    static boolean notOverflow(long of) {
        return (of ^ of << 1) >= 0;
    }

    @Operation
    static boolean belowOrEqual(long cf, long zf) {
        return cf < 0 || zf == 0;
    }

    @Operation
    static boolean above(long cf, long zf) {
        return cf >= 0 && zf != 0;
    }

    @Operation
    static boolean parityEven(long pf) {
        return (Long.bitCount(pf & 0xff) & 1) == 0;
    }

    @Operation
    static boolean parityOdd(long pf) {
        return (Long.bitCount(pf & 0xff) & 1) != 0;
    }

    @Operation
    static boolean less(long sf, long of) {
        return (sf ^ of ^ of << 1) < 0;
    }

    @Operation
    static boolean greaterOrEqual(long sf, long of) {
        return (sf ^ of ^ of << 1) >= 0;
    }

    @Operation
    static boolean lessOrEqual(long zf, long sf, long of) {
        return zf == 0 || (sf ^ of ^ of << 1) < 0;
    }

    @Operation
    static boolean greater(long zf, long sf, long of) {
        return zf != 0 && (sf ^ of ^ of << 1) >= 0;
    }

    // ---- choices ----

    @Operation
    static long selectIfZero(long value, long ifZero, long otherwise) {
        return value == 0 ? ifZero : otherwise;
    }
}
