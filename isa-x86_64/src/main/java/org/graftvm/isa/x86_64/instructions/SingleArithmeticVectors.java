package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.areComparable;
import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.areOrdinary;
import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.arePositive;
import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.isProduct;
import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.isQuotient;
import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.isRoot;
import static org.graftvm.isa.x86_64.instructions.SingleLaneVectors.isSum;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SingleArithmetic}: the host's arithmetic where {@link SingleLaneVectors} says that it will do. */
final class SingleArithmeticVectors {
    private static final ExactParts.Part ADD = SingleArithmetic::addps;
    private static final ExactParts.Part SUBTRACT = SingleArithmetic::subps;
    private static final ExactParts.Part MULTIPLY = SingleArithmetic::mulps;
    private static final ExactParts.Part DIVIDE = SingleArithmetic::divps;
    private static final ExactParts.Part ROOT = (cpu, a, _) -> SingleArithmetic.sqrtps(cpu, a);
    private static final ExactParts.Part MINIMUM = SingleArithmetic::minps;
    private static final ExactParts.Part MAXIMUM = SingleArithmetic::maxps;

    private SingleArithmeticVectors() {}

    private static FloatVector floating(LongVector a) {
        return a.reinterpretAsFloats();
    }

    @Operation
    static LongVector addps(X86Cpu cpu, LongVector a, LongVector b) {
        IntVector x = a.reinterpretAsInts();
        IntVector y = b.reinterpretAsInts();
        LongVector result = floating(a).add(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, x, y)) {
            return result;
        }
        return isSum(cpu, x, y, result.reinterpretAsInts()) ? result : ExactParts.apply(cpu, ADD, a, b);
    }

    @Operation
    static LongVector subps(X86Cpu cpu, LongVector a, LongVector b) {
        IntVector x = a.reinterpretAsInts();
        IntVector y = b.reinterpretAsInts();
        LongVector result = floating(a).sub(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, x, y)) {
            return result;
        }
        return isSum(cpu, x, y.lanewise(VectorOperators.XOR, Integer.MIN_VALUE), result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, SUBTRACT, a, b);
    }

    @Operation
    static LongVector mulps(X86Cpu cpu, LongVector a, LongVector b) {
        IntVector x = a.reinterpretAsInts();
        IntVector y = b.reinterpretAsInts();
        LongVector result = floating(a).mul(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, x, y)) {
            return result;
        }
        return isProduct(cpu, x, y, result.reinterpretAsInts()) ? result : ExactParts.apply(cpu, MULTIPLY, a, b);
    }

    @Operation
    static LongVector divps(X86Cpu cpu, LongVector a, LongVector b) {
        IntVector x = a.reinterpretAsInts();
        IntVector y = b.reinterpretAsInts();
        LongVector result = floating(a).div(floating(b)).reinterpretAsLongs();
        if (areOrdinary(cpu, x, y)) {
            return result;
        }
        return isQuotient(cpu, x, y, result.reinterpretAsInts()) ? result : ExactParts.apply(cpu, DIVIDE, a, b);
    }

    @Operation
    static LongVector sqrtps(X86Cpu cpu, LongVector b) {
        LongVector result = floating(b).lanewise(VectorOperators.SQRT).reinterpretAsLongs();
        if (arePositive(cpu, b.reinterpretAsInts())) {
            return result;
        }
        return isRoot(cpu, b.reinterpretAsInts(), result.reinterpretAsInts())
                ? result
                : ExactParts.apply(cpu, ROOT, b, b);
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
