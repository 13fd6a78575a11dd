package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Narrowing, widening by a shift, and sums of neighbours, of one vector. */
@Section(ref = "Arm ARM C3.5.3: SIMD two register miscellaneous, narrowing and widening", feature = "AdvSIMD")
final class SimdNarrowing {
    private static final String NARROW = "size != 3";

    private SimdNarrowing() {}

    @Instruction("xtn{upper} Vd, VnLong")
    @Encoding(value = "0 upper:1 0 01110 size:2 10000 10010 10 VnLong:5 Vd:5", when = NARROW)
    static long xtn(long VnLong, int size) {
        return Elements.narrow(VnLong, size, false, a -> a);
    }

    @Instruction("shll{upper} VdLong, Vn, elementBits")
    @Encoding(value = "0 upper:1 1 01110 elementBits:2 10000 10011 10 Vn:5 VdLong:5", when = "elementBits != 3")
    static long shll(long Vn, int elementBits) {
        return Elements.widen(Vn, elementBits, false, a -> a) << Elements.bits(elementBits);
    }

    @Instruction("saddlp VdPairs, Vn")
    @Encoding(value = "0 Q:1 0 01110 size:2 10000 00010 10 Vn:5 VdPairs:5", when = NARROW)
    static long saddlp(long Vn, int size) {
        return sums(Vn, size, true);
    }

    @Instruction("uaddlp VdPairs, Vn")
    @Encoding(value = "0 Q:1 1 01110 size:2 10000 00010 10 Vn:5 VdPairs:5", when = NARROW)
    static long uaddlp(long Vn, int size) {
        return sums(Vn, size, false);
    }

    @Instruction("sadalp VdPairs, Vn")
    @Encoding(value = "0 Q:1 0 01110 size:2 10000 00110 10 Vn:5 VdPairs:5", when = NARROW)
    static long sadalp(long VdPairs, long Vn, int size) {
        return Elements.add(VdPairs, sums(Vn, size, true), size + 1);
    }

    @Instruction("uadalp VdPairs, Vn")
    @Encoding(value = "0 Q:1 1 01110 size:2 10000 00110 10 Vn:5 VdPairs:5", when = NARROW)
    static long uadalp(long VdPairs, long Vn, int size) {
        return Elements.add(VdPairs, sums(Vn, size, false), size + 1);
    }

    /** Of pairs of elements, twice as wide. */
    private static long sums(long a, int size, boolean signed) {
        int bits = Elements.bits(size);
        long result = 0;
        for (int at = 0; at < 64; at += 2 * bits) {
            long sum = Elements.get(a, at, size, signed) + Elements.get(a, at + bits, size, signed);
            result |= (sum & Elements.mask(size + 1)) << at;
        }
        return result;
    }
}
