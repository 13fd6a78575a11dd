package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.CommonOperations;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Copies between scalars, and between these and general registers. */
@Section(ref = "Arm ARM C3.6.2, C3.6.3: Floating-point move", feature = "FP")
final class FloatMoves {
    private FloatMoves() {}

    @Instruction("fmov Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 0000 00 10000 Fn:5 Fd:5", when = "ftype != 2")
    static long fmov(long Fn) {
        return Fn;
    }

    @Instruction("fmov Fd, floatConstant")
    @Encoding(value = "000 11110 ftype:2 1 floatConstant:8 100 00000 Fd:5", when = "ftype != 2")
    static void fmovImmediate(Lowering x, int floatConstant, int Fd) {
        long value = FloatImmediate.expand(floatConstant, Simd.shape(x).size());
        Simd.write(x, Fd, Lowering.constant(value), Lowering.constant(0));
    }

    @Instruction("fmov Wd, Fn")
    @Encoding(value = "0 00 11110 ftype:2 1 00 110 000000 Fn:5 Wd:5", when = "ftype == 0 || ftype == 3")
    static void toWord(Lowering x, int Fn, int Wd) {
        int bits = Simd.shape(x).bits();
        x.write(Wd, bits, CommonOperations.BASIC_MOVE, Simd.read(Fn, 0));
    }

    @Instruction("fmov Xd, Fn")
    @Encoding(value = "1 00 11110 ftype:2 1 00 110 000000 Fn:5 Xd:5", when = "ftype == 1 || ftype == 3")
    static void toDoubleword(Lowering x, int Fn, int Xd) {
        int bits = Simd.shape(x).bits();
        x.write(Xd, bits, CommonOperations.BASIC_MOVE, Simd.read(Fn, 0));
    }

    @Instruction("fmov Fd, Wn")
    @Encoding(value = "0 00 11110 ftype:2 1 00 111 000000 Wn:5 Fd:5", when = "ftype == 0 || ftype == 3")
    static long fromWord(long Wn) {
        return Wn;
    }

    @Instruction("fmov Fd, Xn")
    @Encoding(value = "1 00 11110 ftype:2 1 00 111 000000 Xn:5 Fd:5", when = "ftype == 1 || ftype == 3")
    static long fromDoubleword(long Xn) {
        return Xn;
    }

    @Instruction("fmov Xd, VnHigh")
    @Encoding("1 00 11110 10 1 01 110 000000 VnHigh:5 Xd:5")
    static void fromHigh(Lowering x, int VnHigh, int Xd) {
        x.write(Xd, 64, CommonOperations.BASIC_MOVE, Simd.read(VnHigh, 1));
    }

    @Instruction("fmov VdHigh, Xn")
    @Encoding("1 00 11110 10 1 01 111 000000 Xn:5 VdHigh:5")
    static void toHigh(Lowering x, int Xn, int VdHigh) {
        x.set(Lowering.read(Xn), Simd.slot(VdHigh, 1));
    }

    @Instruction("fabs Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 0000 01 10000 Fn:5 Fd:5", when = "ftype != 2")
    static long fabs(long Fn, int ftype) {
        return Fn & ~signBit(ftype);
    }

    @Instruction("fneg Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 0000 10 10000 Fn:5 Fd:5", when = "ftype != 2")
    static long fneg(long Fn, int ftype) {
        return Fn ^ signBit(ftype);
    }

    private static long signBit(int ftype) {
        return 1L << (ftype == 3 ? 15 : 31 + 32 * ftype);
    }

    @Instruction("fcsel Fd, Fn, Fm, cond")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 cond:4 11 Fn:5 Fd:5", when = "ftype != 2")
    static void fcsel(Lowering x, int Fm, int cond, int Fn, int Fd) {
        Simd.writeScalar(
                x,
                Fd,
                Simd.shape(x).bits(),
                CommonOperations.BASIC_SELECT,
                ConditionCode.of(x, cond).value(x),
                Simd.read(Fn, 0),
                Simd.read(Fm, 0));
    }
}
