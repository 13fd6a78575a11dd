package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Operation;

/** Conditions on raw flags, on registers, and on what CMP compared directly before. */
final class Conditions {
    private Conditions() {}

    @Operation
    static boolean always() {
        return true;
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
    static boolean wordZero(long value) {
        return (int) value == 0;
    }

    @Operation
    static boolean wordNotZero(long value) {
        return (int) value != 0;
    }

    @Operation
    static boolean bitClear(long value, long mask) {
        return (value & mask) == 0;
    }

    @Operation
    static boolean bitSet(long value, long mask) {
        return (value & mask) != 0;
    }

    @Operation
    static boolean higher(long cf, long zf) {
        return cf != 0 && zf != 0;
    }

    @Operation
    static boolean lowerOrSame(long cf, long zf) {
        return cf == 0 || zf == 0;
    }

    @Operation
    static boolean greaterOrEqual(long nf, long vf) {
        return (nf ^ vf) >= 0;
    }

    @Operation
    static boolean less(long nf, long vf) {
        return (nf ^ vf) < 0;
    }

    @Operation
    static boolean greater(long zf, long nf, long vf) {
        return zf != 0 && (nf ^ vf) >= 0;
    }

    @Operation
    static boolean lessOrEqual(long zf, long nf, long vf) {
        return zf == 0 || (nf ^ vf) < 0;
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
    static boolean comparedLower(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    @Operation
    static boolean comparedHigherOrSame(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0;
    }

    @Operation
    static boolean comparedLowerOrSame(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0;
    }

    @Operation
    static boolean comparedHigher(long a, long b) {
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
}
