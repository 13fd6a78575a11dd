package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.FusedLane.NEGATE_PRODUCT;
import static org.graftvm.isa.x86_64.instructions.FusedLane.SUBTRACT_EVEN;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.DoubleVectors;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.engine.lowering.HostArithmetic;
import org.graftvm.engine.lowering.SingleVectors;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Products and sums of whole vectors with one rounding, as {@link FusedLane} makes them by parts. */
final class FusedLaneVectors {
    /** The signs of what is negated: by {@link FusedLane#SUBTRACT_EVEN} and {@link FusedLane#SUBTRACT_ODD}, shifted right by one. */
    @CompilationFinal(dimensions = 1)
    private static final LongVector[] DOUBLE_SIGNS = {
        ExactParts.join(0, 0),
        ExactParts.join(Long.MIN_VALUE, 0),
        ExactParts.join(0, Long.MIN_VALUE),
        ExactParts.join(Long.MIN_VALUE, Long.MIN_VALUE)
    };

    @CompilationFinal(dimensions = 1)
    private static final LongVector[] SINGLE_SIGNS = {
        ExactParts.join(0, 0),
        ExactParts.join(0x8000_0000L, 0x8000_0000L),
        ExactParts.join(Long.MIN_VALUE, Long.MIN_VALUE),
        ExactParts.join(Lanes.INT_SIGNS, Lanes.INT_SIGNS)
    };

    private FusedLaneVectors() {}

    private static LongVector factor(LongVector[] all, LongVector b, int signs) {
        return (signs & NEGATE_PRODUCT) != 0 ? b.lanewise(VectorOperators.XOR, all[3]) : b;
    }

    private static LongVector addend(LongVector[] all, LongVector c, int signs) {
        int negated = signs >> 1 & 3;
        return negated != 0 ? c.lanewise(VectorOperators.XOR, all[negated]) : c;
    }

    @Operation
    static LongVector doubles(X86Cpu cpu, LongVector a, LongVector b, LongVector c, int signs) {
        LongVector result = a.reinterpretAsDoubles()
                .lanewise(
                        VectorOperators.FMA,
                        factor(DOUBLE_SIGNS, b, signs).reinterpretAsDoubles(),
                        addend(DOUBLE_SIGNS, c, signs).reinterpretAsDoubles())
                .reinterpretAsLongs();
        if (DoubleVectors.areOrdinary(cpu, a, b, c)) {
            return result;
        }
        return DoubleVectors.isFused(cpu, a, b, c, result) || HostArithmetic.rarely()
                ? result
                : ExactParts.join(
                        one(cpu, a.lane(0), b.lane(0), c.lane(0), signs & (NEGATE_PRODUCT | SUBTRACT_EVEN)),
                        one(cpu, a.lane(1), b.lane(1), c.lane(1), signs & NEGATE_PRODUCT | signs >> 1 & SUBTRACT_EVEN));
    }

    @TruffleBoundary
    private static long one(X86Cpu cpu, long a, long b, long c, int signs) {
        return FusedLane.oneDouble(cpu, a, b, c, signs);
    }

    @Operation
    static LongVector singles(X86Cpu cpu, LongVector a, LongVector b, LongVector c, int signs) {
        LongVector result = a.reinterpretAsFloats()
                .lanewise(
                        VectorOperators.FMA,
                        factor(SINGLE_SIGNS, b, signs).reinterpretAsFloats(),
                        addend(SINGLE_SIGNS, c, signs).reinterpretAsFloats())
                .reinterpretAsLongs();
        IntVector x = a.reinterpretAsInts();
        IntVector y = b.reinterpretAsInts();
        IntVector z = c.reinterpretAsInts();
        if (SingleVectors.areOrdinary(cpu, x, y, z)) {
            return result;
        }
        return SingleVectors.isFused(cpu, x, y, z, result.reinterpretAsInts()) || HostArithmetic.rarely()
                ? result
                : ExactParts.join(
                        pair(cpu, a.lane(0), b.lane(0), c.lane(0), signs),
                        pair(cpu, a.lane(1), b.lane(1), c.lane(1), signs));
    }

    @TruffleBoundary
    private static long pair(X86Cpu cpu, long a, long b, long c, int signs) {
        return FusedLane.pair(cpu, a, b, c, signs);
    }
}
