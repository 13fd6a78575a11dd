package org.graftvm.isa.arm64.instructions;

import static org.graftvm.machine.fp.FpFormat.BINARY16;
import static org.graftvm.machine.fp.FpFormat.BINARY32;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Operation;

/** {@link FpDouble} for half precision, which no host computes with: in the low 16 bits of what it gets and gives. */
final class FpHalf {
    private FpHalf() {}

    /** The half as a single, a signaling NaN as a signaling one. */
    @Operation
    static long widen(Arm64Cpu cpu, long a) {
        short half = (short) FpStatus.operand(cpu, BINARY16, a);
        if (BINARY16.isNan(half & BINARY16.mask())) {
            return BINARY32.nan(BINARY16, half);
        }
        return Integer.toUnsignedLong(Float.floatToRawIntBits(Float.float16ToFloat(half)));
    }

    @Operation
    static long add(Arm64Cpu cpu, long a, long b) {
        return FpExact.add(cpu, BINARY16, a, b);
    }

    @Operation
    static long subtract(Arm64Cpu cpu, long a, long b) {
        return FpExact.subtract(cpu, BINARY16, a, b);
    }

    @Operation
    static long multiply(Arm64Cpu cpu, long a, long b) {
        return FpExact.multiply(cpu, BINARY16, a, b);
    }

    @Operation
    static long multiplyExtended(Arm64Cpu cpu, long a, long b) {
        return FpExact.multiplyExtended(cpu, BINARY16, a, b);
    }

    @Operation
    static long divide(Arm64Cpu cpu, long a, long b) {
        return FpExact.divide(cpu, BINARY16, a, b);
    }

    @Operation
    static long squareRoot(Arm64Cpu cpu, long a) {
        return FpExact.squareRoot(cpu, BINARY16, a);
    }

    @Operation
    static long fused(Arm64Cpu cpu, long addend, long a, long b) {
        return FpExact.fused(cpu, BINARY16, addend, a, b);
    }

    @Operation
    static long minimum(Arm64Cpu cpu, long a, long b) {
        return FpExact.minimum(cpu, BINARY16, a, b);
    }

    @Operation
    static long maximum(Arm64Cpu cpu, long a, long b) {
        return FpExact.maximum(cpu, BINARY16, a, b);
    }

    @Operation
    static long minimumNumber(Arm64Cpu cpu, long a, long b) {
        return FpExact.minimumNumber(cpu, BINARY16, a, b);
    }

    @Operation
    static long maximumNumber(Arm64Cpu cpu, long a, long b) {
        return FpExact.maximumNumber(cpu, BINARY16, a, b);
    }

    @Operation
    static long relation(Arm64Cpu cpu, long a, long b, int signals) {
        return FpExact.relation(cpu, BINARY16, a, b, signals);
    }
}
