package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Arithmetic of scalars. */
@Section(ref = "Arm ARM C3.6.7 to C3.6.9: Floating-point arithmetic", feature = "FP")
final class FloatArithmetic {
    private FloatArithmetic() {}

    @Instruction("fmul Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0000 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fmul(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.MULTIPLY, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fdiv Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0001 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fdiv(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.DIVIDE, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fadd Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0010 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fadd(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.ADD, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fsub Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0011 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fsub(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.SUBTRACT, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fmax Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0100 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fmax(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.MAXIMUM, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fmin Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0101 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fmin(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.MINIMUM, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fmaxnm Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0110 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fmaxnm(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.MAXIMUM_NUMBER, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    @Instruction("fminnm Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 0111 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fminnm(Lowering x, int Fm, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.MINIMUM_NUMBER, Floats.scalar(Fn), Floats.scalar(Fm));
    }

    /** A NaN is negated as well. */
    @Instruction("fnmul Fd, Fn, Fm")
    @Encoding(value = "000 11110 ftype:2 1 Fm:5 1000 10 Fn:5 Fd:5", when = "ftype != 2")
    static void fnmul(Lowering x, int Fm, int Fn, int Fd) {
        VectorShape shape = Simd.shape(x);
        Value product = x.apply(FloatOperation.MULTIPLY.of(shape.size()), Floats.scalar(Fn), Floats.scalar(Fm));
        Value sign = Lowering.constant(1L << shape.bits() - 1);
        Simd.writeScalar(x, Fd, shape.bits(), Arm64Operations.LOGIC_XOR, product, sign);
    }

    @Instruction("fsqrt Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 0000 11 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void fsqrt(Lowering x, int Fn, int Fd) {
        Floats.write(x, Fd, FloatOperation.SQUARE_ROOT, Floats.scalar(Fn));
    }

    // ---- sum of a product ----

    @Instruction("fmadd Fd, Fn, Fm, Fa")
    @Encoding(value = "000 11111 ftype:2 0 Fm:5 0 Fa:5 Fn:5 Fd:5", when = "ftype != 2")
    static void fmadd(Lowering x, int Fm, int Fa, int Fn, int Fd) {
        fused(x, Fd, Fa, Fn, Fm, false, false);
    }

    @Instruction("fmsub Fd, Fn, Fm, Fa")
    @Encoding(value = "000 11111 ftype:2 0 Fm:5 1 Fa:5 Fn:5 Fd:5", when = "ftype != 2")
    static void fmsub(Lowering x, int Fm, int Fa, int Fn, int Fd) {
        fused(x, Fd, Fa, Fn, Fm, false, true);
    }

    @Instruction("fnmadd Fd, Fn, Fm, Fa")
    @Encoding(value = "000 11111 ftype:2 1 Fm:5 0 Fa:5 Fn:5 Fd:5", when = "ftype != 2")
    static void fnmadd(Lowering x, int Fm, int Fa, int Fn, int Fd) {
        fused(x, Fd, Fa, Fn, Fm, true, true);
    }

    @Instruction("fnmsub Fd, Fn, Fm, Fa")
    @Encoding(value = "000 11111 ftype:2 1 Fm:5 1 Fa:5 Fn:5 Fd:5", when = "ftype != 2")
    static void fnmsub(Lowering x, int Fm, int Fa, int Fn, int Fd) {
        fused(x, Fd, Fa, Fn, Fm, true, false);
    }

    private static void fused(Lowering x, int Fd, int Fa, int Fn, int Fm, boolean negateAddend, boolean negateProduct) {
        int size = Simd.shape(x).size();
        Value addend = negateAddend ? Floats.negated(x, Floats.scalar(Fa), size) : Floats.scalar(Fa);
        Value factor = negateProduct ? Floats.negated(x, Floats.scalar(Fn), size) : Floats.scalar(Fn);
        Floats.write(x, Fd, FloatOperation.FUSED, addend, factor, Floats.scalar(Fm));
    }
}
