package org.graftvm.engine.lowering;

import org.graftvm.spec.Extend;
import org.graftvm.spec.Operation;

/** Conditions on one value, and on two as their comparison gives them: {@code below} and {@code above} take them as unsigned. */
public final class Comparisons {
    private Comparisons() {}

    @Operation
    public static boolean zero(long value) {
        return value == 0;
    }

    @Operation
    public static boolean notZero(long value) {
        return value != 0;
    }

    @Operation
    public static boolean negative(long value) {
        return value < 0;
    }

    @Operation
    public static boolean notNegative(long value) {
        return value >= 0;
    }

    // ---- of two values ----

    @Operation
    public static boolean equal(@Extend(Extend.Kind.SIGN) long a, @Extend(Extend.Kind.SIGN) long b) {
        return a == b;
    }

    @Operation
    public static boolean notEqual(@Extend(Extend.Kind.SIGN) long a, @Extend(Extend.Kind.SIGN) long b) {
        return a != b;
    }

    @Operation
    public static boolean less(@Extend(Extend.Kind.SIGN) long a, @Extend(Extend.Kind.SIGN) long b) {
        return a < b;
    }

    @Operation
    public static boolean greaterOrEqual(@Extend(Extend.Kind.SIGN) long a, @Extend(Extend.Kind.SIGN) long b) {
        return a >= b;
    }

    @Operation
    public static boolean lessOrEqual(@Extend(Extend.Kind.SIGN) long a, @Extend(Extend.Kind.SIGN) long b) {
        return a <= b;
    }

    @Operation
    public static boolean greater(@Extend(Extend.Kind.SIGN) long a, @Extend(Extend.Kind.SIGN) long b) {
        return a > b;
    }

    @Operation
    public static boolean below(@Extend(Extend.Kind.ZERO) long a, @Extend(Extend.Kind.ZERO) long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    @Operation
    public static boolean aboveOrEqual(@Extend(Extend.Kind.ZERO) long a, @Extend(Extend.Kind.ZERO) long b) {
        return Long.compareUnsigned(a, b) >= 0;
    }

    @Operation
    public static boolean belowOrEqual(@Extend(Extend.Kind.ZERO) long a, @Extend(Extend.Kind.ZERO) long b) {
        return Long.compareUnsigned(a, b) <= 0;
    }

    @Operation
    public static boolean above(@Extend(Extend.Kind.ZERO) long a, @Extend(Extend.Kind.ZERO) long b) {
        return Long.compareUnsigned(a, b) > 0;
    }
}
