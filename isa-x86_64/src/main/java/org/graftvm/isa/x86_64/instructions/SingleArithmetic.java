package org.graftvm.isa.x86_64.instructions;

import static org.graftvm.isa.x86_64.instructions.SingleLane.high;
import static org.graftvm.isa.x86_64.instructions.SingleLane.merge;
import static org.graftvm.isa.x86_64.instructions.SingleLane.pair;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Arithmetic of singles, one or four. */
@Section(ref = "SDM volume 1, 5.5.1.2: SSE Packed Arithmetic Instructions", feature = "SSE")
final class SingleArithmetic {
    private SingleArithmetic() {}

    @Instruction("addss")
    @Encoding({"F3 0F 58 /r : Vx Wd", "VEX.LIG.F3.0F.WIG 58 /r : Vx Hx Wd"})
    static long addss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.add(cpu, (int) a, (int) b, true));
    }

    @Instruction("addps")
    @Encoding({"NP 0F 58 /r : Vx Wx", "VEX.0F.WIG 58 /r : Vx Hx Wx"})
    static long addps(X86Cpu cpu, long a, long b) {
        return pair(SingleLane.add(cpu, (int) a, (int) b, false), SingleLane.add(cpu, high(a), high(b), false));
    }

    @Instruction("subss")
    @Encoding({"F3 0F 5C /r : Vx Wd", "VEX.LIG.F3.0F.WIG 5C /r : Vx Hx Wd"})
    static long subss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.subtract(cpu, (int) a, (int) b, true));
    }

    @Instruction("subps")
    @Encoding({"NP 0F 5C /r : Vx Wx", "VEX.0F.WIG 5C /r : Vx Hx Wx"})
    static long subps(X86Cpu cpu, long a, long b) {
        return pair(
                SingleLane.subtract(cpu, (int) a, (int) b, false), SingleLane.subtract(cpu, high(a), high(b), false));
    }

    @Instruction("mulss")
    @Encoding({"F3 0F 59 /r : Vx Wd", "VEX.LIG.F3.0F.WIG 59 /r : Vx Hx Wd"})
    static long mulss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.multiply(cpu, (int) a, (int) b, true));
    }

    @Instruction("mulps")
    @Encoding({"NP 0F 59 /r : Vx Wx", "VEX.0F.WIG 59 /r : Vx Hx Wx"})
    static long mulps(X86Cpu cpu, long a, long b) {
        return pair(
                SingleLane.multiply(cpu, (int) a, (int) b, false), SingleLane.multiply(cpu, high(a), high(b), false));
    }

    @Instruction("divss")
    @Encoding({"F3 0F 5E /r : Vx Wd", "VEX.LIG.F3.0F.WIG 5E /r : Vx Hx Wd"})
    static long divss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.divide(cpu, (int) a, (int) b, true));
    }

    @Instruction("divps")
    @Encoding({"NP 0F 5E /r : Vx Wx", "VEX.0F.WIG 5E /r : Vx Hx Wx"})
    static long divps(X86Cpu cpu, long a, long b) {
        return pair(SingleLane.divide(cpu, (int) a, (int) b, false), SingleLane.divide(cpu, high(a), high(b), false));
    }

    @Instruction("sqrtss")
    @Encoding({"F3 0F 51 /r : Vx Wd", "VEX.LIG.F3.0F.WIG 51 /r : Vx Hx Wd"})
    static long sqrtss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.squareRoot(cpu, (int) b, true));
    }

    @Instruction("sqrtps")
    @Encoding({"NP 0F 51 /r : Vx Wx", "VEX.0F.WIG 51 /r : Vx Wx"})
    static long sqrtps(X86Cpu cpu, long b) {
        return pair(SingleLane.squareRoot(cpu, (int) b, false), SingleLane.squareRoot(cpu, high(b), false));
    }

    @Instruction("minss")
    @Encoding({"F3 0F 5D /r : Vx Wd", "VEX.LIG.F3.0F.WIG 5D /r : Vx Hx Wd"})
    static long minss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.minimum(cpu, (int) a, (int) b, true));
    }

    @Instruction("minps")
    @Encoding({"NP 0F 5D /r : Vx Wx", "VEX.0F.WIG 5D /r : Vx Hx Wx"})
    static long minps(X86Cpu cpu, long a, long b) {
        return pair(SingleLane.minimum(cpu, (int) a, (int) b, false), SingleLane.minimum(cpu, high(a), high(b), false));
    }

    @Instruction("maxss")
    @Encoding({"F3 0F 5F /r : Vx Wd", "VEX.LIG.F3.0F.WIG 5F /r : Vx Hx Wd"})
    static long maxss(X86Cpu cpu, long a, long b) {
        return merge(a, SingleLane.maximum(cpu, (int) a, (int) b, true));
    }

    @Instruction("maxps")
    @Encoding({"NP 0F 5F /r : Vx Wx", "VEX.0F.WIG 5F /r : Vx Hx Wx"})
    static long maxps(X86Cpu cpu, long a, long b) {
        return pair(SingleLane.maximum(cpu, (int) a, (int) b, false), SingleLane.maximum(cpu, high(a), high(b), false));
    }

    @Instruction("rcpss")
    @Encoding({"F3 0F 53 /r : Vx Wd", "VEX.LIG.F3.0F.WIG 53 /r : Vx Hx Wd"})
    static long rcpss(long a, long b) {
        return merge(a, Approximation.reciprocal((int) b));
    }

    @Instruction("rcpps")
    @Encoding({"NP 0F 53 /r : Vx Wx", "VEX.0F.WIG 53 /r : Vx Wx"})
    static long rcpps(long b) {
        return pair(Approximation.reciprocal((int) b), Approximation.reciprocal(high(b)));
    }

    @Instruction("rsqrtss")
    @Encoding({"F3 0F 52 /r : Vx Wd", "VEX.LIG.F3.0F.WIG 52 /r : Vx Hx Wd"})
    static long rsqrtss(long a, long b) {
        return merge(a, Approximation.reciprocalRoot((int) b));
    }

    @Instruction("rsqrtps")
    @Encoding({"NP 0F 52 /r : Vx Wx", "VEX.0F.WIG 52 /r : Vx Wx"})
    static long rsqrtps(long b) {
        return pair(Approximation.reciprocalRoot((int) b), Approximation.reciprocalRoot(high(b)));
    }
}
