package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.engine.lowering.PackedIntegers;
import org.graftvm.spec.Operation;

/** Vector forms of {@link PackedIntegerSse4}. */
final class PackedIntegerSse4Vectors {
    private PackedIntegerSse4Vectors() {}

    @Operation
    static LongVector pminsb(LongVector a, LongVector b) {
        return PackedIntegers.minimum(a, b, 0);
    }

    @Operation
    static LongVector pminsd(LongVector a, LongVector b) {
        return PackedIntegers.minimum(a, b, 2);
    }

    @Operation
    static LongVector pmaxsb(LongVector a, LongVector b) {
        return PackedIntegers.maximum(a, b, 0);
    }

    @Operation
    static LongVector pmaxsd(LongVector a, LongVector b) {
        return PackedIntegers.maximum(a, b, 2);
    }

    @Operation
    static LongVector pminuw(LongVector a, LongVector b) {
        return PackedIntegers.unsignedMinimum(a, b, 1);
    }

    @Operation
    static LongVector pminud(LongVector a, LongVector b) {
        return PackedIntegers.unsignedMinimum(a, b, 2);
    }

    @Operation
    static LongVector pmaxuw(LongVector a, LongVector b) {
        return PackedIntegers.unsignedMaximum(a, b, 1);
    }

    @Operation
    static LongVector pmaxud(LongVector a, LongVector b) {
        return PackedIntegers.unsignedMaximum(a, b, 2);
    }

    @Operation
    static LongVector pmulld(LongVector a, LongVector b) {
        return PackedIntegers.multiply(a, b, 2);
    }
}
