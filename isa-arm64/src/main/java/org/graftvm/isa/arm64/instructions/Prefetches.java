package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Hints at what will be accessed, which do nothing and never fault. */
@Section(ref = "Arm ARM C3.2.13: Prefetch memory", feature = "A64")
final class Prefetches {
    private Prefetches() {}

    @Instruction("prfm prfop, [XnSP{, offset12x8}]")
    @Encoding("11 111 0 01 10 offset12x8:12 XnSP:5 prfop:5")
    static void prfm(Lowering x) {}

    @Instruction("prfum prfop, [XnSP{, offset9}]")
    @Encoding("11 111 0 00 10 0 offset9:9 00 XnSP:5 prfop:5")
    static void prfum(Lowering x) {}

    @Instruction("prfm prfop, [XnSP, Rm{, option}]")
    @Encoding(value = "11 111 0 00 10 1 Rm:5 option:3 S:1 10 XnSP:5 prfop:5", when = LoadStoreIndexed.EXTENSION)
    static void prfmIndexed(Lowering x) {}

    @Instruction("prfm prfop, label19")
    @Encoding("11 011 0 00 label19:19 prfop:5")
    static void prfmLiteral(Lowering x) {}
}
