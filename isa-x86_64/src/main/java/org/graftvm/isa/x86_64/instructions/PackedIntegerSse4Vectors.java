package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.spec.Operation;

/** Vector forms of {@link PackedIntegerSse4}. */
final class PackedIntegerSse4Vectors {
    private PackedIntegerSse4Vectors() {}

    @Operation
    static LongVector pminsb(LongVector a, LongVector b) {
        return a.reinterpretAsBytes().min(b.reinterpretAsBytes()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pminsd(LongVector a, LongVector b) {
        return a.reinterpretAsInts().min(b.reinterpretAsInts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pmaxsb(LongVector a, LongVector b) {
        return a.reinterpretAsBytes().max(b.reinterpretAsBytes()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pmaxsd(LongVector a, LongVector b) {
        return a.reinterpretAsInts().max(b.reinterpretAsInts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector pminuw(LongVector a, LongVector b) {
        return PackedIntegerVectors.unsignedMinShorts(a, b);
    }

    @Operation
    static LongVector pminud(LongVector a, LongVector b) {
        return PackedIntegerVectors.unsignedMinInts(a, b);
    }

    @Operation
    static LongVector pmaxuw(LongVector a, LongVector b) {
        return PackedIntegerVectors.unsignedMaxShorts(a, b);
    }

    @Operation
    static LongVector pmaxud(LongVector a, LongVector b) {
        return PackedIntegerVectors.unsignedMaxInts(a, b);
    }

    @Operation
    static LongVector pmulld(LongVector a, LongVector b) {
        return a.reinterpretAsInts().mul(b.reinterpretAsInts()).reinterpretAsLongs();
    }
}
