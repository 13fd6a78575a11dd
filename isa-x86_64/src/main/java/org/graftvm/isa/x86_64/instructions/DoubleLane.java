package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearest;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.isNearestAndSettled;
import static org.graftvm.isa.x86_64.instructions.Mxcsr.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.machine.fp.HostDouble;

/**
 * Arithmetic of doubles: the host's where it is exact enough and neither an operand nor the result is denormal, {@link ExactLane}
 * elsewhere. Then neither denormals-are-zeros nor flush-to-zero matters. Nothing traps here; {@link Mxcsr#deliver} ends the
 * instruction.
 */
final class DoubleLane {
    /** A number's bits without its sign, shifted left by one: the smallest that is surely not denormal, and infinity. */
    private static final long FIRST_NORMAL = (2L << 52) + 1;

    private static final long INFINITY = 0x7ffL << 53;

    private DoubleLane() {}

    /** Whether a number is denormal, or the smallest normal one, which may be what a tiny result was rounded to; not zero. */
    static boolean isTiny(long bits) {
        return (bits << 1) - 1 >>> 53 == 0;
    }

    /** Whether a number is neither zero nor tiny, infinite or NaN. */
    static boolean isNormal(long bits) {
        return Long.compareUnsigned((bits << 1) - FIRST_NORMAL, INFINITY - FIRST_NORMAL) < 0;
    }

    static boolean isZero(long bits) {
        return bits << 1 == 0;
    }

    /** Whether numbers compare, and nothing is denormal. */
    static boolean isPlain(long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        return !Double.isNaN(x) && !Double.isNaN(y) && !isTiny(a) && !isTiny(b);
    }

    /** For sums, which are zero only if they are exact. */
    private static boolean isSum(long a, long b, long sum) {
        return !isTiny(a) && !isTiny(b) && (isNormal(sum) || isZero(sum));
    }

    static long add(X86Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double sum = x + y;
        long result = Double.doubleToRawLongBits(sum);
        return usual(isSum(a, b, result)
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostDouble.sumExact(x, y, sum)))
                ? result
                : ExactLane.add(cpu, BINARY64, a, b);
    }

    static long subtract(X86Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double difference = x - y;
        long result = Double.doubleToRawLongBits(difference);
        return usual(isSum(a, b, result)
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostDouble.sumExact(x, -y, difference)))
                ? result
                : ExactLane.subtract(cpu, BINARY64, a, b);
    }

    static long multiply(X86Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double product = x * y;
        long result = Double.doubleToRawLongBits(product);
        return usual(!isTiny(a)
                        && !isTiny(b)
                        && (isNormal(result) || isZero(result) && (isZero(a) || isZero(b)))
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostDouble.productExact(x, y, product)))
                ? result
                : ExactLane.multiply(cpu, BINARY64, a, b);
    }

    static long divide(X86Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double quotient = x / y;
        long result = Double.doubleToRawLongBits(quotient);
        return usual(!isTiny(a)
                        && !isTiny(b)
                        && (isNormal(result) || isZero(result) && isZero(a))
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostDouble.quotientExact(x, y, quotient)))
                ? result
                : ExactLane.divide(cpu, BINARY64, a, b);
    }

    static long squareRoot(X86Cpu cpu, long a) {
        double x = Double.longBitsToDouble(a);
        double root = Math.sqrt(x);
        long result = Double.doubleToRawLongBits(root);
        return usual(!isTiny(a)
                        && (isNormal(result) || isZero(result))
                        && (isNearestAndSettled(cpu) || isNearest(cpu) && HostDouble.rootExact(x, root)))
                ? result
                : ExactLane.squareRoot(cpu, BINARY64, a);
    }

    static long minimum(X86Cpu cpu, long a, long b) {
        return usual(isPlain(a, b))
                ? Double.longBitsToDouble(a) < Double.longBitsToDouble(b) ? a : b
                : ExactLane.minimum(cpu, BINARY64, a, b);
    }

    static long maximum(X86Cpu cpu, long a, long b) {
        return usual(isPlain(a, b))
                ? Double.longBitsToDouble(a) > Double.longBitsToDouble(b) ? a : b
                : ExactLane.maximum(cpu, BINARY64, a, b);
    }

    /** One of {@link Relation}. */
    static int relation(X86Cpu cpu, long a, long b, boolean signals) {
        if (usual(isPlain(a, b))) {
            double x = Double.longBitsToDouble(a);
            double y = Double.longBitsToDouble(b);
            return x < y ? Relation.LESS : x == y ? Relation.EQUAL : Relation.GREATER;
        }
        return ExactLane.relation(cpu, BINARY64, a, b, signals);
    }

    /** All ones where a predicate holds. */
    static long compare(X86Cpu cpu, long a, long b, int predicate) {
        return Relation.satisfies(relation(cpu, a, b, Relation.signals(predicate)), predicate) ? -1 : 0;
    }
}
