package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.DoubleVectors;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link FpDouble}: the host's arithmetic where {@link DoubleVectors} says that it will do. */
final class FpDoubleVectors {
    private static final ExactParts.Part<Arm64Cpu> ADD = FpDouble::add;
    private static final ExactParts.Part<Arm64Cpu> SUBTRACT = FpDouble::subtract;
    private static final ExactParts.Part<Arm64Cpu> MULTIPLY = FpDouble::multiply;
    private static final ExactParts.Part<Arm64Cpu> MULTIPLY_EXTENDED = FpDouble::multiplyExtended;
    private static final ExactParts.Part<Arm64Cpu> DIVIDE = FpDouble::divide;
    private static final ExactParts.Part<Arm64Cpu> MINIMUM = FpDouble::minimum;
    private static final ExactParts.Part<Arm64Cpu> MAXIMUM = FpDouble::maximum;
    private static final ExactParts.Part<Arm64Cpu> MINIMUM_NUMBER = FpDouble::minimumNumber;
    private static final ExactParts.Part<Arm64Cpu> MAXIMUM_NUMBER = FpDouble::maximumNumber;
    private static final ExactParts.Part<Arm64Cpu> ROOT = (cpu, a, ignored) -> FpDouble.squareRoot(cpu, a);
    private static final ExactParts.Part3<Arm64Cpu> FUSED = (cpu, a, b, c) -> FpDouble.fused(cpu, c, a, b);

    private FpDoubleVectors() {}

    @Operation
    static LongVector add(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.add(cpu, ADD, a, b);
    }

    @Operation
    static LongVector subtract(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.subtract(cpu, SUBTRACT, a, b);
    }

    @Operation
    static LongVector multiply(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.multiply(cpu, MULTIPLY, a, b);
    }

    @Operation
    static LongVector divide(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.divide(cpu, DIVIDE, a, b);
    }

    @Operation
    static LongVector multiplyExtended(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.multiply(cpu, MULTIPLY_EXTENDED, a, b);
    }

    @Operation
    static LongVector squareRoot(Arm64Cpu cpu, LongVector a) {
        return DoubleVectors.squareRoot(cpu, ROOT, a);
    }

    @Operation
    static LongVector fused(Arm64Cpu cpu, LongVector addend, LongVector a, LongVector b) {
        return DoubleVectors.fused(cpu, FUSED, a, b, addend);
    }

    @Operation
    static LongVector minimum(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.areComparable(a, b) ? lesser(a, b) : ExactParts.apply(cpu, MINIMUM, a, b);
    }

    @Operation
    static LongVector maximum(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.areComparable(a, b) ? greater(a, b) : ExactParts.apply(cpu, MAXIMUM, a, b);
    }

    @Operation
    static LongVector minimumNumber(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.areComparable(a, b) ? lesser(a, b) : ExactParts.apply(cpu, MINIMUM_NUMBER, a, b);
    }

    @Operation
    static LongVector maximumNumber(Arm64Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.areComparable(a, b) ? greater(a, b) : ExactParts.apply(cpu, MAXIMUM_NUMBER, a, b);
    }

    /** Of equals, which may be zeros that differ in their signs, the bits that either has. */
    private static LongVector lesser(LongVector a, LongVector b) {
        return b.reinterpretAsDoubles()
                .blend(
                        a.reinterpretAsDoubles(),
                        a.reinterpretAsDoubles().compare(VectorOperators.LT, b.reinterpretAsDoubles()))
                .blend(
                        a.or(b).reinterpretAsDoubles(),
                        a.reinterpretAsDoubles().compare(VectorOperators.EQ, b.reinterpretAsDoubles()))
                .reinterpretAsLongs();
    }

    /** Of equals the bits that both have. */
    private static LongVector greater(LongVector a, LongVector b) {
        return b.reinterpretAsDoubles()
                .blend(
                        a.reinterpretAsDoubles(),
                        a.reinterpretAsDoubles().compare(VectorOperators.GT, b.reinterpretAsDoubles()))
                .blend(
                        a.and(b).reinterpretAsDoubles(),
                        a.reinterpretAsDoubles().compare(VectorOperators.EQ, b.reinterpretAsDoubles()))
                .reinterpretAsLongs();
    }
}
