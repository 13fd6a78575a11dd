package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Prefetch hints, without effect. */
@Section(ref = "RISC-V unprivileged ISA, CMO: Zicbop, Prefetch Instructions", feature = "Zicbop")
final class CachePrefetch {
    private CachePrefetch() {}

    @Instruction("prefetch.i imm(rs1)")
    @Encoding("imm[11:5] 00000 rs1:5 110 00000 0010011")
    static void prefetchI() {}

    @Instruction("prefetch.r imm(rs1)")
    @Encoding("imm[11:5] 00001 rs1:5 110 00000 0010011")
    static void prefetchR() {}

    @Instruction("prefetch.w imm(rs1)")
    @Encoding("imm[11:5] 00011 rs1:5 110 00000 0010011")
    static void prefetchW() {}
}
