package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.areComparable;
import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.areOrdinary;
import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.arePositive;
import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.isProduct;
import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.isQuotient;
import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.isRoot;
import static org.graftvm.isa.x86_64.instructions.DoubleLaneVectors.isSum;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link DoubleArithmetic}: the host's arithmetic where {@link DoubleLaneVectors} says that it will do. */
final class DoubleArithmeticVectors {
    private static final ExactParts.Part ADD = DoubleArithmetic::addpd;
    private static final ExactParts.Part SUBTRACT = DoubleArithmetic::subpd;
    private static final ExactParts.Part MULTIPLY = DoubleArithmetic::mulpd;
    private static final ExactParts.Part DIVIDE = DoubleArithmetic::divpd;
    private static final ExactParts.Part ROOT = (cpu, a, _) -> DoubleArithmetic.sqrtpd(cpu, a);
    private static final ExactParts.Part MINIMUM = DoubleArithmetic::minpd;
    private static final ExactParts.Part MAXIMUM = DoubleArithmetic::maxpd;

    private DoubleArithmeticVectors() {}

    private static DoubleVector floating(LongVector a) {
        return a.reinterpretAsDoubles();
    }

    @Operation
    static LongVector addpd(X86Cpu cpu, LongVector a, LongVector b) {
        LongVector result = floating(a).add(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isSum(cpu, a, b, result) ? result : ExactParts.apply(cpu, ADD, a, b);
    }

    @Operation
    static LongVector subpd(X86Cpu cpu, LongVector a, LongVector b) {
        LongVector result = floating(a).sub(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isSum(cpu, a, b.lanewise(VectorOperators.XOR, Long.MIN_VALUE), result)
                ? result
                : ExactParts.apply(cpu, SUBTRACT, a, b);
    }

    @Operation
    static LongVector mulpd(X86Cpu cpu, LongVector a, LongVector b) {
        LongVector result = floating(a).mul(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isProduct(cpu, a, b, result) ? result : ExactParts.apply(cpu, MULTIPLY, a, b);
    }

    @Operation
    static LongVector divpd(X86Cpu cpu, LongVector a, LongVector b) {
        LongVector result = floating(a).div(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, a, b)) {
            return result;
        }
        return isQuotient(cpu, a, b, result) ? result : ExactParts.apply(cpu, DIVIDE, a, b);
    }

    @Operation
    static LongVector sqrtpd(X86Cpu cpu, LongVector b) {
        LongVector result = floating(b).lanewise(VectorOperators.SQRT).reinterpretAsLongs();
        if (arePositive(cpu, b)) {
            return result;
        }
        return isRoot(cpu, b, result) ? result : ExactParts.apply(cpu, ROOT, b, b);
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
