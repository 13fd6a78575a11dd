package org.graftvm.isa.arm64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.spec.Operation;

/** Vector forms of {@link SimdArithmetic}. */
final class SimdArithmeticVectors {
    private SimdArithmeticVectors() {}

    @Operation
    static LongVector add(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.add(Vn, Vm, size);
    }

    @Operation
    static LongVector sub(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.subtract(Vn, Vm, size);
    }

    @Operation
    static LongVector cmgt(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.greater(Vn, Vm, size);
    }

    @Operation
    static LongVector cmge(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.greater(Vm, Vn, size).not();
    }

    @Operation
    static LongVector cmhi(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.higher(Vn, Vm, size);
    }

    @Operation
    static LongVector cmhs(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.higher(Vm, Vn, size).not();
    }

    @Operation
    static LongVector cmeq(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.equal(Vn, Vm, size);
    }

    @Operation
    static LongVector cmtst(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.nonzero(Vn.and(Vm), size);
    }

    @Operation
    static LongVector uhadd(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.averageDown(Vn, Vm, size);
    }

    @Operation
    static LongVector urhadd(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.averageUp(Vn, Vm, size);
    }

    @Operation
    static LongVector smax(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.maximum(Vn, Vm, size);
    }

    @Operation
    static LongVector umax(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.unsignedMaximum(Vn, Vm, size);
    }

    @Operation
    static LongVector smin(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.minimum(Vn, Vm, size);
    }

    @Operation
    static LongVector umin(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.unsignedMinimum(Vn, Vm, size);
    }

    @Operation
    static LongVector sabd(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.subtract(smax(Vn, Vm, size), smin(Vn, Vm, size), size);
    }

    @Operation
    static LongVector uabd(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.subtract(umax(Vn, Vm, size), umin(Vn, Vm, size), size);
    }

    @Operation
    static LongVector saba(LongVector Vd, LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.add(Vd, sabd(Vn, Vm, size), size);
    }

    @Operation
    static LongVector uaba(LongVector Vd, LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.add(Vd, uabd(Vn, Vm, size), size);
    }

    @Operation
    static LongVector mul(LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.multiply(Vn, Vm, size);
    }

    @Operation
    static LongVector mla(LongVector Vd, LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.add(Vd, mul(Vn, Vm, size), size);
    }

    @Operation
    static LongVector mls(LongVector Vd, LongVector Vn, LongVector Vm, int size) {
        return PackedIntegers.subtract(Vd, mul(Vn, Vm, size), size);
    }
}
