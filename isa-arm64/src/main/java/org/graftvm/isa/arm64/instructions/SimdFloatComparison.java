package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.FORMATS_OR_SCALAR;
import static org.graftvm.isa.arm64.instructions.VectorShape.SAME_FORMATS_OR_SCALAR;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Floating-point comparisons, which give masks. */
@Section(ref = "Arm ARM C3.5.1, C3.5.4: SIMD compare, floating-point", feature = "AdvSIMD")
final class SimdFloatComparison {
    private SimdFloatComparison() {}

    @Instruction("fcmeq Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1110 0 fsize[3:2] Vm:5 fsize[1:0] 100 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void fcmeq(Lowering x, int Vm, int Vn, int Vd) {
        compare(x, Vd, Arm64Operations.FP_RELATION_EQUAL, Vn, Vm, 0);
    }

    @Instruction("fcmge Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 1 scalar:1 1110 0 fsize[3:2] Vm:5 fsize[1:0] 100 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void fcmge(Lowering x, int Vm, int Vn, int Vd) {
        compare(x, Vd, Arm64Operations.FP_RELATION_GREATER_OR_EQUAL, Vn, Vm, 1);
    }

    @Instruction("fcmgt Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 1 scalar:1 1110 1 fsize[3:2] Vm:5 fsize[1:0] 100 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void fcmgt(Lowering x, int Vm, int Vn, int Vd) {
        compare(x, Vd, Arm64Operations.FP_RELATION_GREATER, Vn, Vm, 1);
    }

    @Instruction("facge Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 1 scalar:1 1110 0 fsize[3:2] Vm:5 fsize[1:0] 101 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void facge(Lowering x, int Vm, int Vn, int Vd) {
        magnitudes(x, Vd, Arm64Operations.FP_RELATION_GREATER_OR_EQUAL, Vn, Vm);
    }

    @Instruction("facgt Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 1 scalar:1 1110 1 fsize[3:2] Vm:5 fsize[1:0] 101 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void facgt(Lowering x, int Vm, int Vn, int Vd) {
        magnitudes(x, Vd, Arm64Operations.FP_RELATION_GREATER, Vn, Vm);
    }

    // ---- with zero ----

    @Instruction("fcmgt Vd, Vn, #0.0")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 1 format:6 01100 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcmgtZero(Lowering x, int Vn, int Vd) {
        compareZero(x, Vd, Arm64Operations.FP_RELATION_GREATER, Vn, 1, false);
    }

    @Instruction("fcmeq Vd, Vn, #0.0")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 1 format:6 01101 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcmeqZero(Lowering x, int Vn, int Vd) {
        compareZero(x, Vd, Arm64Operations.FP_RELATION_EQUAL, Vn, 0, false);
    }

    @Instruction("fcmlt Vd, Vn, #0.0")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 1 format:6 01110 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcmltZero(Lowering x, int Vn, int Vd) {
        compareZero(x, Vd, Arm64Operations.FP_RELATION_GREATER, Vn, 1, true);
    }

    @Instruction("fcmge Vd, Vn, #0.0")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 1 format:6 01100 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcmgeZero(Lowering x, int Vn, int Vd) {
        compareZero(x, Vd, Arm64Operations.FP_RELATION_GREATER_OR_EQUAL, Vn, 1, false);
    }

    @Instruction("fcmle Vd, Vn, #0.0")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 1 format:6 01101 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcmleZero(Lowering x, int Vn, int Vd) {
        compareZero(x, Vd, Arm64Operations.FP_RELATION_GREATER_OR_EQUAL, Vn, 1, true);
    }

    private static void compare(Lowering x, int Vd, OperationType mask, int Vn, int Vm, int signals) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        Floats.writeEach(
                x,
                Vd,
                shape,
                i -> masked(x, mask, Floats.element(x, Vn, i, size), Floats.element(x, Vm, i, size), size, signals));
    }

    private static void magnitudes(Lowering x, int Vd, OperationType mask, int Vn, int Vm) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        Floats.writeEach(
                x,
                Vd,
                shape,
                i -> masked(
                        x,
                        mask,
                        Floats.magnitude(x, Floats.element(x, Vn, i, size), size),
                        Floats.magnitude(x, Floats.element(x, Vm, i, size), size),
                        size,
                        1));
    }

    /** @param reversed whether zero comes first */
    private static void compareZero(Lowering x, int Vd, OperationType mask, int Vn, int signals, boolean reversed) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        Value zero = Lowering.constant(0);
        Floats.writeEach(x, Vd, shape, i -> {
            Value a = Floats.element(x, Vn, i, size);
            return masked(x, mask, reversed ? zero : a, reversed ? a : zero, size, signals);
        });
    }

    private static Value masked(Lowering x, OperationType mask, Value a, Value b, int size, int signals) {
        return x.apply(mask, x.apply(FloatOperation.RELATION.of(size), a, b, Lowering.constant(signals)));
    }
}
