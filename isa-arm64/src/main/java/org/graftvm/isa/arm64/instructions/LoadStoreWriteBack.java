package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Address;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Loads and stores of one general register that move their base on, before the access or behind it. Where a load overwrites its own
 * base, which the manual leaves open, the base wins.
 */
@Section(ref = "Arm ARM C3.2.1: Load/store register, pre-indexed and post-indexed", feature = "A64")
final class LoadStoreWriteBack {
    private LoadStoreWriteBack() {}

    @Instruction("str{size} Rt, [XnSP, #imm9]!")
    @Encoding("size:2 111 0 00 00 0 imm9:9 11 XnSP:5 Rt:5")
    static void strPre(Lowering x, int size, long imm9, int XnSP, int Rt) {
        store(x, size, imm9, imm9, XnSP, Rt);
    }

    @Instruction("ldr{size} Rt, [XnSP, #imm9]!")
    @Encoding("size:2 111 0 00 01 0 imm9:9 11 XnSP:5 Rt:5")
    static void ldrPre(Lowering x, int size, long imm9, int XnSP, int Rt) {
        load(x, size, imm9, imm9, XnSP, Rt);
    }

    @Instruction("ldrs{esize} Rt, [XnSP, #imm9]!")
    @Encoding(value = "esize:2 111 0 00 1 toWord:1 0 imm9:9 11 XnSP:5 Rt:5", when = LoadStoreRegister.EXTENDABLE)
    static void ldrsPre(Lowering x, int esize, int toWord, long imm9, int XnSP, int Rt) {
        loadSigned(x, esize, toWord, imm9, imm9, XnSP, Rt);
    }

    @Instruction("str{size} Rt, [XnSP], #imm9")
    @Encoding("size:2 111 0 00 00 0 imm9:9 01 XnSP:5 Rt:5")
    static void strPost(Lowering x, int size, long imm9, int XnSP, int Rt) {
        store(x, size, 0, imm9, XnSP, Rt);
    }

    @Instruction("ldr{size} Rt, [XnSP], #imm9")
    @Encoding("size:2 111 0 00 01 0 imm9:9 01 XnSP:5 Rt:5")
    static void ldrPost(Lowering x, int size, long imm9, int XnSP, int Rt) {
        load(x, size, 0, imm9, XnSP, Rt);
    }

    @Instruction("ldrs{esize} Rt, [XnSP], #imm9")
    @Encoding(value = "esize:2 111 0 00 1 toWord:1 0 imm9:9 01 XnSP:5 Rt:5", when = LoadStoreRegister.EXTENDABLE)
    static void ldrsPost(Lowering x, int esize, int toWord, long imm9, int XnSP, int Rt) {
        loadSigned(x, esize, toWord, 0, imm9, XnSP, Rt);
    }

    private static void store(Lowering x, int size, long offset, long moved, int XnSP, int Rt) {
        Address at = new Address(XnSP, offset);
        Transfers.store(x, size, at, Rt);
        Transfers.writeBack(x, at, XnSP, moved);
    }

    private static void load(Lowering x, int size, long offset, long moved, int XnSP, int Rt) {
        Address at = Transfers.stable(x, new Address(XnSP, offset), Rt);
        Transfers.load(x, size, at, Rt);
        Transfers.writeBack(x, at, XnSP, moved);
    }

    private static void loadSigned(Lowering x, int size, int toWord, long offset, long moved, int XnSP, int Rt) {
        Address at = Transfers.stable(x, new Address(XnSP, offset), Rt);
        Transfers.loadSigned(x, size, toWord, at, Rt);
        Transfers.writeBack(x, at, XnSP, moved);
    }
}
