package org.graftvm.isa.x86_64.instructions;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Arithmetic of doubles, one or two. */
@Section(ref = "SDM volume 1, 5.6.1.2: SSE2 Packed Arithmetic Instructions", feature = "SSE2")
final class DoubleArithmetic {
    private DoubleArithmetic() {}

    @Instruction("addsd")
    @Encoding({"F2 0F 58 /r : Vx Wq", "VEX.LIG.F2.0F.WIG 58 /r : Vx Hx Wq"})
    static long addsd(X86Cpu cpu, long a, long b) {
        return DoubleLane.add(cpu, a, b, true);
    }

    @Instruction("addpd")
    @Encoding({"66 0F 58 /r : Vx Wx", "VEX.66.0F.WIG 58 /r : Vx Hx Wx"})
    static long addpd(X86Cpu cpu, long a, long b) {
        return DoubleLane.add(cpu, a, b, false);
    }

    @Instruction("subsd")
    @Encoding({"F2 0F 5C /r : Vx Wq", "VEX.LIG.F2.0F.WIG 5C /r : Vx Hx Wq"})
    static long subsd(X86Cpu cpu, long a, long b) {
        return DoubleLane.subtract(cpu, a, b, true);
    }

    @Instruction("subpd")
    @Encoding({"66 0F 5C /r : Vx Wx", "VEX.66.0F.WIG 5C /r : Vx Hx Wx"})
    static long subpd(X86Cpu cpu, long a, long b) {
        return DoubleLane.subtract(cpu, a, b, false);
    }

    @Instruction("mulsd")
    @Encoding({"F2 0F 59 /r : Vx Wq", "VEX.LIG.F2.0F.WIG 59 /r : Vx Hx Wq"})
    static long mulsd(X86Cpu cpu, long a, long b) {
        return DoubleLane.multiply(cpu, a, b, true);
    }

    @Instruction("mulpd")
    @Encoding({"66 0F 59 /r : Vx Wx", "VEX.66.0F.WIG 59 /r : Vx Hx Wx"})
    static long mulpd(X86Cpu cpu, long a, long b) {
        return DoubleLane.multiply(cpu, a, b, false);
    }

    @Instruction("divsd")
    @Encoding({"F2 0F 5E /r : Vx Wq", "VEX.LIG.F2.0F.WIG 5E /r : Vx Hx Wq"})
    static long divsd(X86Cpu cpu, long a, long b) {
        return DoubleLane.divide(cpu, a, b, true);
    }

    @Instruction("divpd")
    @Encoding({"66 0F 5E /r : Vx Wx", "VEX.66.0F.WIG 5E /r : Vx Hx Wx"})
    static long divpd(X86Cpu cpu, long a, long b) {
        return DoubleLane.divide(cpu, a, b, false);
    }

    @Instruction("sqrtsd")
    @Encoding({"F2 0F 51 /r : Vx Wq", "VEX.LIG.F2.0F.WIG 51 /r : Vx Hx Wq"})
    static long sqrtsd(X86Cpu cpu, long b) {
        return DoubleLane.squareRoot(cpu, b, true);
    }

    @Instruction("sqrtpd")
    @Encoding({"66 0F 51 /r : Vx Wx", "VEX.66.0F.WIG 51 /r : Vx Wx"})
    static long sqrtpd(X86Cpu cpu, long b) {
        return DoubleLane.squareRoot(cpu, b, false);
    }

    @Instruction("minsd")
    @Encoding({"F2 0F 5D /r : Vx Wq", "VEX.LIG.F2.0F.WIG 5D /r : Vx Hx Wq"})
    static long minsd(X86Cpu cpu, long a, long b) {
        return DoubleLane.minimum(cpu, a, b, true);
    }

    @Instruction("minpd")
    @Encoding({"66 0F 5D /r : Vx Wx", "VEX.66.0F.WIG 5D /r : Vx Hx Wx"})
    static long minpd(X86Cpu cpu, long a, long b) {
        return DoubleLane.minimum(cpu, a, b, false);
    }

    @Instruction("maxsd")
    @Encoding({"F2 0F 5F /r : Vx Wq", "VEX.LIG.F2.0F.WIG 5F /r : Vx Hx Wq"})
    static long maxsd(X86Cpu cpu, long a, long b) {
        return DoubleLane.maximum(cpu, a, b, true);
    }

    @Instruction("maxpd")
    @Encoding({"66 0F 5F /r : Vx Wx", "VEX.66.0F.WIG 5F /r : Vx Hx Wx"})
    static long maxpd(X86Cpu cpu, long a, long b) {
        return DoubleLane.maximum(cpu, a, b, false);
    }
}
