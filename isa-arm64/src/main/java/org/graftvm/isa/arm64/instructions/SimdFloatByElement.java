package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.BY_ELEMENT;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Floating-point products with one element of a vector. */
@Section(ref = "Arm ARM C3.5.13: SIMD by element, floating-point", feature = "AdvSIMD")
final class SimdFloatByElement {
    private SimdFloatByElement() {}

    @Instruction("fmla Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1111 elementFormat:2 VmElement[5:0] 0001 VmElement[6] 0 Vn:5 Vd:5",
            when = BY_ELEMENT)
    static void fmla(Lowering x, int VmElement, int Vn, int Vd) {
        fused(x, Vd, Vn, VmElement, false);
    }

    @Instruction("fmls Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1111 elementFormat:2 VmElement[5:0] 0101 VmElement[6] 0 Vn:5 Vd:5",
            when = BY_ELEMENT)
    static void fmls(Lowering x, int VmElement, int Vn, int Vd) {
        fused(x, Vd, Vn, VmElement, true);
    }

    @Instruction("fmul Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1111 elementFormat:2 VmElement[5:0] 1001 VmElement[6] 0 Vn:5 Vd:5",
            when = BY_ELEMENT)
    static void fmul(Lowering x, int VmElement, int Vn, int Vd) {
        Floats.eachByElement(x, Vd, FloatOperation.MULTIPLY, Vn, VmElement);
    }

    @Instruction("fmulx Vd, Vn, VmElement")
    @Encoding(
            value = "0 Q:1 1 scalar:1 1111 elementFormat:2 VmElement[5:0] 1001 VmElement[6] 0 Vn:5 Vd:5",
            when = BY_ELEMENT)
    static void fmulx(Lowering x, int VmElement, int Vn, int Vd) {
        Floats.eachByElement(x, Vd, FloatOperation.MULTIPLY_EXTENDED, Vn, VmElement);
    }

    private static void fused(Lowering x, int Vd, int Vn, int VmElement, boolean negate) {
        if (Floats.fusedWhole(
                x, Vd, Vn, () -> SimdVectors.element(x, VmElement, Simd.shape(x).size()), negate)) {
            return;
        }
        Value factor = Floats.selected(x, VmElement, Simd.shape(x).size());
        Floats.fusedEach(x, Vd, Vn, i -> factor, negate);
    }
}
