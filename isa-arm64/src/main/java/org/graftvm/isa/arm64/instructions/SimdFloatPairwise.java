package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.SAME_FORMATS;

import org.graftvm.engine.OperationType;
import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Floating-point functions of neighbours in vectors, and of all elements of one. */
@Section(ref = "Arm ARM C3.5.1, C3.5.6: SIMD pairwise and across lanes, floating-point", feature = "AdvSIMD")
final class SimdFloatPairwise {
    private SimdFloatPairwise() {}

    @Instruction("faddp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 010 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void faddp(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Vd, FloatOperation.ADD, Vn, Vm);
    }

    @Instruction("fmaxp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 110 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmaxp(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Vd, FloatOperation.MAXIMUM, Vn, Vm);
    }

    @Instruction("fminp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 1 fsize[3:2] Vm:5 fsize[1:0] 110 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fminp(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Vd, FloatOperation.MINIMUM, Vn, Vm);
    }

    @Instruction("fmaxnmp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 0 fsize[3:2] Vm:5 fsize[1:0] 000 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fmaxnmp(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Vd, FloatOperation.MAXIMUM_NUMBER, Vn, Vm);
    }

    @Instruction("fminnmp Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 1 fsize[3:2] Vm:5 fsize[1:0] 000 1 Vn:5 Vd:5", when = SAME_FORMATS)
    static void fminnmp(Lowering x, int Vm, int Vn, int Vd) {
        pairs(x, Vd, FloatOperation.MINIMUM_NUMBER, Vn, Vm);
    }

    // ---- both elements of a vector ----

    @Instruction("faddp VdScalar, VnPair")
    @Encoding(
            value = "01 notHalf:1 1 1110 0 pairFormat:1 11000 01101 10 VnPair:5 VdScalar:5",
            when = "notHalf == 1 || pairFormat == 0")
    static void faddpScalar(Lowering x, int VnPair, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.ADD, VnPair, 2);
    }

    @Instruction("fmaxp VdScalar, VnPair")
    @Encoding(
            value = "01 notHalf:1 1 1110 0 pairFormat:1 11000 01111 10 VnPair:5 VdScalar:5",
            when = "notHalf == 1 || pairFormat == 0")
    static void fmaxpScalar(Lowering x, int VnPair, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MAXIMUM, VnPair, 2);
    }

    @Instruction("fminp VdScalar, VnPair")
    @Encoding(
            value = "01 notHalf:1 1 1110 1 pairFormat:1 11000 01111 10 VnPair:5 VdScalar:5",
            when = "notHalf == 1 || pairFormat == 0")
    static void fminpScalar(Lowering x, int VnPair, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MINIMUM, VnPair, 2);
    }

    @Instruction("fmaxnmp VdScalar, VnPair")
    @Encoding(
            value = "01 notHalf:1 1 1110 0 pairFormat:1 11000 01100 10 VnPair:5 VdScalar:5",
            when = "notHalf == 1 || pairFormat == 0")
    static void fmaxnmpScalar(Lowering x, int VnPair, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MAXIMUM_NUMBER, VnPair, 2);
    }

    @Instruction("fminnmp VdScalar, VnPair")
    @Encoding(
            value = "01 notHalf:1 1 1110 1 pairFormat:1 11000 01100 10 VnPair:5 VdScalar:5",
            when = "notHalf == 1 || pairFormat == 0")
    static void fminnmpScalar(Lowering x, int VnPair, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MINIMUM_NUMBER, VnPair, 2);
    }

    // ---- all elements of a vector ----

    @Instruction("fmaxnmv VdScalar, Vn")
    @Encoding(value = "0 Q:1 notHalf:1 0 1110 0 0 11000 01100 10 Vn:5 VdScalar:5", when = "notHalf == 0 || Q == 1")
    static void fmaxnmv(Lowering x, int Vn, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MAXIMUM_NUMBER, Vn, Floats.count(Simd.shape(x)));
    }

    @Instruction("fminnmv VdScalar, Vn")
    @Encoding(value = "0 Q:1 notHalf:1 0 1110 1 0 11000 01100 10 Vn:5 VdScalar:5", when = "notHalf == 0 || Q == 1")
    static void fminnmv(Lowering x, int Vn, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MINIMUM_NUMBER, Vn, Floats.count(Simd.shape(x)));
    }

    @Instruction("fmaxv VdScalar, Vn")
    @Encoding(value = "0 Q:1 notHalf:1 0 1110 0 0 11000 01111 10 Vn:5 VdScalar:5", when = "notHalf == 0 || Q == 1")
    static void fmaxv(Lowering x, int Vn, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MAXIMUM, Vn, Floats.count(Simd.shape(x)));
    }

    @Instruction("fminv VdScalar, Vn")
    @Encoding(value = "0 Q:1 notHalf:1 0 1110 1 0 11000 01111 10 Vn:5 VdScalar:5", when = "notHalf == 0 || Q == 1")
    static void fminv(Lowering x, int Vn, int VdScalar) {
        reduce(x, VdScalar, FloatOperation.MINIMUM, Vn, Floats.count(Simd.shape(x)));
    }

    private static void pairs(Lowering x, int Vd, FloatOperation operation, int Vn, int Vm) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        int count = Floats.count(shape);
        Floats.writeEach(x, Vd, shape, i -> {
            int register = 2 * i < count ? Vn : Vm;
            int first = 2 * i % count;
            return x.apply(
                    operation.of(size),
                    Floats.element(x, register, first, size),
                    Floats.element(x, register, first + 1, size));
        });
    }

    private static void reduce(Lowering x, int VdScalar, FloatOperation operation, int Vn, int count) {
        VectorShape shape = Simd.shape(x);
        Value result = reduced(x, operation.of(shape.size()), Vn, 0, count, shape.size());
        Simd.writeScalar(x, VdScalar, shape.bits(), CommonOperations.BASIC_MOVE, result);
    }

    /** By halves: with NaNs the order counts. */
    private static Value reduced(Lowering x, OperationType type, int Vn, int first, int count, int size) {
        return count == 1
                ? Floats.element(x, Vn, first, size)
                : x.apply(
                        type,
                        reduced(x, type, Vn, first, count / 2, size),
                        reduced(x, type, Vn, first + count / 2, count / 2, size));
    }
}
