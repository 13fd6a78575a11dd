package org.graftvm.isa.x86_64.instructions;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.x87.X87Functions;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Trigonometry, logarithms and the exponential of x87. */
@Section(ref = "SDM volume 1, 5.2.4: X87 FPU Transcendental Instructions", feature = "x87")
final class X87Transcendental {
    private X87Transcendental() {}

    @Instruction("f2xm1")
    @Encoding("D9 F0")
    static void f2xm1(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_EXPONENTIAL);
    }

    @Operation
    static void exponential(X86Cpu cpu) {
        X87Functions.exponential(cpu.x87);
    }

    @Instruction("fyl2x")
    @Encoding("D9 F1")
    static void fyl2x(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_LOGARITHM);
    }

    @Operation
    static void logarithm(X86Cpu cpu) {
        X87Functions.logarithm(cpu.x87);
    }

    @Instruction("fptan")
    @Encoding("D9 F2")
    static void fptan(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_TANGENT);
    }

    @Operation
    static void tangent(X86Cpu cpu) {
        X87Functions.sineAndMore(cpu.x87, true);
    }

    @Instruction("fpatan")
    @Encoding("D9 F3")
    static void fpatan(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_ARCTANGENT);
    }

    @Operation
    static void arctangent(X86Cpu cpu) {
        X87Functions.arctangent(cpu.x87);
    }

    @Instruction("fyl2xp1")
    @Encoding("D9 F9")
    static void fyl2xp1(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_LOGARITHM_PLUS_ONE);
    }

    @Operation
    static void logarithmPlusOne(X86Cpu cpu) {
        X87Functions.logarithmPlusOne(cpu.x87);
    }

    @Instruction("fsincos")
    @Encoding("D9 FB")
    static void fsincos(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_SINE_AND_COSINE);
    }

    @Operation
    static void sineAndCosine(X86Cpu cpu) {
        X87Functions.sineAndMore(cpu.x87, false);
    }

    @Instruction("fsin")
    @Encoding("D9 FE")
    static void fsin(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_SINE);
    }

    @Operation
    static void sine(X86Cpu cpu) {
        X87Functions.sine(cpu.x87, false);
    }

    @Instruction("fcos")
    @Encoding("D9 FF")
    static void fcos(Lowering x) {
        x.run(X86Operations.X87_TRANSCENDENTAL_COSINE);
    }

    @Operation
    static void cosine(X86Cpu cpu) {
        X87Functions.sine(cpu.x87, true);
    }
}
