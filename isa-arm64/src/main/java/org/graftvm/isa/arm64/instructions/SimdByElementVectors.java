package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdByElement}. */
final class SimdByElementVectors {
    private SimdByElementVectors() {}

    @Operation
    static LongVector mul(LongVector Vn, LongVector VmElement, int size) {
        return PackedIntegers.multiply(Vn, VmElement, size);
    }

    @Operation
    static LongVector mla(LongVector Vd, LongVector Vn, LongVector VmElement, int size) {
        return PackedIntegers.add(Vd, mul(Vn, VmElement, size), size);
    }

    @Operation
    static LongVector mls(LongVector Vd, LongVector Vn, LongVector VmElement, int size) {
        return PackedIntegers.subtract(Vd, mul(Vn, VmElement, size), size);
    }

    @Operation
    static LongVector smull(LongVector Vn, LongVector VmElement, int size, int upper) {
        return SimdWideningVectors.smull(Vn, VmElement, size, upper);
    }

    @Operation
    static LongVector smlal(LongVector VdLong, LongVector Vn, LongVector VmElement, int size, int upper) {
        return SimdWideningVectors.smlal(VdLong, Vn, VmElement, size, upper);
    }

    @Operation
    static LongVector smlsl(LongVector VdLong, LongVector Vn, LongVector VmElement, int size, int upper) {
        return SimdWideningVectors.smlsl(VdLong, Vn, VmElement, size, upper);
    }

    @Operation
    static LongVector umull(LongVector Vn, LongVector VmElement, int size, int upper) {
        return SimdWideningVectors.umull(Vn, VmElement, size, upper);
    }

    @Operation
    static LongVector umlal(LongVector VdLong, LongVector Vn, LongVector VmElement, int size, int upper) {
        return SimdWideningVectors.umlal(VdLong, Vn, VmElement, size, upper);
    }

    @Operation
    static LongVector umlsl(LongVector VdLong, LongVector Vn, LongVector VmElement, int size, int upper) {
        return SimdWideningVectors.umlsl(VdLong, Vn, VmElement, size, upper);
    }
}
