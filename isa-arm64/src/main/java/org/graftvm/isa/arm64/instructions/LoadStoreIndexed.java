package org.graftvm.isa.arm64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads and stores of one general register at a base and an index register, which may be extended and scaled. */
@Section(ref = "Arm ARM C3.2.1: Load/store register, register offset", feature = "A64")
final class LoadStoreIndexed {
    static final String EXTENSION = "option[1] == 1";

    private LoadStoreIndexed() {}

    @Instruction("str{size} Rt, [XnSP, Rm{, option}]")
    @Encoding(value = "size:2 111 0 00 00 1 Rm:5 option:3 S:1 10 XnSP:5 Rt:5", when = EXTENSION)
    static void str(Lowering x, int size, int Rm, int option, int S, int XnSP, int Rt) {
        Transfers.store(x, size, Transfers.indexed(x, XnSP, Rm, option, S * size), Rt);
    }

    @Instruction("ldr{size} Rt, [XnSP, Rm{, option}]")
    @Encoding(value = "size:2 111 0 00 01 1 Rm:5 option:3 S:1 10 XnSP:5 Rt:5", when = EXTENSION)
    static void ldr(Lowering x, int size, int Rm, int option, int S, int XnSP, int Rt) {
        Transfers.load(x, size, Transfers.indexed(x, XnSP, Rm, option, S * size), Rt);
    }

    @Instruction("ldrs{esize} Rt, [XnSP, Rm{, option}]")
    @Encoding(
            value = "esize:2 111 0 00 1 toWord:1 1 Rm:5 option:3 S:1 10 XnSP:5 Rt:5",
            when = EXTENSION + " && (" + LoadStoreRegister.EXTENDABLE + ")")
    static void ldrs(Lowering x, int esize, int toWord, int Rm, int option, int S, int XnSP, int Rt) {
        Transfers.loadSigned(x, esize, toWord, Transfers.indexed(x, XnSP, Rm, option, S * esize), Rt);
    }
}
