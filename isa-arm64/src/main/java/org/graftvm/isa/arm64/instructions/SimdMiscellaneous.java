package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.VectorShape.ANY_OR_DOUBLEWORD;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Comparisons with zero, signs, bit counts and reversals, element by element. */
@Section(ref = "Arm ARM C3.5.3: SIMD two register miscellaneous", feature = "AdvSIMD")
final class SimdMiscellaneous {
    private SimdMiscellaneous() {}

    @Instruction("cmgt Vd, Vn, #0")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 10000 01000 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmgtZero(long Vn, int size) {
        return Elements.greater(Vn, 0, size);
    }

    @Instruction("cmeq Vd, Vn, #0")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 10000 01001 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmeqZero(long Vn, int size) {
        return ~Elements.nonzero(Vn, size);
    }

    @Instruction("cmlt Vd, Vn, #0")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 10000 01010 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmltZero(long Vn, int size) {
        return Elements.fill(Vn, size);
    }

    @Instruction("cmge Vd, Vn, #0")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 10000 01000 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmgeZero(long Vn, int size) {
        return ~Elements.fill(Vn, size);
    }

    @Instruction("cmle Vd, Vn, #0")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 10000 01001 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long cmleZero(long Vn, int size) {
        return ~Elements.greater(Vn, 0, size);
    }

    @Instruction("abs Vd, Vn")
    @Encoding(value = "0 Q:1 0 scalar:1 1110 size:2 10000 01011 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long abs(long Vn, int size) {
        return Elements.each(Vn, size, true, Math::abs);
    }

    @Instruction("neg Vd, Vn")
    @Encoding(value = "0 Q:1 1 scalar:1 1110 size:2 10000 01011 10 Vn:5 Vd:5", when = ANY_OR_DOUBLEWORD)
    static long neg(long Vn, int size) {
        return Elements.subtract(0, Vn, size);
    }

    @Instruction("cls Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 10000 00100 10 Vn:5 Vd:5", when = "size != 3")
    static long cls(long Vn, int size) {
        // What is above an element copies its sign, and counts as far as 64 bits go.
        long counts = Elements.each(Vn, size, true, a -> Long.numberOfLeadingZeros(a ^ a >> 63));
        return Elements.subtract(counts, (65L - Elements.bits(size)) * Elements.ones(size), size);
    }

    @Instruction("clz Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 10000 00100 10 Vn:5 Vd:5", when = "size != 3")
    static long clz(long Vn, int size) {
        long counts = Elements.each(Vn, size, false, Long::numberOfLeadingZeros);
        return Elements.subtract(counts, (64L - Elements.bits(size)) * Elements.ones(size), size);
    }

    @Instruction("cnt VdBytes, VnBytes")
    @Encoding("0 Q:1 0 0 1110 00 10000 00101 10 VnBytes:5 VdBytes:5")
    static long cnt(long VnBytes) {
        return Elements.each(VnBytes, 0, false, Long::bitCount);
    }

    @Instruction("not VdBytes, VnBytes")
    @Encoding("0 Q:1 1 0 1110 00 10000 00101 10 VnBytes:5 VdBytes:5")
    static long not(long VnBytes) {
        return ~VnBytes;
    }

    @Instruction("rbit VdBytes, VnBytes")
    @Encoding("0 Q:1 1 0 1110 01 10000 00101 10 VnBytes:5 VdBytes:5")
    static long rbit(long VnBytes) {
        return Long.reverseBytes(Long.reverse(VnBytes));
    }

    @Instruction("rev64 Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 10000 00000 10 Vn:5 Vd:5", when = "size != 3")
    static long rev64(long Vn, int size) {
        return reverse(Vn, size, 3);
    }

    @Instruction("rev32 Vd, Vn")
    @Encoding(value = "0 Q:1 1 0 1110 size:2 10000 00000 10 Vn:5 Vd:5", when = "size < 2")
    static long rev32(long Vn, int size) {
        return reverse(Vn, size, 2);
    }

    @Instruction("rev16 Vd, Vn")
    @Encoding(value = "0 Q:1 0 0 1110 size:2 10000 00001 10 Vn:5 Vd:5", when = "size == 0")
    static long rev16(long Vn, int size) {
        return reverse(Vn, size, 1);
    }

    /** Reverses the order of elements within units; sizes are logarithms of bytes. */
    private static long reverse(long a, int size, int unit) {
        long result = a;
        for (int i = size; i < unit; i++) {
            long mask = Long.divideUnsigned(-1, (1L << (8 << i)) + 1);
            result = result >>> (8 << i) & mask | (result & mask) << (8 << i);
        }
        return result;
    }
}
