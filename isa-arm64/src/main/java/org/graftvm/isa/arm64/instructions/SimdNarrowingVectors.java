package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.engine.lowering.VectorPacks;
import org.graftvm.engine.lowering.VectorShifts;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdNarrowing}. */
final class SimdNarrowingVectors {
    private SimdNarrowingVectors() {}

    /** Of pairs of elements, twice as wide. */
    static LongVector sums(LongVector a, int size, int signed) {
        int bits = Elements.bits(size);
        LongVector left = VectorShifts.left(a, bits, 2 * bits);
        return signed == 0
                ? PackedIntegers.add(
                        VectorShifts.right(left, bits, 2 * bits), VectorShifts.right(a, bits, 2 * bits), size + 1)
                : PackedIntegers.add(
                        VectorShifts.rightSigned(left, bits, 2 * bits),
                        VectorShifts.rightSigned(a, bits, 2 * bits),
                        size + 1);
    }

    @Operation
    static LongVector xtn(LongVector VdOld, LongVector VnLong, int size, int upper) {
        return VectorPacks.narrow(VdOld, VnLong, Elements.bits(size), upper);
    }

    @Operation
    static LongVector shll(LongVector Vn, int elementBits, int upper) {
        return VectorShifts.left(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(elementBits), 0),
                Elements.bits(elementBits),
                2 * Elements.bits(elementBits));
    }

    @Operation
    static LongVector saddlp(LongVector Vn, int size) {
        return sums(Vn, size, 1);
    }

    @Operation
    static LongVector uaddlp(LongVector Vn, int size) {
        return sums(Vn, size, 0);
    }

    @Operation
    static LongVector sadalp(LongVector VdPairs, LongVector Vn, int size) {
        return PackedIntegers.add(VdPairs, saddlp(Vn, size), size + 1);
    }

    @Operation
    static LongVector uadalp(LongVector VdPairs, LongVector Vn, int size) {
        return PackedIntegers.add(VdPairs, uaddlp(Vn, size), size + 1);
    }
}
