package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Numbers in the format BFloat16, the upper halves of singles: conversion to it, and products that are singles. */
@Section(ref = "Arm ARM C3.5.19: BFloat16", feature = "AdvSIMD, FEAT_BF16")
final class SimdBfloat {
    private SimdBfloat() {}

    @Instruction("bfcvt Hd, Sn")
    @Encoding("0 0 0 11110 01 1 000110 10000 Sn:5 Hd:5")
    static long bfcvt(Arm64Cpu cpu, long Sn) {
        return FpBfloat.fromSingle(cpu, Sn);
    }

    @Instruction("bfcvtn{upper} VdHalf, VnWords")
    @Encoding("0 upper:1 0 0 1110 10 10000 10110 10 VnWords:5 VdHalf:5")
    static void bfcvtn(Lowering x, int upper, int VnWords, int VdHalf) {
        Value all = Floats.concatenated(
                x,
                FpPrecision.HALF,
                i -> x.apply(Arm64Operations.FP_BFLOAT_FROM_SINGLE, Floats.element(x, VnWords, i, FpPrecision.SINGLE)),
                0);
        if (upper != 0) {
            x.set(all, Simd.slot(VdHalf, 1));
        } else {
            Simd.write(x, VdHalf, all, Lowering.constant(0));
        }
    }

    @Instruction("bfdot VdWord, VnHalf, VmHalf")
    @Encoding("0 Q:1 1 01110 01 0 VmHalf:5 1 1111 1 VnHalf:5 VdWord:5")
    static long bfdot(long VdWord, long VnHalf, long VmHalf) {
        return FpBfloat.dots(VdWord, VnHalf, VmHalf);
    }

    @Instruction("bfdot VdWord, VnHalf, VmTwoElement")
    @Encoding("0 Q:1 0 01111 01 VmTwoElement[5:0] 1111 VmTwoElement[6] 0 VnHalf:5 VdWord:5")
    static long bfdotByElement(long VdWord, long VnHalf, long VmTwoElement) {
        return FpBfloat.dots(VdWord, VnHalf, VmTwoElement);
    }

    /** A matrix of two rows of four times one of two columns of four: a row, or a column, is half a register. */
    @Instruction("bfmmla VdWords, VnHalves, VmHalves")
    @Encoding("0 1 1 01110 01 0 VmHalves:5 1 1101 1 VnHalves:5 VdWords:5")
    static void bfmmla(Lowering x, int VmHalves, int VnHalves, int VdWords) {
        Value[] rows = new Value[2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = x.apply(
                    Arm64Operations.FP_BFLOAT_ROW,
                    Simd.read(VdWords, i),
                    Simd.read(VnHalves, i),
                    Simd.read(VmHalves, 0),
                    Simd.read(VmHalves, 1));
        }
        Simd.write(x, VdWords, rows[0], rows[1]);
    }

    /** Of the elements with even numbers, or with odd ones. */
    @Instruction("bfmlal{bottomOrTop} VdWords, VnHalves, VmHalves")
    @Encoding("0 bottomOrTop:1 1 01110 11 0 VmHalves:5 1 1111 1 VnHalves:5 VdWords:5")
    static void bfmlal(Lowering x, int bottomOrTop, int VmHalves, int VnHalves, int VdWords) {
        SimdFloatLong.accumulate(
                x,
                VdWords,
                true,
                i -> single(x, VnHalves, 2 * i + bottomOrTop),
                i -> single(x, VmHalves, 2 * i + bottomOrTop));
    }

    @Instruction("bfmlal{bottomOrTop} VdWords, VnHalves, VmHalfElement")
    @Encoding("0 bottomOrTop:1 0 01111 11 VmHalfElement[5:0] 1111 VmHalfElement[6] 0 VnHalves:5 VdWords:5")
    static void bfmlalByElement(Lowering x, int bottomOrTop, int VmHalfElement, int VnHalves, int VdWords) {
        Value factor = x.copy(single(
                x,
                VectorShape.elementRegister(VmHalfElement, FpPrecision.HALF),
                VectorShape.elementIndex(VmHalfElement, FpPrecision.HALF)));
        SimdFloatLong.accumulate(x, VdWords, true, i -> single(x, VnHalves, 2 * i + bottomOrTop), i -> factor);
    }

    private static Value single(Lowering x, int register, int index) {
        Value element = Floats.element(x, register, index, FpPrecision.HALF);
        return x.apply(Arm64Operations.SHIFTS_LEFT, element, Lowering.constant(16));
    }
}
