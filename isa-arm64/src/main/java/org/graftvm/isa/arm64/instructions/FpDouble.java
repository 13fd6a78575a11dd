package org.graftvm.isa.arm64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.rarely;
import static org.graftvm.engine.lowering.HostArithmetic.usual;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.HostDouble;
import org.graftvm.spec.Operation;

/** Arithmetic of doubles: the host's where it tells all that the guest may see, {@link FpExact} elsewhere. */
final class FpDouble {
    private FpDouble() {}

    // ---- conditions: whether the host's result is the guest's, flags included ----

    private static boolean isSum(Arm64Cpu cpu, double a, double b, double sum) {
        return usual(cpu.unsettled == 0 && HostDouble.sumSettled(sum))
                || cpu.directed == 0 && HostDouble.sumExact(a, b, sum);
    }

    private static boolean isProduct(Arm64Cpu cpu, double a, double b, double product) {
        return usual(cpu.unsettled == 0 && HostDouble.settled(product))
                || cpu.directed == 0 && HostDouble.productExact(a, b, product);
    }

    private static boolean isQuotient(Arm64Cpu cpu, double a, double b, double quotient) {
        return usual(cpu.unsettled == 0 && HostDouble.settled(quotient))
                || cpu.directed == 0 && HostDouble.quotientExact(a, b, quotient);
    }

    private static boolean isRoot(Arm64Cpu cpu, double a, double root) {
        return usual(cpu.unsettled == 0 && HostDouble.sumSettled(root))
                || cpu.directed == 0 && HostDouble.rootExact(a, root);
    }

    private static boolean isFused(Arm64Cpu cpu, double addend, double a, double b, double sum) {
        return usual(cpu.unsettled == 0 && HostDouble.settled(sum))
                || cpu.directed == 0 && HostDouble.fusedExact(a, b, addend, sum);
    }

    // ---- arithmetic ----

    @Operation
    static long add(Arm64Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double sum = x + y;
        return Double.doubleToRawLongBits(
                isSum(cpu, x, y, sum) || rarely() ? sum : Double.longBitsToDouble(FpExact.add(cpu, BINARY64, a, b)));
    }

    @Operation
    static long subtract(Arm64Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double difference = x - y;
        return Double.doubleToRawLongBits(
                isSum(cpu, x, -y, difference) || rarely()
                        ? difference
                        : Double.longBitsToDouble(FpExact.subtract(cpu, BINARY64, a, b)));
    }

    @Operation
    static long multiply(Arm64Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double product = x * y;
        return Double.doubleToRawLongBits(
                isProduct(cpu, x, y, product) || rarely()
                        ? product
                        : Double.longBitsToDouble(FpExact.multiply(cpu, BINARY64, a, b)));
    }

    @Operation
    static long divide(Arm64Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double quotient = x / y;
        return Double.doubleToRawLongBits(
                isQuotient(cpu, x, y, quotient) || rarely()
                        ? quotient
                        : Double.longBitsToDouble(FpExact.divide(cpu, BINARY64, a, b)));
    }

    @Operation
    static long multiplyExtended(Arm64Cpu cpu, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double product = x * y;
        return Double.doubleToRawLongBits(
                isProduct(cpu, x, y, product) || rarely()
                        ? product
                        : Double.longBitsToDouble(FpExact.multiplyExtended(cpu, BINARY64, a, b)));
    }

    @Operation
    static long squareRoot(Arm64Cpu cpu, long a) {
        double x = Double.longBitsToDouble(a);
        double root = Math.sqrt(x);
        return Double.doubleToRawLongBits(
                isRoot(cpu, x, root) || rarely()
                        ? root
                        : Double.longBitsToDouble(FpExact.squareRoot(cpu, BINARY64, a)));
    }

    /** addend + a · b, rounded once. */
    @Operation
    static long fused(Arm64Cpu cpu, long addend, long a, long b) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
        double z = Double.longBitsToDouble(addend);
        double sum = Math.fma(x, y, z);
        return Double.doubleToRawLongBits(
                isFused(cpu, z, x, y, sum) || rarely()
                        ? sum
                        : Double.longBitsToDouble(FpExact.fused(cpu, BINARY64, addend, a, b)));
    }

    // ---- order ----

    /** Whether Java's smaller or larger operand is the guest's: it takes the negative zero for the smaller one too, and tells of NaNs. */
    private static boolean isOrdered(Arm64Cpu cpu, double extreme) {
        return usual(cpu.directed == 0 && !Double.isNaN(extreme));
    }

    @Operation
    static long minimum(Arm64Cpu cpu, long a, long b) {
        double lesser = Math.min(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        return Double.doubleToRawLongBits(
                isOrdered(cpu, lesser) || rarely()
                        ? lesser
                        : Double.longBitsToDouble(FpExact.minimum(cpu, BINARY64, a, b)));
    }

    @Operation
    static long maximum(Arm64Cpu cpu, long a, long b) {
        double greater = Math.max(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        return Double.doubleToRawLongBits(
                isOrdered(cpu, greater) || rarely()
                        ? greater
                        : Double.longBitsToDouble(FpExact.maximum(cpu, BINARY64, a, b)));
    }

    @Operation
    static long minimumNumber(Arm64Cpu cpu, long a, long b) {
        double lesser = Math.min(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        return Double.doubleToRawLongBits(
                isOrdered(cpu, lesser) || rarely()
                        ? lesser
                        : Double.longBitsToDouble(FpExact.minimumNumber(cpu, BINARY64, a, b)));
    }

    @Operation
    static long maximumNumber(Arm64Cpu cpu, long a, long b) {
        double greater = Math.max(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        return Double.doubleToRawLongBits(
                isOrdered(cpu, greater) || rarely()
                        ? greater
                        : Double.longBitsToDouble(FpExact.maximumNumber(cpu, BINARY64, a, b)));
    }

    /** As {@link FpExact#relation}. */
    @Operation
    static long relation(Arm64Cpu cpu, long a, long b, int signals) {
        double x = Double.longBitsToDouble(a);
        double y = Double.longBitsToDouble(b);
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
        return FpExact.relation(cpu, BINARY64, a, b, signals);
    }
}
