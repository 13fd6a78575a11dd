package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Bitwise logic of vectors. */
@Section(ref = "Arm ARM C3.5.1: SIMD three register same, logic", feature = "AdvSIMD")
final class SimdLogic {
    private SimdLogic() {}

    @Instruction("and VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 0 0 1110 00 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long and(long VnBytes, long VmBytes) {
        return VnBytes & VmBytes;
    }

    @Instruction("bic VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 0 0 1110 01 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long bic(long VnBytes, long VmBytes) {
        return VnBytes & ~VmBytes;
    }

    @Instruction("orr VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 0 0 1110 10 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long orr(long VnBytes, long VmBytes) {
        return VnBytes | VmBytes;
    }

    @Instruction("orn VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 0 0 1110 11 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long orn(long VnBytes, long VmBytes) {
        return VnBytes | ~VmBytes;
    }

    @Instruction("eor VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 1 0 1110 00 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long eor(long VnBytes, long VmBytes) {
        return VnBytes ^ VmBytes;
    }

    @Instruction("bsl VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 1 0 1110 01 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long bsl(long VdBytes, long VnBytes, long VmBytes) {
        return VmBytes ^ (VmBytes ^ VnBytes) & VdBytes;
    }

    @Instruction("bit VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 1 0 1110 10 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long bit(long VdBytes, long VnBytes, long VmBytes) {
        return VdBytes ^ (VdBytes ^ VnBytes) & VmBytes;
    }

    @Instruction("bif VdBytes, VnBytes, VmBytes")
    @Encoding("0 Q:1 1 0 1110 11 1 VmBytes:5 00011 1 VnBytes:5 VdBytes:5")
    static long bif(long VdBytes, long VnBytes, long VmBytes) {
        return VdBytes ^ (VdBytes ^ VnBytes) & ~VmBytes;
    }
}
