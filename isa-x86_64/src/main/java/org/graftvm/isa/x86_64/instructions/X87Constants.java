package org.graftvm.isa.x86_64.instructions;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.isa.x86_64.x87.X87Moves;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Operation;
import org.graftvm.spec.Section;

/** Constants of x87, rounded as the rounding control says. */
@Section(ref = "SDM volume 1, 5.2.5: X87 FPU Load Constants Instructions", feature = "x87")
final class X87Constants {
    private X87Constants() {}

    @Instruction("fld1")
    @Encoding("D9 E8")
    static void fld1(Lowering x) {
        load(x, 0, 0x8000_0000_0000_0000L, 0);
    }

    @Instruction("fldl2t")
    @Encoding("D9 E9")
    static void fldl2t(Lowering x) {
        load(x, 1, 0xd49a_784b_cd1b_8afeL, 0x492b_f6ff_4daf_db4cL);
    }

    @Instruction("fldl2e")
    @Encoding("D9 EA")
    static void fldl2e(Lowering x) {
        load(x, 0, 0xb8aa_3b29_5c17_f0bbL, 0xbe87_fed0_691d_3e88L);
    }

    @Instruction("fldpi")
    @Encoding("D9 EB")
    static void fldpi(Lowering x) {
        load(x, 1, 0xc90f_daa2_2168_c234L, 0xc4c6_628b_80dc_1cd1L);
    }

    @Instruction("fldlg2")
    @Encoding("D9 EC")
    static void fldlg2(Lowering x) {
        load(x, -2, 0x9a20_9a84_fbcf_f798L, 0x8f89_59ac_0b7c_9178L);
    }

    @Instruction("fldln2")
    @Encoding("D9 ED")
    static void fldln2(Lowering x) {
        load(x, -1, 0xb172_17f7_d1cf_79abL, 0xc9e3_b398_03f2_f6afL);
    }

    @Instruction("fldz")
    @Encoding("D9 EE")
    static void fldz(Lowering x) {
        x.run(X86Operations.X87_TRANSFER_LOAD_INTEGER, Lowering.constant(0));
    }

    /** A significand of 128 bits and the exponent of its first bit. */
    private static void load(Lowering x, int exponent, long high, long low) {
        x.run(
                X86Operations.X87_CONSTANTS_LOAD_CONSTANT,
                Lowering.constant(high),
                Lowering.constant(low),
                Lowering.constant(exponent));
    }

    @Operation
    static void loadConstant(X86Cpu cpu, long high, long low, int exponent) {
        X87Moves.loadConstant(cpu.x87, exponent, high, low);
    }
}
