package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.FORMATS;
import static org.graftvm.isa.arm64.instructions.VectorShape.FORMATS_OR_SCALAR;

import org.graftvm.engine.OperationType;
import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Floating-point functions of one vector, element by element. */
@Section(ref = "Arm ARM C3.5.4: SIMD unary arithmetic, floating-point", feature = "AdvSIMD")
final class SimdFloatMiscellaneous {
    private SimdFloatMiscellaneous() {}

    @Instruction("fabs Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 1 format:6 01111 10 Vn:5 Vd:5", when = FORMATS)
    static void fabs(Lowering x, int Vn, int Vd) {
        int size = Simd.shape(x).size();
        if (SimdVectors.has(x, Simd.shape(x))) {
            SimdVectors.write(
                    x, Vd, Arm64Operations.FLOATS_VECTORS_MAGNITUDES, SimdVectors.read(Vn), Lowering.constant(size));
            return;
        }
        Floats.writeEach(x, Vd, Simd.shape(x), i -> Floats.magnitude(x, Floats.element(x, Vn, i, size), size));
    }

    @Instruction("fneg Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 1 format:6 01111 10 Vn:5 Vd:5", when = FORMATS)
    static void fneg(Lowering x, int Vn, int Vd) {
        int size = Simd.shape(x).size();
        if (SimdVectors.has(x, Simd.shape(x))) {
            SimdVectors.write(
                    x, Vd, Arm64Operations.FLOATS_VECTORS_NEGATED, SimdVectors.read(Vn), Lowering.constant(size));
            return;
        }
        Floats.writeEach(x, Vd, Simd.shape(x), i -> Floats.negated(x, Floats.element(x, Vn, i, size), size));
    }

    @Instruction("fsqrt Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 1 format:6 11111 10 Vn:5 Vd:5", when = FORMATS)
    static void fsqrt(Lowering x, int Vn, int Vd) {
        Floats.eachOne(x, Vd, FloatOperation.SQUARE_ROOT.of(Simd.shape(x).size()), Vn);
    }

    // ---- approximations ----

    @Instruction("frecpe Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 1 format:6 11101 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void frecpe(Lowering x, int Vn, int Vd) {
        estimate(x, Vd, Arm64Operations.FP_ESTIMATES_RECIPROCAL, Vn);
    }

    @Instruction("frsqrte Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 1 format:6 11101 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void frsqrte(Lowering x, int Vn, int Vd) {
        estimate(x, Vd, Arm64Operations.FP_ESTIMATES_RECIPROCAL_ROOT, Vn);
    }

    @Instruction("frecpx Vd, Vn")
    @Encoding(
            value = "01 0 scalar:1 1110 1 format:6 11111 10 Vn:5 Vd:5",
            when = "scalar == 1 && (format == 16 || format == 48 || format == 60)")
    static void frecpx(Lowering x, int Vn, int Vd) {
        estimate(x, Vd, Arm64Operations.FP_ESTIMATES_RECIPROCAL_EXPONENT, Vn);
    }

    @Instruction("urecpe Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 1 format:6 11100 10 Vn:5 Vd:5", when = "format == 16")
    static void urecpe(Lowering x, int Vn, int Vd) {
        Floats.eachOne(x, Vd, Arm64Operations.FP_ESTIMATES_FIXED_RECIPROCAL, Vn);
    }

    @Instruction("ursqrte Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 1 format:6 11100 10 Vn:5 Vd:5", when = "format == 16")
    static void ursqrte(Lowering x, int Vn, int Vd) {
        Floats.eachOne(x, Vd, Arm64Operations.FP_ESTIMATES_FIXED_RECIPROCAL_ROOT, Vn);
    }

    private static void estimate(Lowering x, int Vd, OperationType estimate, int Vn) {
        Floats.eachOne(x, Vd, estimate, Vn, Lowering.constant(Simd.shape(x).size()));
    }

    // ---- rounding to integral values ----

    @Instruction("frintn Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 0 format:6 11000 10 Vn:5 Vd:5", when = FORMATS)
    static void frintn(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, Rounding.NEAREST_EVEN, 0);
    }

    @Instruction("frintm Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 0 format:6 11001 10 Vn:5 Vd:5", when = FORMATS)
    static void frintm(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, Rounding.DOWN, 0);
    }

    @Instruction("frintp Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 1 format:6 11000 10 Vn:5 Vd:5", when = FORMATS)
    static void frintp(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, Rounding.UP, 0);
    }

    @Instruction("frintz Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 1 format:6 11001 10 Vn:5 Vd:5", when = FORMATS)
    static void frintz(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, Rounding.TOWARD_ZERO, 0);
    }

    @Instruction("frinta Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 0 format:6 11000 10 Vn:5 Vd:5", when = FORMATS)
    static void frinta(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, Rounding.NEAREST_AWAY, 0);
    }

    @Instruction("frintx Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 0 format:6 11001 10 Vn:5 Vd:5", when = FORMATS)
    static void frintx(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, FpStatus.DYNAMIC, 1);
    }

    @Instruction("frinti Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 1 format:6 11001 10 Vn:5 Vd:5", when = FORMATS)
    static void frinti(Lowering x, int Vn, int Vd) {
        round(x, Vd, Vn, FpStatus.DYNAMIC, 0);
    }

    @Instruction("frint32z Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 0 format:6 11110 10 Vn:5 Vd:5", when = "format == 16 || format == 48 && Q == 1")
    static void frint32z(Lowering x, int Vn, int Vd) {
        bounded(x, Vd, Vn, 32, Rounding.TOWARD_ZERO);
    }

    @Instruction("frint32x Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 0 format:6 11110 10 Vn:5 Vd:5", when = "format == 16 || format == 48 && Q == 1")
    static void frint32x(Lowering x, int Vn, int Vd) {
        bounded(x, Vd, Vn, 32, FpStatus.DYNAMIC);
    }

    @Instruction("frint64z Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 0 format:6 11111 10 Vn:5 Vd:5", when = "format == 16 || format == 48 && Q == 1")
    static void frint64z(Lowering x, int Vn, int Vd) {
        bounded(x, Vd, Vn, 64, Rounding.TOWARD_ZERO);
    }

    @Instruction("frint64x Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 0 format:6 11111 10 Vn:5 Vd:5", when = "format == 16 || format == 48 && Q == 1")
    static void frint64x(Lowering x, int Vn, int Vd) {
        bounded(x, Vd, Vn, 64, FpStatus.DYNAMIC);
    }

    private static void round(Lowering x, int Vd, int Vn, int rounding, int exact) {
        OperationType type = FloatOperation.ROUND.of(Simd.shape(x).size());
        Floats.eachOne(x, Vd, type, Vn, Lowering.constant(rounding), Lowering.constant(exact));
    }

    private static void bounded(Lowering x, int Vd, int Vn, int bits, int rounding) {
        Floats.eachOne(
                x,
                Vd,
                Arm64Operations.FP_ROUNDING_ROUND_BOUNDED,
                Vn,
                Lowering.constant(Simd.shape(x).size()),
                Lowering.constant(bits),
                Lowering.constant(rounding));
    }
}
