package org.graftvm.isa.x86_64.x87;

import static org.graftvm.isa.x86_64.x87.X87State.C0;
import static org.graftvm.isa.x86_64.x87.X87State.C1;
import static org.graftvm.isa.x86_64.x87.X87State.C2;
import static org.graftvm.isa.x86_64.x87.X87State.C3;
import static org.graftvm.isa.x86_64.x87.X87State.INVALID;
import static org.graftvm.isa.x86_64.x87.X87State.STACK_FAULT;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.machine.fp.ExtendedArithmetic;
import org.graftvm.machine.fp.ExtendedConversion;
import org.graftvm.machine.fp.ExtendedRemainder;
import org.graftvm.machine.fp.ExtendedUnit;
import org.graftvm.machine.fp.FpFormat;

/** Arithmetic and comparisons on the stack. */
public final class X87Math {
    // Operations, numbered as in the opcodes.
    public static final int ADD = 0;
    public static final int MULTIPLY = 1;
    public static final int SUBTRACT = 4;
    public static final int SUBTRACT_REVERSED = 5;
    public static final int DIVIDE = 6;
    public static final int DIVIDE_REVERSED = 7;

    /** Operands in memory: integers, singles and doubles. */
    public static final int INTEGER = 0;

    private static final int UNORDERED = C3 | C2 | C0;

    private X87Math() {}

    /** ST(target) becomes ST(target) op ST(source). */
    @TruffleBoundary
    public static void combine(X87State x87, int operation, int target, int source, int pops) {
        ExtendedUnit unit = x87.begin();
        if (x87.underflows(target, source, target, pops)) {
            return;
        }
        compute(
                unit,
                operation,
                x87.signExponent(target),
                x87.significand(target),
                x87.signExponent(source),
                x87.significand(source));
        if (x87.accept()) {
            x87.putResult(target);
            x87.pop(pops);
        }
    }

    /**
     * ST(0) becomes ST(0) op an operand from memory.
     *
     * @param kind {@link #INTEGER}, or bits of a real
     */
    @TruffleBoundary
    public static void combineWith(X87State x87, int operation, long value, int kind) {
        ExtendedUnit unit = x87.begin();
        if (x87.underflows(0, 0, 0, 0)) {
            return;
        }
        operand(unit, value, kind);
        compute(unit, operation, x87.signExponent(0), x87.significand(0), unit.signExponent(), unit.significand());
        if (x87.accept()) {
            x87.putResult(0);
        }
    }

    private static void operand(ExtendedUnit unit, long value, int kind) {
        if (kind == INTEGER) {
            ExtendedConversion.load(unit, value);
        } else {
            ExtendedConversion.operand(unit, kind == 32 ? FpFormat.BINARY32 : FpFormat.BINARY64, value);
        }
    }

    private static void compute(ExtendedUnit unit, int operation, int aExponent, long a, int bExponent, long b) {
        switch (operation) {
            case ADD -> ExtendedArithmetic.add(unit, aExponent, a, bExponent, b);
            case MULTIPLY -> ExtendedArithmetic.multiply(unit, aExponent, a, bExponent, b);
            case SUBTRACT -> ExtendedArithmetic.subtract(unit, aExponent, a, bExponent, b);
            case SUBTRACT_REVERSED -> ExtendedArithmetic.subtract(unit, bExponent, b, aExponent, a);
            case DIVIDE -> ExtendedArithmetic.divide(unit, aExponent, a, bExponent, b);
            default -> ExtendedArithmetic.divide(unit, bExponent, b, aExponent, a);
        }
    }

    // ---- of one operand ----

    @TruffleBoundary
    public static void squareRoot(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 0, 0, 0)) {
            ExtendedArithmetic.squareRoot(unit, x87.signExponent(0), x87.significand(0));
            putIfAccepted(x87);
        }
    }

    @TruffleBoundary
    public static void roundToIntegral(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 0, 0, 0)) {
            ExtendedConversion.roundToIntegral(unit, x87.signExponent(0), x87.significand(0));
            putIfAccepted(x87);
        }
    }

    private static void putIfAccepted(X87State x87) {
        if (x87.accept()) {
            x87.putResult(0);
        }
    }

    /** FCHS where {@code change}, else FABS. */
    @TruffleBoundary
    public static void setSign(X87State x87, boolean change) {
        x87.begin();
        if (!x87.underflows(0, 0, 0, 0)) {
            int signExponent = x87.signExponent(0);
            x87.setRaised(0, false);
            x87.put(0, change ? signExponent ^ 0x8000 : signExponent & 0x7fff, x87.significand(0));
        }
    }

    // ---- remainder, scale ----

    /** FPREM, and FPREM1 where {@code nearest}. */
    @TruffleBoundary
    public static void remainder(X87State x87, boolean nearest) {
        ExtendedUnit unit = x87.begin();
        if (x87.underflows(0, 1, 0, 0)) {
            x87.setConditions(x87.status() & (C0 | C3));
            return;
        }
        int quotient = ExtendedRemainder.remainder(
                unit, x87.signExponent(0), x87.significand(0), x87.signExponent(1), x87.significand(1), nearest);
        if (x87.accept()) {
            x87.putResult(0);
        }
        if (quotient == ExtendedRemainder.NONE) {
            x87.setConditions(x87.status() & (C0 | C3));
        } else if (quotient == ExtendedRemainder.PARTIAL) {
            x87.setConditions(C2);
        } else {
            x87.setConditions(
                    ((quotient & 4) != 0 ? C0 : 0) | ((quotient & 2) != 0 ? C3 : 0) | ((quotient & 1) != 0 ? C1 : 0));
        }
    }

    @TruffleBoundary
    public static void scale(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (!x87.underflows(0, 1, 0, 0)) {
            ExtendedRemainder.scale(
                    unit, x87.signExponent(0), x87.significand(0), x87.signExponent(1), x87.significand(1));
            putIfAccepted(x87);
        }
    }

    /** FXTRACT: ST(0) becomes the exponent, then the significand is pushed. */
    @TruffleBoundary
    public static void extract(X87State x87) {
        ExtendedUnit unit = x87.begin();
        if (x87.faultsBeforePush()) {
            return;
        }
        int aExponent = x87.signExponent(0);
        long a = x87.significand(0);
        ExtendedRemainder.exponentOf(unit, aExponent, a);
        if (x87.accept()) {
            x87.putResult(0);
            ExtendedRemainder.significandOf(unit, aExponent, a);
            x87.push(unit.signExponent(), unit.significand());
        }
        unit.take();
    }

    // ---- comparisons ----

    /** Condition codes of ST(0) and ST(i). */
    @TruffleBoundary
    public static void compare(X87State x87, int i, int pops, boolean quiet) {
        x87.setConditions(compareForFlags(x87, i, pops, quiet));
    }

    @TruffleBoundary
    public static void compareWith(X87State x87, long value, int kind, int pops) {
        ExtendedUnit unit = x87.begin();
        int conditions = UNORDERED;
        if (!x87.isEmpty(0)) {
            operand(unit, value, kind);
            conditions = order(x87, unit.signExponent(), unit.significand(), false);
        }
        finishComparison(x87, x87.isEmpty(0), pops);
        x87.setConditions(conditions);
    }

    /** FTST. */
    @TruffleBoundary
    public static void compareWithZero(X87State x87) {
        compareWith(x87, 0, INTEGER, 0);
    }

    /**
     * Compares for the flags of the CPU.
     *
     * @return condition codes
     */
    @TruffleBoundary
    public static int compareForFlags(X87State x87, int i, int pops, boolean quiet) {
        x87.begin();
        boolean empty = x87.isEmpty(0) || x87.isEmpty(i);
        int conditions = empty ? UNORDERED : order(x87, x87.signExponent(i), x87.significand(i), quiet);
        finishComparison(x87, empty, pops);
        return conditions;
    }

    private static int order(X87State x87, int bExponent, long b, boolean quiet) {
        return switch (ExtendedArithmetic.compare(
                x87.unit, x87.signExponent(0), x87.significand(0), bExponent, b, quiet)) {
            case ExtendedArithmetic.LESS -> C0;
            case ExtendedArithmetic.EQUAL -> C3;
            case ExtendedArithmetic.GREATER -> 0;
            default -> UNORDERED;
        };
    }

    /** An exception that is not masked keeps the stack, not the result. */
    private static void finishComparison(X87State x87, boolean empty, int pops) {
        int raised = empty ? INVALID | STACK_FAULT : x87.raised();
        x87.setRaised(raised, !empty && (x87.status() & C1) != 0);
        x87.pop(x87.isMasked(raised) ? pops : 0);
    }

    /** FXAM. */
    @TruffleBoundary
    public static void examine(X87State x87) {
        x87.begin();
        int sign = (x87.signExponent(0) & 0x8000) != 0 ? C1 : 0;
        x87.setConditions(sign | (x87.isEmpty(0) ? C3 | C0 : kind(x87.signExponent(0), x87.significand(0))));
    }

    private static int kind(int signExponent, long significand) {
        if (ExtendedUnit.isUnsupported(signExponent, significand)) {
            return 0;
        }
        if (ExtendedUnit.isNan(signExponent, significand)) {
            return C0;
        }
        if (ExtendedUnit.isInfinite(signExponent, significand)) {
            return C2 | C0;
        }
        if (ExtendedUnit.isZero(signExponent, significand)) {
            return C3;
        }
        return ExtendedUnit.isDenormal(signExponent, significand) ? C3 | C2 : C2;
    }
}
