package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.SAME_FORMATS;
import static org.graftvm.isa.arm64.instructions.VectorShape.SAME_FORMATS_OR_SCALAR;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Floating-point arithmetic of two vectors, element by element. */
@Section(ref = "Arm ARM C3.5.1: SIMD three register same, floating-point", feature = "AdvSIMD")
final class SimdFloatArithmetic {
    private SimdFloatArithmetic() {}

    @Instruction("fadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 010 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fadd(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.ADD, Vn, Vm);
    }

    @Instruction("fsub Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 1 fsize[3:2] Vm:5 fsize[1:0] 010 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fsub(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.SUBTRACT, Vn, Vm);
    }

    @Instruction("fmul Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 011 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmul(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.MULTIPLY, Vn, Vm);
    }

    @Instruction("fdiv Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 111 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fdiv(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.DIVIDE, Vn, Vm);
    }

    @Instruction("fmax Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 110 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmax(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.MAXIMUM, Vn, Vm);
    }

    @Instruction("fmin Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 1 fsize[3:2] Vm:5 fsize[1:0] 110 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmin(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.MINIMUM, Vn, Vm);
    }

    @Instruction("fmaxnm Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 000 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmaxnm(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.MAXIMUM_NUMBER, Vn, Vm);
    }

    @Instruction("fminnm Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 1 fsize[3:2] Vm:5 fsize[1:0] 000 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fminnm(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.MINIMUM_NUMBER, Vn, Vm);
    }

    @Instruction("fmulx Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1110 0 fsize[3:2] Vm:5 fsize[1:0] 011 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void fmulx(Lowering x, int Vm, int Vn, int Vd) {
        Floats.each(x, Vd, FloatOperation.MULTIPLY_EXTENDED, Vn, Vm);
    }

    @Instruction("fabd Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 1 scalar:1 1110 1 fsize[3:2] Vm:5 fsize[1:0] 010 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void fabd(Lowering x, int Vm, int Vn, int Vd) {
        VectorShape shape = Simd.shape(x);
        OperationType subtract = FloatOperation.SUBTRACT.of(shape.size());
        Floats.writeEach(
                x,
                Vd,
                shape,
                i -> Floats.magnitude(x, Floats.both(x, subtract, Vn, Vm, i, shape.size()), shape.size()));
    }

    @Instruction("fmla Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 001 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmla(Lowering x, int Vm, int Vn, int Vd) {
        fused(x, Vd, Vn, Vm, false);
    }

    @Instruction("fmls Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 1 fsize[3:2] Vm:5 fsize[1:0] 001 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmls(Lowering x, int Vm, int Vn, int Vd) {
        fused(x, Vd, Vn, Vm, true);
    }

    @Instruction("frecps Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1110 0 fsize[3:2] Vm:5 fsize[1:0] 111 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void frecps(Lowering x, int Vm, int Vn, int Vd) {
        step(x, Vd, Arm64Operations.FP_ESTIMATES_RECIPROCAL_STEP, Vn, Vm);
    }

    @Instruction("frsqrts Vd, Vn, Vm")
    @Encoding(
            value = "0 Q:1 0 scalar:1 1110 1 fsize[3:2] Vm:5 fsize[1:0] 111 1 Vn:5 Vd:5",
            when = SAME_FORMATS_OR_SCALAR)
    static void frsqrts(Lowering x, int Vm, int Vn, int Vd) {
        step(x, Vd, Arm64Operations.FP_ESTIMATES_RECIPROCAL_ROOT_STEP, Vn, Vm);
    }

    private static void fused(Lowering x, int Vd, int Vn, int Vm, boolean negate) {
        if (Floats.fusedWhole(x, Vd, Vn, () -> SimdVectors.read(Vm), negate)) {
            return;
        }
        int size = Simd.shape(x).size();
        Floats.fusedEach(x, Vd, Vn, i -> Floats.element(x, Vm, i, size), negate);
    }

    private static void step(Lowering x, int Vd, OperationType step, int Vn, int Vm) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        Value constant = Lowering.constant(size);
        Floats.writeEach(
                x,
                Vd,
                shape,
                i -> x.apply(step, Floats.element(x, Vn, i, size), Floats.element(x, Vm, i, size), constant));
    }
}
