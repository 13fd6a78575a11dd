package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.engine.lowering.VectorPacks;
import org.graftvm.engine.lowering.VectorShifts;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdWidening}. */
final class SimdWideningVectors {
    private SimdWideningVectors() {}

    private static LongVector highNarrow(LongVector old, LongVector wide, int size, int upper) {
        int bits = Elements.bits(size);
        return VectorPacks.narrow(old, VectorShifts.right(wide, bits, 2 * bits), bits, upper);
    }

    @Operation
    static LongVector saddl(LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 1),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 1),
                size + 1);
    }

    @Operation
    static LongVector saddw(LongVector VnLong, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(VnLong, VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 1), size + 1);
    }

    @Operation
    static LongVector ssubl(LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.subtract(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 1),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 1),
                size + 1);
    }

    @Operation
    static LongVector ssubw(LongVector VnLong, LongVector Vm, int size, int upper) {
        return PackedIntegers.subtract(VnLong, VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 1), size + 1);
    }

    @Operation
    static LongVector sabdl(LongVector Vn, LongVector Vm, int size, int upper) {
        return SimdArithmeticVectors.sabd(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 1),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 1),
                size + 1);
    }

    @Operation
    static LongVector sabal(LongVector VdLong, LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(VdLong, sabdl(Vn, Vm, size, upper), size + 1);
    }

    @Operation
    static LongVector smull(LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.multiply(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 1),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 1),
                size + 1);
    }

    @Operation
    static LongVector smlal(LongVector VdLong, LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(VdLong, smull(Vn, Vm, size, upper), size + 1);
    }

    @Operation
    static LongVector smlsl(LongVector VdLong, LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.subtract(VdLong, smull(Vn, Vm, size, upper), size + 1);
    }

    @Operation
    static LongVector uaddl(LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 0),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 0),
                size + 1);
    }

    @Operation
    static LongVector uaddw(LongVector VnLong, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(VnLong, VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 0), size + 1);
    }

    @Operation
    static LongVector usubl(LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.subtract(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 0),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 0),
                size + 1);
    }

    @Operation
    static LongVector usubw(LongVector VnLong, LongVector Vm, int size, int upper) {
        return PackedIntegers.subtract(VnLong, VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 0), size + 1);
    }

    @Operation
    static LongVector uabdl(LongVector Vn, LongVector Vm, int size, int upper) {
        return SimdArithmeticVectors.sabd(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 0),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 0),
                size + 1);
    }

    @Operation
    static LongVector uabal(LongVector VdLong, LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(VdLong, uabdl(Vn, Vm, size, upper), size + 1);
    }

    @Operation
    static LongVector umull(LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.multiply(
                VectorPacks.widenHalf(Vn, upper, Elements.bits(size), 0),
                VectorPacks.widenHalf(Vm, upper, Elements.bits(size), 0),
                size + 1);
    }

    @Operation
    static LongVector umlal(LongVector VdLong, LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.add(VdLong, umull(Vn, Vm, size, upper), size + 1);
    }

    @Operation
    static LongVector umlsl(LongVector VdLong, LongVector Vn, LongVector Vm, int size, int upper) {
        return PackedIntegers.subtract(VdLong, umull(Vn, Vm, size, upper), size + 1);
    }

    @Operation
    static LongVector addhn(LongVector VdOld, LongVector VnLong, LongVector VmLong, int size, int upper) {
        return highNarrow(VdOld, PackedIntegers.add(VnLong, VmLong, size + 1), size, upper);
    }

    @Operation
    static LongVector subhn(LongVector VdOld, LongVector VnLong, LongVector VmLong, int size, int upper) {
        return highNarrow(VdOld, PackedIntegers.subtract(VnLong, VmLong, size + 1), size, upper);
    }

    @Operation
    static LongVector raddhn(LongVector VdOld, LongVector VnLong, LongVector VmLong, int size, int upper) {
        return highNarrow(
                VdOld,
                PackedIntegers.add(
                        PackedIntegers.add(VnLong, VmLong, size + 1),
                        LongVector.broadcast(
                                LongVector.SPECIES_128, Elements.ones(size + 1) << Elements.bits(size) - 1),
                        size + 1),
                size,
                upper);
    }

    @Operation
    static LongVector rsubhn(LongVector VdOld, LongVector VnLong, LongVector VmLong, int size, int upper) {
        return highNarrow(
                VdOld,
                PackedIntegers.add(
                        PackedIntegers.subtract(VnLong, VmLong, size + 1),
                        LongVector.broadcast(
                                LongVector.SPECIES_128, Elements.ones(size + 1) << Elements.bits(size) - 1),
                        size + 1),
                size,
                upper);
    }
}
