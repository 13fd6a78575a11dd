package org.graftvm.isa.arm64.instructions;

import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Shifts by a constant and narrowing that stop at the ends of the range. */
@Section(
        ref = "Arm ARM C3.5.6, C3.5.3: SIMD shift by immediate, two register miscellaneous, saturating",
        feature = "AdvSIMD")
final class SimdSaturatingShift {
    private static final String LEFT =
            "shiftLeft >= 8 && (scalar == 0 && (shiftLeft[6] == 0 || Q == 1) || scalar == 1 && Q == 1)";
    private static final String NARROWING = "shiftRight >= 8 && shiftRight[6] == 0 && (scalar == 0 || upper == 1)";

    private SimdSaturatingShift() {}

    @Instruction("sqshl Vd, Vn, shiftLeft")
    @Encoding(value = "0 Q:1 0 scalar:1 11110 shiftLeft:7 01110 1 Vn:5 Vd:5", when = LEFT)
    static long sqshl(long Vn, int shiftLeft, Arm64Cpu cpu) {
        return Shift.leftSaturated(Vn, shiftLeft, true, cpu);
    }

    @Instruction("uqshl Vd, Vn, shiftLeft")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftLeft:7 01110 1 Vn:5 Vd:5", when = LEFT)
    static long uqshl(long Vn, int shiftLeft, Arm64Cpu cpu) {
        return Shift.leftSaturated(Vn, shiftLeft, false, cpu);
    }

    @Instruction("sqshlu Vd, Vn, shiftLeft")
    @Encoding(value = "0 Q:1 1 scalar:1 11110 shiftLeft:7 01100 1 Vn:5 Vd:5", when = LEFT)
    static long sqshlu(long Vn, int shiftLeft, Arm64Cpu cpu) {
        return Shift.leftToUnsigned(Vn, shiftLeft, cpu);
    }

    @Instruction("sqshrn{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 0 scalar:1 11110 shiftRight:7 10010 1 VnLong:5 Vd:5", when = NARROWING)
    static long sqshrn(long VnLong, int shiftRight, Arm64Cpu cpu) {
        return Shift.narrowSaturated(VnLong, shiftRight, true, 0, cpu, Saturation::toSigned);
    }

    @Instruction("sqrshrn{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 0 scalar:1 11110 shiftRight:7 10011 1 VnLong:5 Vd:5", when = NARROWING)
    static long sqrshrn(long VnLong, int shiftRight, Arm64Cpu cpu) {
        return Shift.narrowSaturated(VnLong, shiftRight, true, 1, cpu, Saturation::toSigned);
    }

    @Instruction("uqshrn{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 1 scalar:1 11110 shiftRight:7 10010 1 VnLong:5 Vd:5", when = NARROWING)
    static long uqshrn(long VnLong, int shiftRight, Arm64Cpu cpu) {
        return Shift.narrowSaturated(VnLong, shiftRight, false, 0, cpu, Saturation::unsigned);
    }

    @Instruction("uqrshrn{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 1 scalar:1 11110 shiftRight:7 10011 1 VnLong:5 Vd:5", when = NARROWING)
    static long uqrshrn(long VnLong, int shiftRight, Arm64Cpu cpu) {
        return Shift.narrowSaturated(VnLong, shiftRight, false, 1, cpu, Saturation::unsigned);
    }

    @Instruction("sqshrun{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 1 scalar:1 11110 shiftRight:7 10000 1 VnLong:5 Vd:5", when = NARROWING)
    static long sqshrun(long VnLong, int shiftRight, Arm64Cpu cpu) {
        return Shift.narrowSaturated(VnLong, shiftRight, true, 0, cpu, Saturation::toUnsigned);
    }

    @Instruction("sqrshrun{upper} Vd, VnLong, shiftRight")
    @Encoding(value = "0 upper:1 1 scalar:1 11110 shiftRight:7 10001 1 VnLong:5 Vd:5", when = NARROWING)
    static long sqrshrun(long VnLong, int shiftRight, Arm64Cpu cpu) {
        return Shift.narrowSaturated(VnLong, shiftRight, true, 1, cpu, Saturation::toUnsigned);
    }

    @Instruction("sqxtn{upper} Vd, VnLong")
    @Encoding(
            value = "0 upper:1 0 scalar:1 1110 size:2 10000 10100 10 VnLong:5 Vd:5",
            when = "size != 3 && (scalar == 0 || upper == 1)")
    static long sqxtn(long VnLong, int size, Arm64Cpu cpu) {
        return Saturation.narrow(VnLong, size, true, cpu, Saturation::toSigned);
    }

    @Instruction("uqxtn{upper} Vd, VnLong")
    @Encoding(
            value = "0 upper:1 1 scalar:1 1110 size:2 10000 10100 10 VnLong:5 Vd:5",
            when = "size != 3 && (scalar == 0 || upper == 1)")
    static long uqxtn(long VnLong, int size, Arm64Cpu cpu) {
        return Saturation.narrow(VnLong, size, false, cpu, Saturation::unsigned);
    }

    @Instruction("sqxtun{upper} Vd, VnLong")
    @Encoding(
            value = "0 upper:1 1 scalar:1 1110 size:2 10000 10010 10 VnLong:5 Vd:5",
            when = "size != 3 && (scalar == 0 || upper == 1)")
    static long sqxtun(long VnLong, int size, Arm64Cpu cpu) {
        return Saturation.narrow(VnLong, size, true, cpu, Saturation::toUnsigned);
    }
}
