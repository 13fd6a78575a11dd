package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.FIXED_POINT;
import static org.graftvm.isa.arm64.instructions.VectorShape.FORMATS_OR_SCALAR;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Conversions of elements: to and from integers and fixed-point numbers of the same size, and between formats. */
@Section(ref = "Arm ARM C3.5.4: SIMD unary arithmetic, conversions", feature = "AdvSIMD")
final class SimdFloatConversion {
    private SimdFloatConversion() {}

    @Instruction("fcvtns Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 0 format:6 11010 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtns(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 1, Rounding.NEAREST_EVEN, 0);
    }

    @Instruction("fcvtnu Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 0 format:6 11010 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtnu(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 0, Rounding.NEAREST_EVEN, 0);
    }

    @Instruction("fcvtms Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 0 format:6 11011 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtms(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 1, Rounding.DOWN, 0);
    }

    @Instruction("fcvtmu Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 0 format:6 11011 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtmu(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 0, Rounding.DOWN, 0);
    }

    @Instruction("fcvtas Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 0 format:6 11100 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtas(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 1, Rounding.NEAREST_AWAY, 0);
    }

    @Instruction("fcvtau Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 0 format:6 11100 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtau(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 0, Rounding.NEAREST_AWAY, 0);
    }

    @Instruction("fcvtps Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 1 format:6 11010 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtps(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 1, Rounding.UP, 0);
    }

    @Instruction("fcvtpu Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 1 format:6 11010 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtpu(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 0, Rounding.UP, 0);
    }

    @Instruction("fcvtzs Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 1 format:6 11011 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtzs(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 1, Rounding.TOWARD_ZERO, 0);
    }

    @Instruction("fcvtzu Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 1 format:6 11011 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void fcvtzu(Lowering x, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 0, Rounding.TOWARD_ZERO, 0);
    }

    @Instruction("scvtf Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 0 format:6 11101 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void scvtf(Lowering x, int Vn, int Vd) {
        fromInteger(x, Vd, Vn, 1, 0);
    }

    @Instruction("ucvtf Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 0 format:6 11101 10 Vn:5 Vd:5", when = FORMATS_OR_SCALAR)
    static void ucvtf(Lowering x, int Vn, int Vd) {
        fromInteger(x, Vd, Vn, 0, 0);
    }

    // ---- fixed point ----

    @Instruction("scvtf Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 0 scalar:1 1111 0 shiftRight:7 11100 1 Vn:5 Vd:5", when = FIXED_POINT)
    static void scvtfFixed(Lowering x, int shiftRight, int Vn, int Vd) {
        fromInteger(x, Vd, Vn, 1, fraction(x, shiftRight));
    }

    @Instruction("ucvtf Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 1111 0 shiftRight:7 11100 1 Vn:5 Vd:5", when = FIXED_POINT)
    static void ucvtfFixed(Lowering x, int shiftRight, int Vn, int Vd) {
        fromInteger(x, Vd, Vn, 0, fraction(x, shiftRight));
    }

    @Instruction("fcvtzs Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 0 scalar:1 1111 0 shiftRight:7 11111 1 Vn:5 Vd:5", when = FIXED_POINT)
    static void fcvtzsFixed(Lowering x, int shiftRight, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 1, Rounding.TOWARD_ZERO, fraction(x, shiftRight));
    }

    @Instruction("fcvtzu Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 1111 0 shiftRight:7 11111 1 Vn:5 Vd:5", when = FIXED_POINT)
    static void fcvtzuFixed(Lowering x, int shiftRight, int Vn, int Vd) {
        toInteger(x, Vd, Vn, 0, Rounding.TOWARD_ZERO, fraction(x, shiftRight));
    }

    private static int fraction(Lowering x, int shiftRight) {
        return 2 * Simd.shape(x).bits() - shiftRight;
    }

    private static void toInteger(Lowering x, int Vd, int Vn, int signed, int rounding, int fraction) {
        VectorShape shape = Simd.shape(x);
        Floats.eachOne(
                x,
                Vd,
                FloatOperation.TO_INTEGER.of(shape.size()),
                Vn,
                Lowering.constant(shape.bits()),
                Lowering.constant(signed),
                Lowering.constant(rounding),
                Lowering.constant(fraction));
    }

    private static void fromInteger(Lowering x, int Vd, int Vn, int signed, int fraction) {
        VectorShape shape = Simd.shape(x);
        Floats.eachOne(
                x,
                Vd,
                FloatOperation.FROM_INTEGER.of(shape.size()),
                Vn,
                Lowering.constant(shape.bits()),
                Lowering.constant(signed),
                Lowering.constant(fraction));
    }

    // ---- between formats ----

    @Instruction("fcvtl{upper} VdLong, Vn")
    @Encoding("0 upper:1 0 0 1110 0 narrowFormat:1 10000 10111 10 Vn:5 VdLong:5")
    static void fcvtl(Lowering x, int upper, int Vn, int VdLong) {
        int size = Simd.shape(x).size();
        int inHalf = 8 >>> size;
        IntFunction<Value> element = i -> widened(x, Floats.element(x, Vn, i + upper * inHalf, size), size);
        Value low = Floats.concatenated(x, size + 1, element, 0);
        Simd.write(x, VdLong, low, Floats.concatenated(x, size + 1, element, inHalf / 2));
    }

    private static Value widened(Lowering x, Value a, int size) {
        return size == FpPrecision.SINGLE
                ? x.apply(Arm64Operations.FP_PRECISION_SINGLE_TO_DOUBLE, a)
                : converted(x, a, size, size + 1, FpStatus.DYNAMIC);
    }

    @Instruction("fcvtn{upper} Vd, VnLong")
    @Encoding("0 upper:1 0 0 1110 0 narrowFormat:1 10000 10110 10 VnLong:5 Vd:5")
    static void fcvtn(Lowering x, int VnLong, int Vd) {
        int size = Simd.shape(x).size();
        narrow(
                x,
                Vd,
                VnLong,
                a -> size == FpPrecision.SINGLE
                        ? x.apply(Arm64Operations.FP_PRECISION_DOUBLE_TO_SINGLE, a)
                        : converted(x, a, size + 1, size, FpStatus.DYNAMIC));
    }

    @Instruction("fcvtxn{upper} Vd, VnLong")
    @Encoding(value = "0 upper:1 1 0 1110 0 narrowFormat:1 10000 10110 10 VnLong:5 Vd:5", when = "narrowFormat == 1")
    static void fcvtxn(Lowering x, int VnLong, int Vd) {
        narrow(x, Vd, VnLong, a -> converted(x, a, FpPrecision.DOUBLE, FpPrecision.SINGLE, Rounding.ODD));
    }

    @Instruction("fcvtxn Sd, Dn")
    @Encoding("01 1 11110 01 10000 10110 10 Dn:5 Sd:5")
    static long fcvtxnScalar(Arm64Cpu cpu, long Dn) {
        return FpPrecision.convert(cpu, Dn, FpPrecision.DOUBLE, FpPrecision.SINGLE, Rounding.ODD);
    }

    private static Value converted(Lowering x, Value a, int from, int to, int rounding) {
        return x.apply(
                Arm64Operations.FP_PRECISION_CONVERT,
                a,
                Lowering.constant(from),
                Lowering.constant(to),
                Lowering.constant(rounding));
    }

    /** The upper half of a vector gets the results, or the lower one, and zeros above. */
    private static void narrow(Lowering x, int Vd, int VnLong, UnaryOperator<Value> conversion) {
        VectorShape shape = Simd.shape(x);
        int size = shape.size();
        Value all = Floats.concatenated(x, size, i -> conversion.apply(Floats.element(x, VnLong, i, size + 1)), 0);
        if (shape.full()) {
            x.set(all, Simd.slot(Vd, 1));
        } else {
            Simd.write(x, Vd, all, Lowering.constant(0));
        }
    }
}
