package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Operation;

/** Conditions on raw flags and on registers that no other instruction set has. */
final class Conditions {
    private Conditions() {}

    @Operation
    static boolean always() {
        return true;
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
}
