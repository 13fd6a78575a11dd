package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Reversals and counts of bits. */
@Section(ref = "Arm ARM C3.5.8: Bit operation", feature = "A64")
final class BitOperations {
    private BitOperations() {}

    @Instruction("rbit Rd, Rn")
    @Encoding("sf:1 1 0 11010110 00000 000000 Rn:5 Rd:5")
    static long rbit(long Rn, int bits) {
        return Long.reverse(Rn) >>> 64 - bits;
    }

    @Instruction("rev16 Rd, Rn")
    @Encoding("sf:1 1 0 11010110 00000 000001 Rn:5 Rd:5")
    static long rev16(long Rn) {
        return (Rn & 0x00ff_00ff_00ff_00ffL) << 8 | Rn >>> 8 & 0x00ff_00ff_00ff_00ffL;
    }

    @Instruction("rev Wd, Wn")
    @Encoding("0 1 0 11010110 00000 000010 Wn:5 Wd:5")
    static long revWord(long Wn) {
        return Integer.reverseBytes((int) Wn);
    }

    @Instruction("rev32 Xd, Xn")
    @Encoding("1 1 0 11010110 00000 000010 Xn:5 Xd:5")
    static long rev32(long Xn) {
        return Long.rotateRight(Long.reverseBytes(Xn), 32);
    }

    @Instruction("rev Xd, Xn")
    @Encoding("1 1 0 11010110 00000 000011 Xn:5 Xd:5")
    static long rev(long Xn) {
        return Long.reverseBytes(Xn);
    }

    @Instruction("clz Rd, Rn")
    @Encoding("sf:1 1 0 11010110 00000 000100 Rn:5 Rd:5")
    static long clz(@Extend(Extend.Kind.ZERO) long Rn, int bits) {
        return Long.numberOfLeadingZeros(Rn) - (64 - bits);
    }

    /** Bits that equal the sign, without the sign itself. */
    @Instruction("cls Rd, Rn")
    @Encoding("sf:1 1 0 11010110 00000 000101 Rn:5 Rd:5")
    static long cls(@Extend(Extend.Kind.SIGN) long Rn, int bits) {
        return Long.numberOfLeadingZeros(Rn ^ Rn >> 63) - 1 - (64 - bits);
    }
}
