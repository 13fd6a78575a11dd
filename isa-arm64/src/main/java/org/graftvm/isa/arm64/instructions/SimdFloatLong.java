package org.graftvm.isa.arm64.instructions;

import java.util.function.IntFunction;
import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Products of halves that are added to singles, with one rounding; those named …2 take the upper part of their vectors. */
@Section(ref = "Arm ARM C3.5.16: SIMD FMLAL and FMLSL", feature = "AdvSIMD, FEAT_FHM")
final class SimdFloatLong {
    private SimdFloatLong() {}

    @Instruction("fmlal VdWord, VnFactors, VmFactors")
    @Encoding("0 Q:1 0 01110 0 0 1 VmFactors:5 1 1101 1 VnFactors:5 VdWord:5")
    static void fmlal(Lowering x, int Q, int VmFactors, int VnFactors, int VdWord) {
        multiplyAdd(x, Q, VdWord, VnFactors, VmFactors, 0, false);
    }

    @Instruction("fmlsl VdWord, VnFactors, VmFactors")
    @Encoding("0 Q:1 0 01110 1 0 1 VmFactors:5 1 1101 1 VnFactors:5 VdWord:5")
    static void fmlsl(Lowering x, int Q, int VmFactors, int VnFactors, int VdWord) {
        multiplyAdd(x, Q, VdWord, VnFactors, VmFactors, 0, true);
    }

    @Instruction("fmlal2 VdWord, VnFactors, VmFactors")
    @Encoding("0 Q:1 1 01110 0 0 1 VmFactors:5 1 1001 1 VnFactors:5 VdWord:5")
    static void fmlal2(Lowering x, int Q, int VmFactors, int VnFactors, int VdWord) {
        multiplyAdd(x, Q, VdWord, VnFactors, VmFactors, 2 << Q, false);
    }

    @Instruction("fmlsl2 VdWord, VnFactors, VmFactors")
    @Encoding("0 Q:1 1 01110 1 0 1 VmFactors:5 1 1001 1 VnFactors:5 VdWord:5")
    static void fmlsl2(Lowering x, int Q, int VmFactors, int VnFactors, int VdWord) {
        multiplyAdd(x, Q, VdWord, VnFactors, VmFactors, 2 << Q, true);
    }

    // ---- by element ----

    @Instruction("fmlal VdWord, VnFactors, VmHalfElement")
    @Encoding("0 Q:1 0 01111 10 VmHalfElement[5:0] 0000 VmHalfElement[6] 0 VnFactors:5 VdWord:5")
    static void fmlalByElement(Lowering x, int Q, int VmHalfElement, int VnFactors, int VdWord) {
        multiplyAddElement(x, Q, VdWord, VnFactors, VmHalfElement, 0, false);
    }

    @Instruction("fmlsl VdWord, VnFactors, VmHalfElement")
    @Encoding("0 Q:1 0 01111 10 VmHalfElement[5:0] 0100 VmHalfElement[6] 0 VnFactors:5 VdWord:5")
    static void fmlslByElement(Lowering x, int Q, int VmHalfElement, int VnFactors, int VdWord) {
        multiplyAddElement(x, Q, VdWord, VnFactors, VmHalfElement, 0, true);
    }

    @Instruction("fmlal2 VdWord, VnFactors, VmHalfElement")
    @Encoding("0 Q:1 1 01111 10 VmHalfElement[5:0] 1000 VmHalfElement[6] 0 VnFactors:5 VdWord:5")
    static void fmlal2ByElement(Lowering x, int Q, int VmHalfElement, int VnFactors, int VdWord) {
        multiplyAddElement(x, Q, VdWord, VnFactors, VmHalfElement, 2 << Q, false);
    }

    @Instruction("fmlsl2 VdWord, VnFactors, VmHalfElement")
    @Encoding("0 Q:1 1 01111 10 VmHalfElement[5:0] 1100 VmHalfElement[6] 0 VnFactors:5 VdWord:5")
    static void fmlsl2ByElement(Lowering x, int Q, int VmHalfElement, int VnFactors, int VdWord) {
        multiplyAddElement(x, Q, VdWord, VnFactors, VmHalfElement, 2 << Q, true);
    }

    // ---- compositions ----

    private static void multiplyAdd(Lowering x, int Q, int Vd, int Vn, int Vm, int from, boolean negate) {
        accumulate(x, Vd, Q != 0, i -> widened(x, Vn, from + i, negate), i -> widened(x, Vm, from + i, false));
    }

    private static void multiplyAddElement(Lowering x, int Q, int Vd, int Vn, int field, int from, boolean negate) {
        Value factor = x.copy(widened(
                x,
                VectorShape.elementRegister(field, FpPrecision.HALF),
                VectorShape.elementIndex(field, FpPrecision.HALF),
                false));
        accumulate(x, Vd, Q != 0, i -> widened(x, Vn, from + i, negate), i -> factor);
    }

    private static Value widened(Lowering x, int register, int index, boolean negate) {
        Value element = Floats.element(x, register, index, FpPrecision.HALF);
        return x.apply(Arm64Operations.FP_HALF_WIDEN, negate ? Floats.negated(x, element, FpPrecision.HALF) : element);
    }

    /** Adds products to the singles of a vector of 128 or 64 bits. */
    static void accumulate(Lowering x, int Vd, boolean full, IntFunction<Value> first, IntFunction<Value> second) {
        Floats.writeEach(
                x,
                Vd,
                new VectorShape(FpPrecision.SINGLE, full, false),
                i -> x.apply(
                        FloatOperation.FUSED.of(FpPrecision.SINGLE),
                        Floats.element(x, Vd, i, FpPrecision.SINGLE),
                        first.apply(i),
                        second.apply(i)));
    }
}
