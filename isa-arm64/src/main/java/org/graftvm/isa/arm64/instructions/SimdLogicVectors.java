package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdLogic}. */
final class SimdLogicVectors {
    private SimdLogicVectors() {}

    /** Bits of the one where {@code mask} has ones, else of the other. */
    private static LongVector choose(LongVector mask, LongVector ones, LongVector zeros) {
        return mask.and(ones).or(zeros.and(mask.not()));
    }

    @Operation
    static LongVector and(LongVector VnBytes, LongVector VmBytes) {
        return VnBytes.and(VmBytes);
    }

    @Operation
    static LongVector bic(LongVector VnBytes, LongVector VmBytes) {
        return VnBytes.and(VmBytes.not());
    }

    @Operation
    static LongVector orr(LongVector VnBytes, LongVector VmBytes) {
        return VnBytes.or(VmBytes);
    }

    @Operation
    static LongVector orn(LongVector VnBytes, LongVector VmBytes) {
        return VnBytes.or(VmBytes.not());
    }

    @Operation
    static LongVector eor(LongVector VnBytes, LongVector VmBytes) {
        return VnBytes.lanewise(VectorOperators.XOR, VmBytes);
    }

    @Operation
    static LongVector bsl(LongVector VdBytes, LongVector VnBytes, LongVector VmBytes) {
        return choose(VdBytes, VnBytes, VmBytes);
    }

    @Operation
    static LongVector bit(LongVector VdBytes, LongVector VnBytes, LongVector VmBytes) {
        return choose(VmBytes, VnBytes, VdBytes);
    }

    @Operation
    static LongVector bif(LongVector VdBytes, LongVector VnBytes, LongVector VmBytes) {
        return choose(VmBytes, VdBytes, VnBytes);
    }
}
