package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.ANY_OR_DOUBLEWORD;

import org.graftvm.engine.lowering.PolynomialProduct;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Integer arithmetic and comparisons of two vectors, element by element. */
@Section(ref = "Arm ARM C3.5.1: SIMD three register same, arithmetic and comparisons", feature = "AdvSIMD")
final class SimdArithmetic {
    private SimdArithmetic() {}

    @Instruction("add Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 10000 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long add(long Vn, long Vm, int size) {
        return Elements.add(Vn, Vm, size);
    }

    @Instruction("sub Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 10000 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long sub(long Vn, long Vm, int size) {
        return Elements.subtract(Vn, Vm, size);
    }

    @Instruction("cmgt Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 00110 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmgt(long Vn, long Vm, int size) {
        return Elements.greater(Vn, Vm, size);
    }

    @Instruction("cmge Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 00111 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmge(long Vn, long Vm, int size) {
        return ~Elements.greater(Vm, Vn, size);
    }

    @Instruction("cmhi Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 00110 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmhi(long Vn, long Vm, int size) {
        return Elements.higher(Vn, Vm, size);
    }

    @Instruction("cmhs Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 00111 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmhs(long Vn, long Vm, int size) {
        return ~Elements.higher(Vm, Vn, size);
    }

    @Instruction("cmeq Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 1 Vm:5 10001 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmeq(long Vn, long Vm, int size) {
        return ~Elements.nonzero(Vn ^ Vm, size);
    }

    @Instruction("cmtst Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 1 Vm:5 10001 1 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmtst(long Vn, long Vm, int size) {
        return Elements.nonzero(Vn & Vm, size);
    }

    @Instruction("shadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 00000 1 Vn:5 Vd:5", when = "size != 3")
    static long shadd(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, true, (a, b) -> a + b >> 1);
    }

    @Instruction("uhadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 00000 1 Vn:5 Vd:5", when = "size != 3")
    static long uhadd(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, (a, b) -> a + b >> 1);
    }

    @Instruction("srhadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 00010 1 Vn:5 Vd:5", when = "size != 3")
    static long srhadd(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, true, (a, b) -> a + b + 1 >> 1);
    }

    @Instruction("urhadd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 00010 1 Vn:5 Vd:5", when = "size != 3")
    static long urhadd(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, (a, b) -> a + b + 1 >> 1);
    }

    @Instruction("shsub Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 00100 1 Vn:5 Vd:5", when = "size != 3")
    static long shsub(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, true, (a, b) -> a - b >> 1);
    }

    @Instruction("uhsub Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 00100 1 Vn:5 Vd:5", when = "size != 3")
    static long uhsub(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, (a, b) -> a - b >> 1);
    }

    @Instruction("smax Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 01100 1 Vn:5 Vd:5", when = "size != 3")
    static long smax(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, true, Math::max);
    }

    @Instruction("umax Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 01100 1 Vn:5 Vd:5", when = "size != 3")
    static long umax(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, Math::max);
    }

    @Instruction("smin Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 01101 1 Vn:5 Vd:5", when = "size != 3")
    static long smin(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, true, Math::min);
    }

    @Instruction("umin Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 01101 1 Vn:5 Vd:5", when = "size != 3")
    static long umin(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, Math::min);
    }

    @Instruction("sabd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 01110 1 Vn:5 Vd:5", when = "size != 3")
    static long sabd(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, true, (a, b) -> Math.abs(a - b));
    }

    @Instruction("uabd Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 01110 1 Vn:5 Vd:5", when = "size != 3")
    static long uabd(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, (a, b) -> Math.abs(a - b));
    }

    @Instruction("saba Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 01111 1 Vn:5 Vd:5", when = "size != 3")
    static long saba(long Vd, long Vn, long Vm, int size) {
        return Elements.add(Vd, sabd(Vn, Vm, size), size);
    }

    @Instruction("uaba Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 01111 1 Vn:5 Vd:5", when = "size != 3")
    static long uaba(long Vd, long Vn, long Vm, int size) {
        return Elements.add(Vd, uabd(Vn, Vm, size), size);
    }

    @Instruction("mul Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 10011 1 Vn:5 Vd:5", when = "size != 3")
    static long mul(long Vn, long Vm, int size) {
        return Elements.each(Vn, Vm, size, false, (a, b) -> a * b);
    }

    @Instruction("mla Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 1 Vm:5 10010 1 Vn:5 Vd:5", when = "size != 3")
    static long mla(long Vd, long Vn, long Vm, int size) {
        return Elements.add(Vd, mul(Vn, Vm, size), size);
    }

    @Instruction("mls Vd, Vn, Vm")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 1 Vm:5 10010 1 Vn:5 Vd:5", when = "size != 3")
    static long mls(long Vd, long Vn, long Vm, int size) {
        return Elements.subtract(Vd, mul(Vn, Vm, size), size);
    }

    /** Products of polynomials. */
    @Instruction("pmul VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 1 0 1110 00 1 VmBytes:5 10011 1 VnBytes:5 VdBytes:5")
    static long pmul(long VnBytes, long VmBytes) {
        return Elements.each(VnBytes, VmBytes, 0, false, PolynomialProduct::low);
    }
}
