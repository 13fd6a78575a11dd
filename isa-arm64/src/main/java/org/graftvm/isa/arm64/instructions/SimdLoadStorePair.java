package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.SimdTransfers.moveBase;

import org.graftvm.engine.lowering.Address;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads and stores of two SIMD and floating-point registers of 4, 8 or 16 bytes. */
@Section(ref = "Arm ARM C3.2.9: Load/store SIMD and floating-point register pair", feature = "FP")
final class SimdLoadStorePair {
    private static final String SIZE = "pairScale != 3";
    private static final int WORD = 2;

    private SimdLoadStorePair() {}

    @Instruction("stnp Ft, Ft2, [XnSP{, scaled7}]")
    @Encoding(value = "pairScale:2 101 1 000 0 scaled7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void stnp(Lowering x, int pairScale, long scaled7, int Ft2, int XnSP, int Ft) {
        stp(x, pairScale, scaled7, Ft2, XnSP, Ft);
    }

    @Instruction("ldnp Ft, Ft2, [XnSP{, scaled7}]")
    @Encoding(value = "pairScale:2 101 1 000 1 scaled7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void ldnp(Lowering x, int pairScale, long scaled7, int Ft2, int XnSP, int Ft) {
        ldp(x, pairScale, scaled7, Ft2, XnSP, Ft);
    }

    @Instruction("stp Ft, Ft2, [XnSP{, scaled7}]")
    @Encoding(value = "pairScale:2 101 1 010 0 scaled7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void stp(Lowering x, int pairScale, long scaled7, int Ft2, int XnSP, int Ft) {
        store(x, pairScale, new Address(XnSP, scaled7 << WORD + pairScale), Ft, Ft2);
    }

    @Instruction("ldp Ft, Ft2, [XnSP{, scaled7}]")
    @Encoding(value = "pairScale:2 101 1 010 1 scaled7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void ldp(Lowering x, int pairScale, long scaled7, int Ft2, int XnSP, int Ft) {
        load(x, pairScale, new Address(XnSP, scaled7 << WORD + pairScale), Ft, Ft2);
    }

    @Instruction("stp Ft, Ft2, [XnSP], movedPair7")
    @Encoding(value = "pairScale:2 101 1 001 0 movedPair7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void stpPost(Lowering x, int pairScale, long movedPair7, int Ft2, int XnSP, int Ft) {
        store(x, pairScale, new Address(XnSP, 0), Ft, Ft2);
        moveBase(x, XnSP, movedPair7 << WORD + pairScale);
    }

    @Instruction("ldp Ft, Ft2, [XnSP], movedPair7")
    @Encoding(value = "pairScale:2 101 1 001 1 movedPair7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void ldpPost(Lowering x, int pairScale, long movedPair7, int Ft2, int XnSP, int Ft) {
        load(x, pairScale, new Address(XnSP, 0), Ft, Ft2);
        moveBase(x, XnSP, movedPair7 << WORD + pairScale);
    }

    @Instruction("stp Ft, Ft2, [XnSP, movedPair7]!")
    @Encoding(value = "pairScale:2 101 1 011 0 movedPair7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void stpPre(Lowering x, int pairScale, long movedPair7, int Ft2, int XnSP, int Ft) {
        store(x, pairScale, new Address(XnSP, movedPair7 << WORD + pairScale), Ft, Ft2);
        moveBase(x, XnSP, movedPair7 << WORD + pairScale);
    }

    @Instruction("ldp Ft, Ft2, [XnSP, movedPair7]!")
    @Encoding(value = "pairScale:2 101 1 011 1 movedPair7:7 Ft2:5 XnSP:5 Ft:5", when = SIZE)
    static void ldpPre(Lowering x, int pairScale, long movedPair7, int Ft2, int XnSP, int Ft) {
        load(x, pairScale, new Address(XnSP, movedPair7 << WORD + pairScale), Ft, Ft2);
        moveBase(x, XnSP, movedPair7 << WORD + pairScale);
    }

    private static void store(Lowering x, int pairScale, Address at, int Ft, int Ft2) {
        int scale = WORD + pairScale;
        SimdTransfers.store(x, scale, at, Ft);
        SimdTransfers.store(x, scale, at.plus(1L << scale), Ft2);
    }

    private static void load(Lowering x, int pairScale, Address at, int Ft, int Ft2) {
        int scale = WORD + pairScale;
        SimdTransfers.load(x, scale, at, Ft);
        SimdTransfers.load(x, scale, at.plus(1L << scale), Ft2);
    }
}
