package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.engine.lowering.HostArithmetic.usual;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.engine.lowering.ExactParts;
import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Operation;

/** Vector forms of {@link FloatConversion}, of those that keep the number of elements. */
final class FloatConversionVectors {
    private static final ExactParts.Part<X86Cpu> FROM_INTEGERS = (cpu, a, _) -> FloatConversion.cvtdq2ps(cpu, a);
    private static final ExactParts.Part<X86Cpu> TO_INTEGERS = (cpu, a, _) -> FloatConversion.cvtps2dq(cpu, a);
    private static final ExactParts.Part<X86Cpu> TRUNCATE = (cpu, a, _) -> FloatConversion.cvttps2dq(cpu, a);

    /** Added to a single below 2<sup>22</sup>, its integer is in the lowest bits of the sum. */
    private static final IntVector ROUNDER = IntVector.broadcast(IntVector.SPECIES_128, 0x4b40_0000);

    private static final int TWO_TO_22 = 0x4a80_0000;
    private static final int TWO_TO_31 = 0x4f00_0000;

    /** Integers up to it have no more bits than a single. */
    private static final int EXACT = 1 << 24;

    private FloatConversionVectors() {}

    private static boolean areBelow(X86Cpu cpu, LongVector a, int limit) {
        LongVector rest = IntVector.broadcast(IntVector.SPECIES_128, limit - 1)
                .sub(a.reinterpretAsInts().and(Integer.MAX_VALUE))
                .reinterpretAsLongs();
        return usual(((rest.lane(0) | rest.lane(1)) & Lanes.INT_SIGNS | cpu.unsettled) == 0);
    }

    @Operation
    static LongVector cvtdq2ps(X86Cpu cpu, LongVector b) {
        IntVector integers = b.reinterpretAsInts();
        LongVector result = integers.convert(VectorOperators.I2F, 0).reinterpretAsLongs();
        if (usual(cpu.unsettled == 0)) {
            return result;
        }
        LongVector above = integers.add(EXACT).and(-2 * EXACT).reinterpretAsLongs();
        return (above.lane(0) | above.lane(1)) == 0 ? result : ExactParts.apply(cpu, FROM_INTEGERS, b, b);
    }

    @Operation
    static LongVector cvtps2dq(X86Cpu cpu, LongVector b) {
        LongVector sum =
                b.reinterpretAsFloats().add(ROUNDER.reinterpretAsFloats()).reinterpretAsLongs();
        return areBelow(cpu, b, TWO_TO_22)
                ? sum.reinterpretAsInts().sub(ROUNDER).reinterpretAsLongs()
                : ExactParts.apply(cpu, TO_INTEGERS, b, b);
    }

    @Operation
    static LongVector cvttps2dq(X86Cpu cpu, LongVector b) {
        LongVector integers =
                b.reinterpretAsFloats().convert(VectorOperators.F2I, 0).reinterpretAsLongs();
        return areBelow(cpu, b, TWO_TO_31) ? integers : ExactParts.apply(cpu, TRUNCATE, b, b);
    }
}
