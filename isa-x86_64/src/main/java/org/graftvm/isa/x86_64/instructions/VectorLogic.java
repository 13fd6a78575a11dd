package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Bitwise logic of XMM registers. */
@Section(ref = "SDM volume 1, 5.5.1.4, 5.6.1.3 and 5.6.3: SSE and SSE2 Logical Instructions", feature = "SSE, SSE2")
final class VectorLogic {
    private VectorLogic() {}

    @Instruction("andps")
    @Encoding({"NP 0F 54 /r : Vx Wx", "VEX.0F.WIG 54 /r : Vx Hx Wx"})
    static long andps(long a, long b) {
        return a & b;
    }

    @Instruction("andpd")
    @Encoding({"66 0F 54 /r : Vx Wx", "VEX.66.0F.WIG 54 /r : Vx Hx Wx"})
    static long andpd(long a, long b) {
        return a & b;
    }

    @Instruction("andnps")
    @Encoding({"NP 0F 55 /r : Vx Wx", "VEX.0F.WIG 55 /r : Vx Hx Wx"})
    static long andnps(long a, long b) {
        return ~a & b;
    }

    @Instruction("andnpd")
    @Encoding({"66 0F 55 /r : Vx Wx", "VEX.66.0F.WIG 55 /r : Vx Hx Wx"})
    static long andnpd(long a, long b) {
        return ~a & b;
    }

    @Instruction("orps")
    @Encoding({"NP 0F 56 /r : Vx Wx", "VEX.0F.WIG 56 /r : Vx Hx Wx"})
    static long orps(long a, long b) {
        return a | b;
    }

    @Instruction("orpd")
    @Encoding({"66 0F 56 /r : Vx Wx", "VEX.66.0F.WIG 56 /r : Vx Hx Wx"})
    static long orpd(long a, long b) {
        return a | b;
    }

    @Instruction("xorps")
    @Encoding({"NP 0F 57 /r : Vx Wx", "VEX.0F.WIG 57 /r : Vx Hx Wx"})
    static long xorps(long a, long b) {
        return a ^ b;
    }

    @Instruction("xorpd")
    @Encoding({"66 0F 57 /r : Vx Wx", "VEX.66.0F.WIG 57 /r : Vx Hx Wx"})
    static long xorpd(long a, long b) {
        return a ^ b;
    }

    @Instruction("pand")
    @Encoding({"NP 0F DB /r : Pq Qq", "66 0F DB /r : Vx Wx", "VEX.66.0F.WIG DB /r : Vx Hx Wx"})
    static long pand(long a, long b) {
        return a & b;
    }

    @Instruction("pandn")
    @Encoding({"NP 0F DF /r : Pq Qq", "66 0F DF /r : Vx Wx", "VEX.66.0F.WIG DF /r : Vx Hx Wx"})
    static long pandn(long a, long b) {
        return ~a & b;
    }

    @Instruction("por")
    @Encoding({"NP 0F EB /r : Pq Qq", "66 0F EB /r : Vx Wx", "VEX.66.0F.WIG EB /r : Vx Hx Wx"})
    static long por(long a, long b) {
        return a | b;
    }

    @Instruction("pxor")
    @Encoding({"NP 0F EF /r : Pq Qq", "66 0F EF /r : Vx Wx", "VEX.66.0F.WIG EF /r : Vx Hx Wx"})
    static long pxor(long a, long b) {
        return a ^ b;
    }
}
