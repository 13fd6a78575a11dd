package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Shifts of elements by a constant. */
@Section(ref = "Arm ARM C3.5.6: SIMD shift by immediate", feature = "AdvSIMD")
final class SimdShiftImmediate {
    private static final String RIGHT =
            "shiftRight >= 8 && (scalar == 0 && (shiftRight[6] == 0 || Q == 1) || scalar == 1 && Q == 1 && shiftRight[6] == 1)";
    private static final String LEFT =
            "shiftLeft >= 8 && (scalar == 0 && (shiftLeft[6] == 0 || Q == 1) || scalar == 1 && Q == 1 && shiftLeft[6] == 1)";
    private static final String NARROWING = "shiftRight >= 8 && shiftRight[6] == 0";
    private static final String WIDENING = "shiftLeft >= 8 && shiftLeft[6] == 0";

    private SimdShiftImmediate() {}

    @Instruction("sshr Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 0 scalar:1 11110 shiftRight:7 00000 1 Vn:5 Vd:5", when = RIGHT)
    static long sshr(long Vn, int shiftRight) {
        return Shift.right(Vn, shiftRight, true);
    }

    @Instruction("ssra Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 0 scalar:1 11110 shiftRight:7 00010 1 Vn:5 Vd:5", when = RIGHT)
    static long ssra(long Vd, long Vn, int shiftRight) {
        return Elements.add(Vd, sshr(Vn, shiftRight), VectorShape.shiftSize(shiftRight));
    }

    @Instruction("srshr Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 0 scalar:1 11110 shiftRight:7 00100 1 Vn:5 Vd:5", when = RIGHT)
    static long srshr(long Vn, int shiftRight) {
        return Shift.rightRounded(Vn, shiftRight, true);
    }

    @Instruction("srsra Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 0 scalar:1 11110 shiftRight:7 00110 1 Vn:5 Vd:5", when = RIGHT)
    static long srsra(long Vd, long Vn, int shiftRight) {
        return Elements.add(Vd, srshr(Vn, shiftRight), VectorShape.shiftSize(shiftRight));
    }

    @Instruction("ushr Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftRight:7 00000 1 Vn:5 Vd:5", when = RIGHT)
    static long ushr(long Vn, int shiftRight) {
        return Shift.right(Vn, shiftRight, false);
    }

    @Instruction("usra Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftRight:7 00010 1 Vn:5 Vd:5", when = RIGHT)
    static long usra(long Vd, long Vn, int shiftRight) {
        return Elements.add(Vd, ushr(Vn, shiftRight), VectorShape.shiftSize(shiftRight));
    }

    @Instruction("urshr Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftRight:7 00100 1 Vn:5 Vd:5", when = RIGHT)
    static long urshr(long Vn, int shiftRight) {
        return Shift.rightRounded(Vn, shiftRight, false);
    }

    @Instruction("ursra Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftRight:7 00110 1 Vn:5 Vd:5", when = RIGHT)
    static long ursra(long Vd, long Vn, int shiftRight) {
        return Elements.add(Vd, urshr(Vn, shiftRight), VectorShape.shiftSize(shiftRight));
    }

    @Instruction("sri Vd, Vn, shiftRight")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftRight:7 01000 1 Vn:5 Vd:5", when = RIGHT)
    static long sri(long Vd, long Vn, int shiftRight) {
        return Shift.insertRight(Vd, Vn, shiftRight);
    }

    @Instruction("shl Vd, Vn, shiftLeft")
    @Encoding(value = "0 Q:1 0 scalar:1 11110 shiftLeft:7 01010 1 Vn:5 Vd:5", when = LEFT)
    static long shl(long Vn, int shiftLeft) {
        return Shift.left(Vn, shiftLeft);
    }

    @Instruction("sli Vd, Vn, shiftLeft")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftLeft:7 01010 1 Vn:5 Vd:5", when = LEFT)
    static long sli(long Vd, long Vn, int shiftLeft) {
        return Shift.insertLeft(Vd, Vn, shiftLeft);
    }

    @Instruction("shrn{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 0 0 11110 shiftRight:7 10000 1 VnLong:5 Vd:5", when = NARROWING)
    static long shrn(long VnLong, int shiftRight) {
        return Shift.narrow(VnLong, shiftRight, 0);
    }

    @Instruction("rshrn{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 0 0 11110 shiftRight:7 10001 1 VnLong:5 Vd:5", when = NARROWING)
    static long rshrn(long VnLong, int shiftRight) {
        return Shift.narrow(VnLong, shiftRight, 1);
    }

    @Instruction("sshll{upper} VdLong, Vn, shiftLeft")
    @Encoding(value = "0 upper:1 0 0 11110 shiftLeft:7 10100 1 Vn:5 VdLong:5", when = WIDENING)
    static long sshll(long Vn, int shiftLeft) {
        return Shift.widen(Vn, shiftLeft, true);
    }

    @Instruction("ushll{upper} VdLong, Vn, shiftLeft")
    @Encoding(value = "0 upper:1 1 0 11110 shiftLeft:7 10100 1 Vn:5 VdLong:5", when = WIDENING)
    static long ushll(long Vn, int shiftLeft) {
        return Shift.widen(Vn, shiftLeft, false);
    }
}
