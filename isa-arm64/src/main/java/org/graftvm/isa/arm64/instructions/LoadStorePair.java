package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Address;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Loads and stores of two general registers. Each is two accesses, so where the second faults the first has happened, which the
 * manual allows; the base changes last.
 */
@Section(ref = "Arm ARM C3.2.3, C3.2.4: Load/store pair, no-allocate pair", feature = "A64")
final class LoadStorePair {
    private static final int WORD = 2;

    private LoadStorePair() {}

    @Instruction("stnp Rt, Rt2, [XnSP{, offset7}]")
    @Encoding("sf:1 0 101 0 000 0 offset7:7 Rt2:5 XnSP:5 Rt:5")
    static void stnp(Lowering x, int sf, long offset7, int Rt2, int XnSP, int Rt) {
        stp(x, sf, offset7, Rt2, XnSP, Rt);
    }

    @Instruction("ldnp Rt, Rt2, [XnSP{, offset7}]")
    @Encoding("sf:1 0 101 0 000 1 offset7:7 Rt2:5 XnSP:5 Rt:5")
    static void ldnp(Lowering x, int sf, long offset7, int Rt2, int XnSP, int Rt) {
        ldp(x, sf, offset7, Rt2, XnSP, Rt);
    }

    @Instruction("stp Rt, Rt2, [XnSP{, offset7}]")
    @Encoding("sf:1 0 101 0 010 0 offset7:7 Rt2:5 XnSP:5 Rt:5")
    static void stp(Lowering x, int sf, long offset7, int Rt2, int XnSP, int Rt) {
        store(x, sf, new Address(XnSP, offset7 << WORD + sf), Rt, Rt2);
    }

    @Instruction("ldp Rt, Rt2, [XnSP{, offset7}]")
    @Encoding("sf:1 0 101 0 010 1 offset7:7 Rt2:5 XnSP:5 Rt:5")
    static void ldp(Lowering x, int sf, long offset7, int Rt2, int XnSP, int Rt) {
        load(x, sf, Transfers.stable(x, new Address(XnSP, offset7 << WORD + sf), Rt), Rt, Rt2);
    }

    @Instruction("stp Rt, Rt2, [XnSP, imm7]!")
    @Encoding("sf:1 0 101 0 011 0 imm7:7 Rt2:5 XnSP:5 Rt:5")
    static void stpPre(Lowering x, int sf, long imm7, int Rt2, int XnSP, int Rt) {
        long moved = imm7 << WORD + sf;
        store(x, sf, new Address(XnSP, moved), Rt, Rt2);
        Transfers.writeBack(x, new Address(XnSP, 0), XnSP, moved);
    }

    @Instruction("ldp Rt, Rt2, [XnSP, imm7]!")
    @Encoding("sf:1 0 101 0 011 1 imm7:7 Rt2:5 XnSP:5 Rt:5")
    static void ldpPre(Lowering x, int sf, long imm7, int Rt2, int XnSP, int Rt) {
        long moved = imm7 << WORD + sf;
        Address at = Transfers.stable(x, new Address(XnSP, moved), Rt, Rt2);
        load(x, sf, at, Rt, Rt2);
        Transfers.writeBack(x, at, XnSP, moved);
    }

    @Instruction("stp Rt, Rt2, [XnSP], imm7")
    @Encoding("sf:1 0 101 0 001 0 imm7:7 Rt2:5 XnSP:5 Rt:5")
    static void stpPost(Lowering x, int sf, long imm7, int Rt2, int XnSP, int Rt) {
        Address at = new Address(XnSP, 0);
        store(x, sf, at, Rt, Rt2);
        Transfers.writeBack(x, at, XnSP, imm7 << WORD + sf);
    }

    @Instruction("ldp Rt, Rt2, [XnSP], imm7")
    @Encoding("sf:1 0 101 0 001 1 imm7:7 Rt2:5 XnSP:5 Rt:5")
    static void ldpPost(Lowering x, int sf, long imm7, int Rt2, int XnSP, int Rt) {
        Address at = Transfers.stable(x, new Address(XnSP, 0), Rt, Rt2);
        load(x, sf, at, Rt, Rt2);
        Transfers.writeBack(x, at, XnSP, imm7 << WORD + sf);
    }

    @Instruction("ldpsw Xt, Xt2, [XnSP{, offset7}]")
    @Encoding("01 101 0 010 1 offset7:7 Xt2:5 XnSP:5 Xt:5")
    static void ldpsw(Lowering x, long offset7, int Xt2, int XnSP, int Xt) {
        loadSigned(x, Transfers.stable(x, new Address(XnSP, offset7 << WORD), Xt), Xt, Xt2);
    }

    @Instruction("ldpsw Xt, Xt2, [XnSP, imm7]!")
    @Encoding("01 101 0 011 1 imm7:7 Xt2:5 XnSP:5 Xt:5")
    static void ldpswPre(Lowering x, long imm7, int Xt2, int XnSP, int Xt) {
        Address at = Transfers.stable(x, new Address(XnSP, imm7 << WORD), Xt, Xt2);
        loadSigned(x, at, Xt, Xt2);
        Transfers.writeBack(x, at, XnSP, imm7 << WORD);
    }

    @Instruction("ldpsw Xt, Xt2, [XnSP], imm7")
    @Encoding("01 101 0 001 1 imm7:7 Xt2:5 XnSP:5 Xt:5")
    static void ldpswPost(Lowering x, long imm7, int Xt2, int XnSP, int Xt) {
        Address at = Transfers.stable(x, new Address(XnSP, 0), Xt, Xt2);
        loadSigned(x, at, Xt, Xt2);
        Transfers.writeBack(x, at, XnSP, imm7 << WORD);
    }

    private static void store(Lowering x, int sf, Address at, int Rt, int Rt2) {
        Transfers.store(x, WORD + sf, at, Rt);
        Transfers.store(x, WORD + sf, at.plus(Transfers.bytes(WORD + sf)), Rt2);
    }

    private static void load(Lowering x, int sf, Address at, int Rt, int Rt2) {
        Transfers.load(x, WORD + sf, at, Rt);
        Transfers.load(x, WORD + sf, at.plus(Transfers.bytes(WORD + sf)), Rt2);
    }

    private static void loadSigned(Lowering x, Address at, int Xt, int Xt2) {
        Transfers.loadSigned(x, WORD, 0, at, Xt);
        Transfers.loadSigned(x, WORD, 0, at.plus(Transfers.bytes(WORD)), Xt2);
    }
}
