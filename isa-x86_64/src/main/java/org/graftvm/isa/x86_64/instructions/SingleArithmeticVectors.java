package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.SingleVectors.areComparable;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.engine.lowering.SingleVectors;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SingleArithmetic}: the host's arithmetic where {@link SingleVectors} says that it will do. */
final class SingleArithmeticVectors {
    private static final ExactParts.Part<X86Cpu> ADD = SingleArithmetic::addps;
    private static final ExactParts.Part<X86Cpu> SUBTRACT = SingleArithmetic::subps;
    private static final ExactParts.Part<X86Cpu> MULTIPLY = SingleArithmetic::mulps;
    private static final ExactParts.Part<X86Cpu> DIVIDE = SingleArithmetic::divps;
    private static final ExactParts.Part<X86Cpu> ROOT = (cpu, a, _) -> SingleArithmetic.sqrtps(cpu, a);
    private static final ExactParts.Part<X86Cpu> MINIMUM = SingleArithmetic::minps;
    private static final ExactParts.Part<X86Cpu> MAXIMUM = SingleArithmetic::maxps;

    private SingleArithmeticVectors() {}

    private static FloatVector floating(LongVector a) {
        return a.reinterpretAsFloats();
    }

    @Operation
    static LongVector addps(X86Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.add(cpu, ADD, a, b);
    }

    @Operation
    static LongVector subps(X86Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.subtract(cpu, SUBTRACT, a, b);
    }

    @Operation
    static LongVector mulps(X86Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.multiply(cpu, MULTIPLY, a, b);
    }

    @Operation
    static LongVector divps(X86Cpu cpu, LongVector a, LongVector b) {
        return SingleVectors.divide(cpu, DIVIDE, a, b);
    }

    @Operation
    static LongVector sqrtps(X86Cpu cpu, LongVector b) {
        return SingleVectors.squareRoot(cpu, ROOT, b);
    }

    @Operation
    static LongVector minps(X86Cpu cpu, LongVector a, LongVector b) {
        VectorMask<Float> chosen = floating(a).compare(VectorOperators.LT, floating(b));
        return areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())
                ? floating(b).blend(floating(a), chosen).reinterpretAsLongs()
                : ExactParts.apply(cpu, MINIMUM, a, b);
    }

    @Operation
    static LongVector maxps(X86Cpu cpu, LongVector a, LongVector b) {
        VectorMask<Float> chosen = floating(a).compare(VectorOperators.GT, floating(b));
        return areComparable(a.reinterpretAsInts(), b.reinterpretAsInts())
                ? floating(b).blend(floating(a), chosen).reinterpretAsLongs()
                : ExactParts.apply(cpu, MAXIMUM, a, b);
    }
}
