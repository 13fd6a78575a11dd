package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearest;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearestAndSettled;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.HostFloat;

/** Arithmetic of singles, as {@link DoubleLane} does that of doubles. A pair is two singles in the halves of 64 bits. */
final class SingleLane {
    private static final int FIRST_NORMAL = (2 << 23) + 1;
    private static final int INFINITY = 0xff << 24;

    private static final long HIGH = 0xffff_ffffL << 32;

    private SingleLane() {}

    /** Replaces the low single of {@code old}. */
    static long merge(long old, int low) {
        return old & HIGH | low & ~HIGH;
    }

    static int high(long pair) {
        return (int) (pair >>> 32);
    }

    static long pair(int low, int high) {
        return (long) high << 32 | low & ~HIGH;
    }

    /** Whether a number is denormal or the smallest normal one; not zero. */
    static boolean isTiny(int bits) {
        return (bits << 1) - 1 >>> 24 == 0;
    }

    /** Whether a number is neither zero nor tiny, infinite or NaN. */
    static boolean isNormal(int bits) {
        return Integer.compareUnsigned((bits << 1) - FIRST_NORMAL, INFINITY - FIRST_NORMAL) < 0;
    }

    static boolean isZero(int bits) {
        return bits << 1 == 0;
    }

    /** Whether numbers compare, and nothing is denormal. */
    static boolean isPlain(int a, int b) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        return !Float.isNaN(x) && !Float.isNaN(y) && !isTiny(a) && !isTiny(b);
    }

    private static long exact(int bits) {
        return Integer.toUnsignedLong(bits);
    }

    /** For sums, which are zero only if they are exact. */
    private static boolean isSum(int a, int b, int sum) {
        return !isTiny(a) && !isTiny(b) && (isNormal(sum) || isZero(sum));
    }

    static int add(X86Cpu cpu, int a, int b) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float sum = x + y;
        int result = Float.floatToRawIntBits(sum);
        return usual(isSum(a, b, result)
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostFloat.sumExact(x, y, sum)))
                ? result
                : (int) ExactLane.add(cpu, BINARY32, exact(a), exact(b));
    }

    static int subtract(X86Cpu cpu, int a, int b) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float difference = x - y;
        int result = Float.floatToRawIntBits(difference);
        return usual(isSum(a, b, result)
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostFloat.sumExact(x, -y, difference)))
                ? result
                : (int) ExactLane.subtract(cpu, BINARY32, exact(a), exact(b));
    }

    static int multiply(X86Cpu cpu, int a, int b) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float product = x * y;
        int result = Float.floatToRawIntBits(product);
        return usual(!isTiny(a)
                        && !isTiny(b)
                        && (isNormal(result) || isZero(result) && (isZero(a) || isZero(b)))
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostFloat.productExact(x, y, product)))
                ? result
                : (int) ExactLane.multiply(cpu, BINARY32, exact(a), exact(b));
    }

    static int divide(X86Cpu cpu, int a, int b) {
        float x = Float.intBitsToFloat(a);
        float y = Float.intBitsToFloat(b);
        float quotient = x / y;
        int result = Float.floatToRawIntBits(quotient);
        return usual(!isTiny(a)
                        && !isTiny(b)
                        && (isNormal(result) || isZero(result) && isZero(a))
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostFloat.quotientExact(x, y, quotient)))
                ? result
                : (int) ExactLane.divide(cpu, BINARY32, exact(a), exact(b));
    }

    static int squareRoot(X86Cpu cpu, int a) {
        float x = Float.intBitsToFloat(a);
        float root = (float) Math.sqrt(x);
        int result = Float.floatToRawIntBits(root);
        return usual(!isTiny(a)
                        && (isNormal(result) || isZero(result))
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostFloat.rootExact(x, root)))
                ? result
                : (int) ExactLane.squareRoot(cpu, BINARY32, exact(a));
    }

    static int minimum(X86Cpu cpu, int a, int b) {
        return usual(isPlain(a, b))
                ? Float.intBitsToFloat(a) < Float.intBitsToFloat(b) ? a : b
                : (int) ExactLane.minimum(cpu, BINARY32, exact(a), exact(b));
    }

    static int maximum(X86Cpu cpu, int a, int b) {
        return usual(isPlain(a, b))
                ? Float.intBitsToFloat(a) > Float.intBitsToFloat(b) ? a : b
                : (int) ExactLane.maximum(cpu, BINARY32, exact(a), exact(b));
    }

    /** One of {@link Relation}. */
    static int relation(X86Cpu cpu, int a, int b, boolean signals) {
        if (usual(isPlain(a, b))) {
            float x = Float.intBitsToFloat(a);
            float y = Float.intBitsToFloat(b);
            return x < y ? Relation.LESS : x == y ? Relation.EQUAL : Relation.GREATER;
        }
        return ExactLane.relation(cpu, BINARY32, exact(a), exact(b), signals);
    }

    /** All ones where a predicate holds. */
    static int compare(X86Cpu cpu, int a, int b, int predicate) {
        return Relation.satisfies(relation(cpu, a, b, Relation.signals(predicate)), predicate) ? -1 : 0;
    }
}
