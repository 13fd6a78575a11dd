package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.engine.lowering.VectorPacks;
import org.graftvm.engine.lowering.VectorShifts;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdShiftImmediate}, of the fields that {@link Shift} describes. */
final class SimdShiftImmediateVectors {
    private SimdShiftImmediateVectors() {}

    private static int size(int field) {
        return VectorShape.shiftSize(field);
    }

    private static int bits(int field) {
        return Elements.bits(size(field));
    }

    private static LongVector right(LongVector a, int field, boolean signed) {
        return signed
                ? VectorShifts.rightSigned(a, Math.min(Shift.rightBy(field), bits(field) - 1), bits(field))
                : VectorShifts.right(a, Shift.rightBy(field), bits(field));
    }

    /** The highest bit that is shifted out is added to what stays. */
    private static LongVector rightRounded(LongVector a, int field, boolean signed) {
        LongVector half =
                VectorShifts.right(a, Shift.rightBy(field) - 1, bits(field)).and(Elements.ones(size(field)));
        return PackedIntegers.add(right(a, field, signed), half, size(field));
    }

    private static LongVector add(LongVector a, LongVector b, int field) {
        return PackedIntegers.add(a, b, size(field));
    }

    /** @param places bits that come from {@code a} */
    private static LongVector inserted(LongVector old, LongVector a, long places) {
        return a.or(old.and(~places));
    }

    /** Of the wide elements; their high bits do not stay. */
    private static LongVector wideRight(LongVector a, int field) {
        return VectorShifts.right(a, Shift.rightBy(field), 2 * bits(field));
    }

    /** Half of what is the lowest bit that stays, in each wide element. */
    private static long half(int field) {
        return Elements.ones(size(field) + 1) << Shift.rightBy(field) - 1;
    }

    @Operation
    static LongVector sshr(LongVector Vn, int shiftRight) {
        return right(Vn, shiftRight, true);
    }

    @Operation
    static LongVector ushr(LongVector Vn, int shiftRight) {
        return right(Vn, shiftRight, false);
    }

    @Operation
    static LongVector ssra(LongVector Vd, LongVector Vn, int shiftRight) {
        return add(Vd, sshr(Vn, shiftRight), shiftRight);
    }

    @Operation
    static LongVector usra(LongVector Vd, LongVector Vn, int shiftRight) {
        return add(Vd, ushr(Vn, shiftRight), shiftRight);
    }

    @Operation
    static LongVector srshr(LongVector Vn, int shiftRight) {
        return rightRounded(Vn, shiftRight, true);
    }

    @Operation
    static LongVector urshr(LongVector Vn, int shiftRight) {
        return rightRounded(Vn, shiftRight, false);
    }

    @Operation
    static LongVector srsra(LongVector Vd, LongVector Vn, int shiftRight) {
        return add(Vd, srshr(Vn, shiftRight), shiftRight);
    }

    @Operation
    static LongVector ursra(LongVector Vd, LongVector Vn, int shiftRight) {
        return add(Vd, urshr(Vn, shiftRight), shiftRight);
    }

    @Operation
    static LongVector sri(LongVector Vd, LongVector Vn, int shiftRight) {
        return inserted(Vd, ushr(Vn, shiftRight), Shift.right(-1, shiftRight, false));
    }

    @Operation
    static LongVector shl(LongVector Vn, int shiftLeft) {
        return VectorShifts.left(Vn, Shift.leftBy(shiftLeft), bits(shiftLeft));
    }

    @Operation
    static LongVector sli(LongVector Vd, LongVector Vn, int shiftLeft) {
        return inserted(Vd, shl(Vn, shiftLeft), Shift.left(-1, shiftLeft));
    }

    @Operation
    static LongVector shrn(LongVector VdOld, LongVector VnLong, int shiftRight, int upper) {
        return VectorPacks.narrow(VdOld, wideRight(VnLong, shiftRight), bits(shiftRight), upper);
    }

    @Operation
    static LongVector rshrn(LongVector VdOld, LongVector VnLong, int shiftRight, int upper) {
        return VectorPacks.narrow(
                VdOld,
                wideRight(
                        PackedIntegers.add(
                                VnLong,
                                LongVector.broadcast(LongVector.SPECIES_128, half(shiftRight)),
                                size(shiftRight) + 1),
                        shiftRight),
                bits(shiftRight),
                upper);
    }

    @Operation
    static LongVector sshll(LongVector Vn, int shiftLeft, int upper) {
        return VectorShifts.left(
                VectorPacks.widenHalf(Vn, upper, bits(shiftLeft), 1), Shift.leftBy(shiftLeft), 2 * bits(shiftLeft));
    }

    @Operation
    static LongVector ushll(LongVector Vn, int shiftLeft, int upper) {
        return VectorShifts.left(
                VectorPacks.widenHalf(Vn, upper, bits(shiftLeft), 0), Shift.leftBy(shiftLeft), 2 * bits(shiftLeft));
    }
}
