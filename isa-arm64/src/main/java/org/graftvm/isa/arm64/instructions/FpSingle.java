package org.graftvm.isa.arm64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.rarely;
import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.HostFloat;
import org.graftvm.spec.Operation;

/** {@link FpDouble} for singles, in the low 32 bits of what it gets and gives. */
final class FpSingle {
    private FpSingle() {}

    // ---- conditions: whether the host's result is the guest's, flags included ----

    private static boolean isSum(Arm64Cpu cpu, float a, float b, float sum) {
        return usual(cpu.unsettled == 0 && HostFloat.sumSettled(sum))
                || cpu.directed == 0 && HostFloat.sumExact(a, b, sum);
    }

    private static boolean isProduct(Arm64Cpu cpu, float a, float b, float product) {
        return usual(cpu.unsettled == 0 && HostFloat.settled(product))
                || cpu.directed == 0 && HostFloat.productExact(a, b, product);
    }

    private static boolean isQuotient(Arm64Cpu cpu, float a, float b, float quotient) {
        return usual(cpu.unsettled == 0 && HostFloat.settled(quotient))
                || cpu.directed == 0 && HostFloat.quotientExact(a, b, quotient);
    }

    private static boolean isRoot(Arm64Cpu cpu, float a, float root) {
        return usual(cpu.unsettled == 0 && HostFloat.sumSettled(root))
                || cpu.directed == 0 && HostFloat.rootExact(a, root);
    }

    private static boolean isFused(Arm64Cpu cpu, float addend, float a, float b, float sum) {
        return usual(cpu.unsettled == 0 && HostFloat.settled(sum))
                || cpu.directed == 0 && HostFloat.fusedExact(a, b, addend, sum);
    }

    // ---- arithmetic ----

    @Operation
    static long add(Arm64Cpu cpu, long a, long b) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        float sum = x + y;
        return Float.floatToRawIntBits(
                isSum(cpu, x, y, sum) || rarely() ? sum : Float.intBitsToFloat((int) FpExact.add(cpu, BINARY32, a, b)));
    }

    @Operation
    static long subtract(Arm64Cpu cpu, long a, long b) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        float difference = x - y;
        return Float.floatToRawIntBits(
                isSum(cpu, x, -y, difference) || rarely()
                        ? difference
                        : Float.intBitsToFloat((int) FpExact.subtract(cpu, BINARY32, a, b)));
    }

    @Operation
    static long multiply(Arm64Cpu cpu, long a, long b) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        float product = x * y;
        return Float.floatToRawIntBits(
                isProduct(cpu, x, y, product) || rarely()
                        ? product
                        : Float.intBitsToFloat((int) FpExact.multiply(cpu, BINARY32, a, b)));
    }

    @Operation
    static long divide(Arm64Cpu cpu, long a, long b) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        float quotient = x / y;
        return Float.floatToRawIntBits(
                isQuotient(cpu, x, y, quotient) || rarely()
                        ? quotient
                        : Float.intBitsToFloat((int) FpExact.divide(cpu, BINARY32, a, b)));
    }

    @Operation
    static long multiplyExtended(Arm64Cpu cpu, long a, long b) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        float product = x * y;
        return Float.floatToRawIntBits(
                isProduct(cpu, x, y, product) || rarely()
                        ? product
                        : Float.intBitsToFloat((int) FpExact.multiplyExtended(cpu, BINARY32, a, b)));
    }

    @Operation
    static long squareRoot(Arm64Cpu cpu, long a) {
        float x = Float.intBitsToFloat((int) a);
        float root = (float) Math.sqrt(x);
        return Float.floatToRawIntBits(
                isRoot(cpu, x, root) || rarely()
                        ? root
                        : Float.intBitsToFloat((int) FpExact.squareRoot(cpu, BINARY32, a)));
    }

    /** addend + a · b, rounded once. */
    @Operation
    static long fused(Arm64Cpu cpu, long addend, long a, long b) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        float z = Float.intBitsToFloat((int) addend);
        float sum = Math.fma(x, y, z);
        return Float.floatToRawIntBits(
                isFused(cpu, z, x, y, sum) || rarely()
                        ? sum
                        : Float.intBitsToFloat((int) FpExact.fused(cpu, BINARY32, addend, a, b)));
    }

    // ---- order ----

    /** Whether Java's smaller or larger operand is the guest's: it takes the negative zero for the smaller one too, and tells of NaNs. */
    private static boolean isOrdered(Arm64Cpu cpu, float extreme) {
        return usual(cpu.directed == 0 && !Float.isNaN(extreme));
    }

    @Operation
    static long minimum(Arm64Cpu cpu, long a, long b) {
        float lesser = Math.min(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b));
        return Float.floatToRawIntBits(
                isOrdered(cpu, lesser) || rarely()
                        ? lesser
                        : Float.intBitsToFloat((int) FpExact.minimum(cpu, BINARY32, a, b)));
    }

    @Operation
    static long maximum(Arm64Cpu cpu, long a, long b) {
        float greater = Math.max(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b));
        return Float.floatToRawIntBits(
                isOrdered(cpu, greater) || rarely()
                        ? greater
                        : Float.intBitsToFloat((int) FpExact.maximum(cpu, BINARY32, a, b)));
    }

    @Operation
    static long minimumNumber(Arm64Cpu cpu, long a, long b) {
        float lesser = Math.min(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b));
        return Float.floatToRawIntBits(
                isOrdered(cpu, lesser) || rarely()
                        ? lesser
                        : Float.intBitsToFloat((int) FpExact.minimumNumber(cpu, BINARY32, a, b)));
    }

    @Operation
    static long maximumNumber(Arm64Cpu cpu, long a, long b) {
        float greater = Math.max(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b));
        return Float.floatToRawIntBits(
                isOrdered(cpu, greater) || rarely()
                        ? greater
                        : Float.intBitsToFloat((int) FpExact.maximumNumber(cpu, BINARY32, a, b)));
    }

    /** As {@link FpExact#relation}. */
    @Operation
    static long relation(Arm64Cpu cpu, long a, long b, int signals) {
        float x = Float.intBitsToFloat((int) a);
        float y = Float.intBitsToFloat((int) b);
        if (usual(cpu.directed == 0)) {
            if (x < y) {
                return FpExact.LESS;
            }
            if (x > y) {
                return FpExact.GREATER;
            }
            if (x == y) {
                return FpExact.EQUAL;
            }
        }
        rarely();
        return FpExact.relation(cpu, BINARY32, a, b, signals);
    }
}
