package org.graftvm.isa.x86_64.instructions;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.graftvm.spec.Operation;

/** Vector forms of {@link VectorLogic}. */
final class VectorLogicVectors {
    private VectorLogicVectors() {}

    @Operation
    static LongVector andps(LongVector a, LongVector b) {
        return a.and(b);
    }

    @Operation
    static LongVector andpd(LongVector a, LongVector b) {
        return a.and(b);
    }

    @Operation
    static LongVector pand(LongVector a, LongVector b) {
        return a.and(b);
    }

    @Operation
    static LongVector andnps(LongVector a, LongVector b) {
        return b.and(a.not());
    }

    @Operation
    static LongVector andnpd(LongVector a, LongVector b) {
        return b.and(a.not());
    }

    @Operation
    static LongVector pandn(LongVector a, LongVector b) {
        return b.and(a.not());
    }

    @Operation
    static LongVector orps(LongVector a, LongVector b) {
        return a.or(b);
    }

    @Operation
    static LongVector orpd(LongVector a, LongVector b) {
        return a.or(b);
    }

    @Operation
    static LongVector por(LongVector a, LongVector b) {
        return a.or(b);
    }

    @Operation
    static LongVector xorps(LongVector a, LongVector b) {
        return a.lanewise(VectorOperators.XOR, b);
    }

    @Operation
    static LongVector xorpd(LongVector a, LongVector b) {
        return a.lanewise(VectorOperators.XOR, b);
    }

    @Operation
    static LongVector pxor(LongVector a, LongVector b) {
        return a.lanewise(VectorOperators.XOR, b);
    }
}
