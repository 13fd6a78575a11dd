package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Hints that the next memory access will not be repeated soon; without effect. */
@Section(ref = "RISC-V unprivileged ISA, Zihintntl", feature = "Zihintntl")
final class NonTemporalHints {
    private NonTemporalHints() {}

    @Instruction("ntl.p1")
    @Encoding("0000000 00010 00000 000 00000 0110011")
    static void ntlP1() {}

    @Instruction("ntl.pall")
    @Encoding("0000000 00011 00000 000 00000 0110011")
    static void ntlPall() {}

    @Instruction("ntl.s1")
    @Encoding("0000000 00100 00000 000 00000 0110011")
    static void ntlS1() {}

    @Instruction("ntl.all")
    @Encoding("0000000 00101 00000 000 00000 0110011")
    static void ntlAll() {}

    @Instruction("c.ntl.p1")
    @Encoding("100 1 00000 00010 10")
    static void cNtlP1() {}

    @Instruction("c.ntl.pall")
    @Encoding("100 1 00000 00011 10")
    static void cNtlPall() {}

    @Instruction("c.ntl.s1")
    @Encoding("100 1 00000 00100 10")
    static void cNtlS1() {}

    @Instruction("c.ntl.all")
    @Encoding("100 1 00000 00101 10")
    static void cNtlAll() {}
}
