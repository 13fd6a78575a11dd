package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Operation;

/** The sixteen conditions (SDM volume 1, appendix B) on raw flags, and on what CMP compared directly before. */
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
    static boolean negative(long value) {
        return value < 0;
    }

    @Operation
    static boolean notNegative(long value) {
        return value >= 0;
    }

    @Operation
    static boolean zero(long value) {
        return value == 0;
    }

    @Operation
    static boolean notZero(long value) {
        return value != 0;
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

    // ---- of two values ----

    @Operation
    static boolean comparedEqual(long a, long b) {
        return a == b;
    }

    @Operation
    static boolean comparedNotEqual(long a, long b) {
        return a != b;
    }

    @Operation
    static boolean comparedBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    @Operation
    static boolean comparedAboveOrEqual(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0;
    }

    @Operation
    static boolean comparedBelowOrEqual(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0;
    }

    @Operation
    static boolean comparedAbove(long a, long b) {
        return Long.compareUnsigned(a, b) > 0;
    }

    @Operation
    static boolean comparedLess(long a, long b) {
        return a < b;
    }

    @Operation
    static boolean comparedGreaterOrEqual(long a, long b) {
        return a >= b;
    }

    @Operation
    static boolean comparedLessOrEqual(long a, long b) {
        return a <= b;
    }

    @Operation
    static boolean comparedGreater(long a, long b) {
        return a > b;
    }

    // ---- choices ----

    @Operation
    static long select(long condition, long ifTrue, long ifFalse) {
        return condition != 0 ? ifTrue : ifFalse;
    }

    @Operation
    static long selectIfZero(long value, long ifZero, long otherwise) {
        return value == 0 ? ifZero : otherwise;
    }
}
