package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Arithmetic and comparisons of integer lanes. Each method gets a half of a register, which is several lanes. */
@Section(ref = "SDM volume 1, 5.6.3: SSE2 128-Bit SIMD Integer Instructions", feature = "SSE2")
final class PackedInteger {
    private PackedInteger() {}

    @Instruction("paddb")
    @Encoding({"NP 0F FC /r : Pq Qq", "66 0F FC /r : Vx Wx", "VEX.66.0F.WIG FC /r : Vx Hx Wx"})
    static long paddb(long a, long b) {
        return Lanes.add(a, b, Lanes.BYTE_SIGNS);
    }

    @Instruction("paddw")
    @Encoding({"NP 0F FD /r : Pq Qq", "66 0F FD /r : Vx Wx", "VEX.66.0F.WIG FD /r : Vx Hx Wx"})
    static long paddw(long a, long b) {
        return Lanes.add(a, b, Lanes.SHORT_SIGNS);
    }

    @Instruction("paddd")
    @Encoding({"NP 0F FE /r : Pq Qq", "66 0F FE /r : Vx Wx", "VEX.66.0F.WIG FE /r : Vx Hx Wx"})
    static long paddd(long a, long b) {
        return Lanes.add(a, b, Lanes.INT_SIGNS);
    }

    @Instruction("paddq")
    @Encoding({"NP 0F D4 /r : Pq Qq", "66 0F D4 /r : Vx Wx", "VEX.66.0F.WIG D4 /r : Vx Hx Wx"})
    static long paddq(long a, long b) {
        return a + b;
    }

    @Instruction("psubb")
    @Encoding({"NP 0F F8 /r : Pq Qq", "66 0F F8 /r : Vx Wx", "VEX.66.0F.WIG F8 /r : Vx Hx Wx"})
    static long psubb(long a, long b) {
        return Lanes.subtract(a, b, Lanes.BYTE_SIGNS);
    }

    @Instruction("psubw")
    @Encoding({"NP 0F F9 /r : Pq Qq", "66 0F F9 /r : Vx Wx", "VEX.66.0F.WIG F9 /r : Vx Hx Wx"})
    static long psubw(long a, long b) {
        return Lanes.subtract(a, b, Lanes.SHORT_SIGNS);
    }

    @Instruction("psubd")
    @Encoding({"NP 0F FA /r : Pq Qq", "66 0F FA /r : Vx Wx", "VEX.66.0F.WIG FA /r : Vx Hx Wx"})
    static long psubd(long a, long b) {
        return Lanes.subtract(a, b, Lanes.INT_SIGNS);
    }

    @Instruction("psubq")
    @Encoding({"NP 0F FB /r : Pq Qq", "66 0F FB /r : Vx Wx", "VEX.66.0F.WIG FB /r : Vx Hx Wx"})
    static long psubq(long a, long b) {
        return a - b;
    }

    @Instruction("pcmpeqb")
    @Encoding({"NP 0F 74 /r : Pq Qq", "66 0F 74 /r : Vx Wx", "VEX.66.0F.WIG 74 /r : Vx Hx Wx"})
    static long pcmpeqb(long a, long b) {
        return Lanes.equal(a, b, 8);
    }

    @Instruction("pcmpeqw")
    @Encoding({"NP 0F 75 /r : Pq Qq", "66 0F 75 /r : Vx Wx", "VEX.66.0F.WIG 75 /r : Vx Hx Wx"})
    static long pcmpeqw(long a, long b) {
        return Lanes.equal(a, b, 16);
    }

    @Instruction("pcmpeqd")
    @Encoding({"NP 0F 76 /r : Pq Qq", "66 0F 76 /r : Vx Wx", "VEX.66.0F.WIG 76 /r : Vx Hx Wx"})
    static long pcmpeqd(long a, long b) {
        return Lanes.equal(a, b, 32);
    }

    @Instruction("pcmpgtb")
    @Encoding({"NP 0F 64 /r : Pq Qq", "66 0F 64 /r : Vx Wx", "VEX.66.0F.WIG 64 /r : Vx Hx Wx"})
    static long pcmpgtb(long a, long b) {
        return Lanes.greater(a, b, 8);
    }

    @Instruction("pcmpgtw")
    @Encoding({"NP 0F 65 /r : Pq Qq", "66 0F 65 /r : Vx Wx", "VEX.66.0F.WIG 65 /r : Vx Hx Wx"})
    static long pcmpgtw(long a, long b) {
        return Lanes.greater(a, b, 16);
    }

    @Instruction("pcmpgtd")
    @Encoding({"NP 0F 66 /r : Pq Qq", "66 0F 66 /r : Vx Wx", "VEX.66.0F.WIG 66 /r : Vx Hx Wx"})
    static long pcmpgtd(long a, long b) {
        return Lanes.greater(a, b, 32);
    }

    @Instruction("pminub")
    @Encoding({"NP 0F DA /r : Pq Qq", "66 0F DA /r : Vx Wx", "VEX.66.0F.WIG DA /r : Vx Hx Wx"})
    static long pminub(long a, long b) {
        return Lanes.minimum(a, b, 8, false);
    }

    @Instruction("pmaxub")
    @Encoding({"NP 0F DE /r : Pq Qq", "66 0F DE /r : Vx Wx", "VEX.66.0F.WIG DE /r : Vx Hx Wx"})
    static long pmaxub(long a, long b) {
        return Lanes.maximum(a, b, 8, false);
    }

    @Instruction("pminsw")
    @Encoding({"NP 0F EA /r : Pq Qq", "66 0F EA /r : Vx Wx", "VEX.66.0F.WIG EA /r : Vx Hx Wx"})
    static long pminsw(long a, long b) {
        return Lanes.minimum(a, b, 16, true);
    }

    @Instruction("pmaxsw")
    @Encoding({"NP 0F EE /r : Pq Qq", "66 0F EE /r : Vx Wx", "VEX.66.0F.WIG EE /r : Vx Hx Wx"})
    static long pmaxsw(long a, long b) {
        return Lanes.maximum(a, b, 16, true);
    }

    @Instruction("pmullw")
    @Encoding({"NP 0F D5 /r : Pq Qq", "66 0F D5 /r : Vx Wx", "VEX.66.0F.WIG D5 /r : Vx Hx Wx"})
    static long pmullw(long a, long b) {
        return Lanes.productLow(a, b);
    }

    @Instruction("pmulhw")
    @Encoding({"NP 0F E5 /r : Pq Qq", "66 0F E5 /r : Vx Wx", "VEX.66.0F.WIG E5 /r : Vx Hx Wx"})
    static long pmulhw(long a, long b) {
        return Lanes.productHigh(a, b, true);
    }

    @Instruction("pmulhuw")
    @Encoding({"NP 0F E4 /r : Pq Qq", "66 0F E4 /r : Vx Wx", "VEX.66.0F.WIG E4 /r : Vx Hx Wx"})
    static long pmulhuw(long a, long b) {
        return Lanes.productHigh(a, b, false);
    }

    @Instruction("pmuludq")
    @Encoding({"NP 0F F4 /r : Pq Qq", "66 0F F4 /r : Vx Wx", "VEX.66.0F.WIG F4 /r : Vx Hx Wx"})
    static long pmuludq(long a, long b) {
        return (a & 0xffff_ffffL) * (b & 0xffff_ffffL);
    }

    @Instruction("paddusb")
    @Encoding({"NP 0F DC /r : Pq Qq", "66 0F DC /r : Vx Wx", "VEX.66.0F.WIG DC /r : Vx Hx Wx"})
    static long paddusb(long a, long b) {
        return Lanes.saturate(a, b, 8, false, 1);
    }

    @Instruction("paddusw")
    @Encoding({"NP 0F DD /r : Pq Qq", "66 0F DD /r : Vx Wx", "VEX.66.0F.WIG DD /r : Vx Hx Wx"})
    static long paddusw(long a, long b) {
        return Lanes.saturate(a, b, 16, false, 1);
    }

    @Instruction("paddsb")
    @Encoding({"NP 0F EC /r : Pq Qq", "66 0F EC /r : Vx Wx", "VEX.66.0F.WIG EC /r : Vx Hx Wx"})
    static long paddsb(long a, long b) {
        return Lanes.saturate(a, b, 8, true, 1);
    }

    @Instruction("paddsw")
    @Encoding({"NP 0F ED /r : Pq Qq", "66 0F ED /r : Vx Wx", "VEX.66.0F.WIG ED /r : Vx Hx Wx"})
    static long paddsw(long a, long b) {
        return Lanes.saturate(a, b, 16, true, 1);
    }

    @Instruction("psubusb")
    @Encoding({"NP 0F D8 /r : Pq Qq", "66 0F D8 /r : Vx Wx", "VEX.66.0F.WIG D8 /r : Vx Hx Wx"})
    static long psubusb(long a, long b) {
        return Lanes.saturate(a, b, 8, false, -1);
    }

    @Instruction("psubusw")
    @Encoding({"NP 0F D9 /r : Pq Qq", "66 0F D9 /r : Vx Wx", "VEX.66.0F.WIG D9 /r : Vx Hx Wx"})
    static long psubusw(long a, long b) {
        return Lanes.saturate(a, b, 16, false, -1);
    }

    @Instruction("psubsb")
    @Encoding({"NP 0F E8 /r : Pq Qq", "66 0F E8 /r : Vx Wx", "VEX.66.0F.WIG E8 /r : Vx Hx Wx"})
    static long psubsb(long a, long b) {
        return Lanes.saturate(a, b, 8, true, -1);
    }

    @Instruction("psubsw")
    @Encoding({"NP 0F E9 /r : Pq Qq", "66 0F E9 /r : Vx Wx", "VEX.66.0F.WIG E9 /r : Vx Hx Wx"})
    static long psubsw(long a, long b) {
        return Lanes.saturate(a, b, 16, true, -1);
    }

    @Instruction("pavgb")
    @Encoding({"NP 0F E0 /r : Pq Qq", "66 0F E0 /r : Vx Wx", "VEX.66.0F.WIG E0 /r : Vx Hx Wx"})
    static long pavgb(long a, long b) {
        return Lanes.average(a, b, 8);
    }

    @Instruction("pavgw")
    @Encoding({"NP 0F E3 /r : Pq Qq", "66 0F E3 /r : Vx Wx", "VEX.66.0F.WIG E3 /r : Vx Hx Wx"})
    static long pavgw(long a, long b) {
        return Lanes.average(a, b, 16);
    }

    @Instruction("pmaddwd")
    @Encoding({"NP 0F F5 /r : Pq Qq", "66 0F F5 /r : Vx Wx", "VEX.66.0F.WIG F5 /r : Vx Hx Wx"})
    static long pmaddwd(long a, long b) {
        return Lanes.multiplyAdd(a, b);
    }

    @Instruction("psadbw")
    @Encoding({"NP 0F F6 /r : Pq Qq", "66 0F F6 /r : Vx Wx", "VEX.66.0F.WIG F6 /r : Vx Hx Wx"})
    static long psadbw(long a, long b) {
        return Lanes.absoluteDifferences(a, b);
    }
}
