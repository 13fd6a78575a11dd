package org.graftvm.isa.x86_64.x87;

import static org.graftvm.isa.x86_64.x87.X87State.C1;
import static org.graftvm.isa.x86_64.x87.X87State.C2;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.fp.ExtendedFunctions;
import org.graftvm.machine.fp.ExtendedTrigonometry;
import org.graftvm.machine.fp.ExtendedUnit;

/** Transcendental functions on the stack. */
public final class X87Functions {
    private static final int ONE = 0x3fff;

    private X87Functions() {}

    /** F2XM1. */
    @TruffleBoundary
    public static void exponential(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 0, 0, 0)) {
            ExtendedFunctions.exponentialMinusOne(unit, x87.signExponent(0), x87.significand(0));
            finish(x87, 0, 0);
        }
    }

    /** FYL2X. */
    @TruffleBoundary
    public static void logarithm(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 1, 1, 1)) {
            ExtendedFunctions.logarithm(
                    unit, x87.signExponent(1), x87.significand(1), x87.signExponent(0), x87.significand(0));
            finish(x87, 1, 1);
        }
    }

    /** FYL2XP1. */
    @TruffleBoundary
    public static void logarithmPlusOne(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 1, 1, 1)) {
            ExtendedFunctions.logarithmPlusOne(
                    unit, x87.signExponent(1), x87.significand(1), x87.signExponent(0), x87.significand(0));
            finish(x87, 1, 1);
        }
    }

    /** FPATAN. */
    @TruffleBoundary
    public static void arctangent(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 1, 1, 1)) {
            ExtendedFunctions.arctangent(
                    unit, x87.signExponent(1), x87.significand(1), x87.signExponent(0), x87.significand(0));
            finish(x87, 1, 1);
        }
    }

    private static void finish(X87State x87, int target, int pops) {
        if (x87.accept()) {
            x87.putResult(target);
            x87.pop(pops);
        }
    }

    /** FSIN, and FCOS where {@code cosine}. */
    @TruffleBoundary
    public static void sine(X87State x87, boolean cosine) {
        ExtendedUnit unit = x87.begin();
        if (x87.underflows(0, 0, 0, 0)) {
            x87.setConditions(x87.status() & ~C2);
        } else if (isReduced(x87)) {
            if (cosine) {
                ExtendedTrigonometry.cosine(unit, x87.signExponent(0), x87.significand(0));
            } else {
                ExtendedTrigonometry.sine(unit, x87.signExponent(0), x87.significand(0));
            }
            finish(x87, 0, 0);
        }
    }

    /** Clears C2, or sets it where the argument is too large, which leaves it as it is. */
    private static boolean isReduced(X87State x87) {
        boolean inRange = ExtendedTrigonometry.isInRange(x87.signExponent(0), x87.significand(0));
        int others = x87.status() & X87State.CONDITIONS & ~(C1 | C2);
        x87.setConditions(inRange ? others : others | C2);
        return inRange;
    }

    /** FSINCOS: the cosine is pushed on the sine. FPTAN where {@code tangent}: one is pushed on that. */
    @TruffleBoundary
    public static void sineAndMore(X87State x87, boolean tangent) {
        ExtendedUnit unit = x87.begin();
        if (x87.faultsBeforePush()) {
            x87.setConditions(x87.status() & X87State.CONDITIONS & ~C2);
            return;
        }
        if (!isReduced(x87)) {
            return;
        }
        int aExponent = x87.signExponent(0);
        long a = x87.significand(0);
        if (tangent) {
            ExtendedTrigonometry.tangent(unit, aExponent, a);
        } else {
            ExtendedTrigonometry.sine(unit, aExponent, a);
        }
        if (!x87.accept()) {
            return;
        }
        x87.putResult(0);
        if (!tangent) {
            ExtendedTrigonometry.cosine(unit, aExponent, a);
            x87.accept();
            x87.push(unit.signExponent(), unit.significand());
        } else if (ExtendedUnit.isNan(unit.signExponent(), unit.significand())) {
            x87.push(unit.signExponent(), unit.significand());
        } else {
            x87.push(ONE, Long.MIN_VALUE);
        }
    }
}
