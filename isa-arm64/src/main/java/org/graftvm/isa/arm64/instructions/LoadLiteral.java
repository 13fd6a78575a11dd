package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Address;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads at a distance from the instruction itself. */
@Section(ref = "Arm ARM C3.2.6: Load/store register, literal", feature = "A64")
final class LoadLiteral {
    private static final int WORD = 2;
    private static final int DOUBLEWORD = 3;

    private LoadLiteral() {}

    @Instruction("ldr Wt, label19")
    @Encoding("00 011 0 00 label19:19 Wt:5")
    static void ldrWord(Lowering x, long label19, int Wt) {
        Transfers.load(x, WORD, at(x, label19), Wt);
    }

    @Instruction("ldr Xt, label19")
    @Encoding("01 011 0 00 label19:19 Xt:5")
    static void ldr(Lowering x, long label19, int Xt) {
        Transfers.load(x, DOUBLEWORD, at(x, label19), Xt);
    }

    @Instruction("ldrsw Xt, label19")
    @Encoding("10 011 0 00 label19:19 Xt:5")
    static void ldrsw(Lowering x, long label19, int Xt) {
        Transfers.loadSigned(x, WORD, 0, at(x, label19), Xt);
    }

    private static Address at(Lowering x, long distance) {
        return new Address(Arm64Cpu.ZERO, x.pc() + distance);
    }
}
