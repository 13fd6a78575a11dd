package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.DoubleVectors.areComparable;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.DoubleVectors;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link DoubleArithmetic}: the host's arithmetic where {@link DoubleVectors} says that it will do. */
final class DoubleArithmeticVectors {
    private static final ExactParts.Part<X86Cpu> ADD = DoubleArithmetic::addpd;
    private static final ExactParts.Part<X86Cpu> SUBTRACT = DoubleArithmetic::subpd;
    private static final ExactParts.Part<X86Cpu> MULTIPLY = DoubleArithmetic::mulpd;
    private static final ExactParts.Part<X86Cpu> DIVIDE = DoubleArithmetic::divpd;
    private static final ExactParts.Part<X86Cpu> ROOT = (cpu, a, _) -> DoubleArithmetic.sqrtpd(cpu, a);
    private static final ExactParts.Part<X86Cpu> MINIMUM = DoubleArithmetic::minpd;
    private static final ExactParts.Part<X86Cpu> MAXIMUM = DoubleArithmetic::maxpd;

    private DoubleArithmeticVectors() {}

    private static DoubleVector floating(LongVector a) {
        return a.reinterpretAsDoubles();
    }

    @Operation
    static LongVector addpd(X86Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.add(cpu, ADD, a, b);
    }

    @Operation
    static LongVector subpd(X86Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.subtract(cpu, SUBTRACT, a, b);
    }

    @Operation
    static LongVector mulpd(X86Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.multiply(cpu, MULTIPLY, a, b);
    }

    @Operation
    static LongVector divpd(X86Cpu cpu, LongVector a, LongVector b) {
        return DoubleVectors.divide(cpu, DIVIDE, a, b);
    }

    @Operation
    static LongVector sqrtpd(X86Cpu cpu, LongVector b) {
        return DoubleVectors.squareRoot(cpu, ROOT, b);
    }

    @Operation
    static LongVector minpd(X86Cpu cpu, LongVector a, LongVector b) {
        VectorMask<Double> chosen = floating(a).compare(VectorOperators.LT, floating(b));
        return areComparable(a, b)
                ? floating(b).blend(floating(a), chosen).reinterpretAsLongs()
                : ExactParts.apply(cpu, MINIMUM, a, b);
    }

    @Operation
    static LongVector maxpd(X86Cpu cpu, LongVector a, LongVector b) {
        VectorMask<Double> chosen = floating(a).compare(VectorOperators.GT, floating(b));
        return areComparable(a, b)
                ? floating(b).blend(floating(a), chosen).reinterpretAsLongs()
                : ExactParts.apply(cpu, MAXIMUM, a, b);
    }
}
