package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Extend;
import org.graftvm.spec.Extend.Kind;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Products, which are added to or subtracted from a register, and quotients. Nothing traps: division by zero gives zero. */
@Section(ref = "Arm ARM C3.5.7: Multiply and divide", feature = "A64")
final class MultiplyAndDivide {
    private MultiplyAndDivide() {}

    @Instruction("madd Rd, Rn, Rm, Ra")
    @Encoding("sf:1 00 11011 000 Rm:5 0 Ra:5 Rn:5 Rd:5")
    static long madd(long Rn, long Rm, long Ra) {
        return Ra + Rn * Rm;
    }

    @Instruction("msub Rd, Rn, Rm, Ra")
    @Encoding("sf:1 00 11011 000 Rm:5 1 Ra:5 Rn:5 Rd:5")
    static long msub(long Rn, long Rm, long Ra) {
        return Ra - Rn * Rm;
    }

    @Instruction("smaddl Xd, Wn, Wm, Xa")
    @Encoding("1 00 11011 001 Wm:5 0 Xa:5 Wn:5 Xd:5")
    static long smaddl(long Wn, long Wm, long Xa) {
        return Xa + (long) (int) Wn * (int) Wm;
    }

    @Instruction("smsubl Xd, Wn, Wm, Xa")
    @Encoding("1 00 11011 001 Wm:5 1 Xa:5 Wn:5 Xd:5")
    static long smsubl(long Wn, long Wm, long Xa) {
        return Xa - (long) (int) Wn * (int) Wm;
    }

    @Instruction("smulh Xd, Xn, Xm")
    @Encoding("1 00 11011 010 Xm:5 0 11111 Xn:5 Xd:5")
    static long smulh(long Xn, long Xm) {
        return Math.multiplyHigh(Xn, Xm);
    }

    @Instruction("umaddl Xd, Wn, Wm, Xa")
    @Encoding("1 00 11011 101 Wm:5 0 Xa:5 Wn:5 Xd:5")
    static long umaddl(long Wn, long Wm, long Xa) {
        return Xa + (Wn & 0xffff_ffffL) * (Wm & 0xffff_ffffL);
    }

    @Instruction("umsubl Xd, Wn, Wm, Xa")
    @Encoding("1 00 11011 101 Wm:5 1 Xa:5 Wn:5 Xd:5")
    static long umsubl(long Wn, long Wm, long Xa) {
        return Xa - (Wn & 0xffff_ffffL) * (Wm & 0xffff_ffffL);
    }

    @Instruction("umulh Xd, Xn, Xm")
    @Encoding("1 00 11011 110 Xm:5 0 11111 Xn:5 Xd:5")
    static long umulh(long Xn, long Xm) {
        return Math.unsignedMultiplyHigh(Xn, Xm);
    }

    @Instruction("udiv Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010110 Rm:5 00001 0 Rn:5 Rd:5")
    static long udiv(@Extend(Kind.ZERO) long Rn, @Extend(Kind.ZERO) long Rm) {
        return Rm == 0 ? 0 : Long.divideUnsigned(Rn, Rm);
    }

    /** The least number by -1 gives itself: Java's division does so too. */
    @Instruction("sdiv Rd, Rn, Rm")
    @Encoding("sf:1 0 0 11010110 Rm:5 00001 1 Rn:5 Rd:5")
    static long sdiv(@Extend(Kind.SIGN) long Rn, @Extend(Kind.SIGN) long Rm) {
        return Rm == 0 ? 0 : Rn / Rm;
    }
}
