package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.LongVector;
import org.graftvm.spec.Operation;

/** Vector forms of {@link PackedInteger}. */
final class PackedIntegerVectors {
    private PackedIntegerVectors() {}

    @Operation
    static LongVector paddb(LongVector a, LongVector b) {
        return a.reinterpretAsBytes().add(b.reinterpretAsBytes()).reinterpretAsLongs();
    }

    @Operation
    static LongVector psubb(LongVector a, LongVector b) {
        return a.reinterpretAsBytes().sub(b.reinterpretAsBytes()).reinterpretAsLongs();
    }

    @Operation
    static LongVector paddw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().add(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector psubw(LongVector a, LongVector b) {
        return a.reinterpretAsShorts().sub(b.reinterpretAsShorts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector paddd(LongVector a, LongVector b) {
        return a.reinterpretAsInts().add(b.reinterpretAsInts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector psubd(LongVector a, LongVector b) {
        return a.reinterpretAsInts().sub(b.reinterpretAsInts()).reinterpretAsLongs();
    }

    @Operation
    static LongVector paddq(LongVector a, LongVector b) {
        return a.add(b);
    }

    @Operation
    static LongVector psubq(LongVector a, LongVector b) {
        return a.sub(b);
    }
}
