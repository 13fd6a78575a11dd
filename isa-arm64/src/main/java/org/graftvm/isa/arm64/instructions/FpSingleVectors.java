package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.engine.lowering.SingleVectors;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link FpSingle}: the host's arithmetic where {@link SingleVectors} says that it will do. */
final class FpSingleVectors {
    private static final ExactParts.Part<Arm64Cpu> ADD = pairs(FpSingle::add);
    private static final ExactParts.Part<Arm64Cpu> SUBTRACT = pairs(FpSingle::subtract);
    private static final ExactParts.Part<Arm64Cpu> MULTIPLY = pairs(FpSingle::multiply);
    private static final ExactParts.Part<Arm64Cpu> MULTIPLY_EXTENDED = pairs(FpSingle::multiplyExtended);
    private static final ExactParts.Part<Arm64Cpu> DIVIDE = pairs(FpSingle::divide);
    private static final ExactParts.Part<Arm64Cpu> MINIMUM = pairs(FpSingle::minimum);
    private static final ExactParts.Part<Arm64Cpu> MAXIMUM = pairs(FpSingle::maximum);
    private static final ExactParts.Part<Arm64Cpu> MINIMUM_NUMBER = pairs(FpSingle::minimumNumber);
    private static final ExactParts.Part<Arm64Cpu> MAXIMUM_NUMBER = pairs(FpSingle::maximumNumber);
    private static final ExactParts.Part<Arm64Cpu> ROOT = pairs((cpu, a, ignored) -> FpSingle.squareRoot(cpu, a));
    private static final ExactParts.Part3<Arm64Cpu> FUSED = (cpu, a, b, c) -> Elements.concatenate(
            FpSingle.fused(cpu, c, a, b), FpSingle.fused(cpu, Elements.upper(c), Elements.upper(a), Elements.upper(b)));

    private FpSingleVectors() {}

    private static ExactParts.Part<Arm64Cpu> pairs(ExactParts.Part<Arm64Cpu> one) {
        return (cpu, a, b) ->
                Elements.concatenate(one.apply(cpu, a, b), one.apply(cpu, Elements.upper(a), Elements.upper(b)));
    }

    @Operation
    static LongVector add(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.add(cpu, ADD, a, b);
    }

    @Operation
    static LongVector subtract(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.subtract(cpu, SUBTRACT, a, b);
    }

    @Operation
    static LongVector multiply(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.multiply(cpu, MULTIPLY, a, b);
    }

    @Operation
    static LongVector divide(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.divide(cpu, DIVIDE, a, b);
    }

    @Operation
    static LongVector multiplyExtended(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.multiply(cpu, MULTIPLY_EXTENDED, a, b);
    }

    @Operation
    static LongVector squareRoot(Arm64Cpu cpu, LongVector a) {
        return SingleVectors.squareRoot(cpu, ROOT, a);
    }

    @Operation
    static LongVector fused(Arm64Cpu cpu, LongVector addend, LongVector a, LongVector b) {
        return SingleVectors.fused(cpu, FUSED, a, b, addend);
    }

    @Operation
    static LongVector minimum(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())
                ? lesser(a, b)
                : ExactParts.apply(cpu, MINIMUM, a, b);
    }

    @Operation
    static LongVector maximum(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())
                ? greater(a, b)
                : ExactParts.apply(cpu, MAXIMUM, a, b);
    }

    @Operation
    static LongVector minimumNumber(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())
                ? lesser(a, b)
                : ExactParts.apply(cpu, MINIMUM_NUMBER, a, b);
    }

    @Operation
    static LongVector maximumNumber(Arm64Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())
                ? greater(a, b)
                : ExactParts.apply(cpu, MAXIMUM_NUMBER, a, b);
    }

    /** Of equals, which may be zeros that differ in their signs, the bits that either has. */
    private static LongVector lesser(LongVector a, LongVector b) {
        return b.reinterpretAsFloats()
                .blend(
                        a.reinterpretAsFloats(),
                        a.reinterpretAsFloats().compare(VectorOperators.LT, b.reinterpretAsFloats()))
                .blend(
                        a.or(b).reinterpretAsFloats(),
                        a.reinterpretAsFloats().compare(VectorOperators.EQ, b.reinterpretAsFloats()))
                .reinterpretAsLongs();
    }

    /** Of equals the bits that both have. */
    private static LongVector greater(LongVector a, LongVector b) {
        return b.reinterpretAsFloats()
                .blend(
                        a.reinterpretAsFloats(),
                        a.reinterpretAsFloats().compare(VectorOperators.GT, b.reinterpretAsFloats()))
                .blend(
                        a.and(b).reinterpretAsFloats(),
                        a.reinterpretAsFloats().compare(VectorOperators.EQ, b.reinterpretAsFloats()))
                .reinterpretAsLongs();
    }
}
