package org.graftvm.isa.arm64.instructions;

import static org.graftvm.isa.arm64.instructions.SimdTransfers.load;
import static org.graftvm.isa.arm64.instructions.SimdTransfers.moveBase;
import static org.graftvm.isa.arm64.instructions.SimdTransfers.store;

import org.graftvm.engine.lowering.Address;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads and stores of one SIMD and floating-point register. {@code scale} is the logarithm of its bytes, up to 16 of them. */
@Section(ref = "Arm ARM C3.2.9: Load/store scalar SIMD and floating-point", feature = "FP")
final class SimdLoadStore {
    private static final String SIZE = "scale <= 4";
    private static final int WORD = 2;

    private SimdLoadStore() {}

    @Instruction("str Ft, [XnSP{, scaled12}]")
    @Encoding(value = "scale[1:0] 111 1 01 scale[2] 0 scaled12:12 XnSP:5 Ft:5", when = SIZE)
    static void str(Lowering x, int scale, int scaled12, int XnSP, int Ft) {
        store(x, scale, new Address(XnSP, (long) scaled12 << scale), Ft);
    }

    @Instruction("ldr Ft, [XnSP{, scaled12}]")
    @Encoding(value = "scale[1:0] 111 1 01 scale[2] 1 scaled12:12 XnSP:5 Ft:5", when = SIZE)
    static void ldr(Lowering x, int scale, int scaled12, int XnSP, int Ft) {
        load(x, scale, new Address(XnSP, (long) scaled12 << scale), Ft);
    }

    @Instruction("stur Ft, [XnSP{, unscaled9}]")
    @Encoding(value = "scale[1:0] 111 1 00 scale[2] 0 0 unscaled9:9 00 XnSP:5 Ft:5", when = SIZE)
    static void stur(Lowering x, int scale, long unscaled9, int XnSP, int Ft) {
        store(x, scale, new Address(XnSP, unscaled9), Ft);
    }

    @Instruction("ldur Ft, [XnSP{, unscaled9}]")
    @Encoding(value = "scale[1:0] 111 1 00 scale[2] 1 0 unscaled9:9 00 XnSP:5 Ft:5", when = SIZE)
    static void ldur(Lowering x, int scale, long unscaled9, int XnSP, int Ft) {
        load(x, scale, new Address(XnSP, unscaled9), Ft);
    }

    @Instruction("str Ft, [XnSP], #moved9")
    @Encoding(value = "scale[1:0] 111 1 00 scale[2] 0 0 moved9:9 01 XnSP:5 Ft:5", when = SIZE)
    static void strPost(Lowering x, int scale, long moved9, int XnSP, int Ft) {
        store(x, scale, new Address(XnSP, 0), Ft);
        moveBase(x, XnSP, moved9);
    }

    @Instruction("ldr Ft, [XnSP], #moved9")
    @Encoding(value = "scale[1:0] 111 1 00 scale[2] 1 0 moved9:9 01 XnSP:5 Ft:5", when = SIZE)
    static void ldrPost(Lowering x, int scale, long moved9, int XnSP, int Ft) {
        load(x, scale, new Address(XnSP, 0), Ft);
        moveBase(x, XnSP, moved9);
    }

    @Instruction("str Ft, [XnSP, #moved9]!")
    @Encoding(value = "scale[1:0] 111 1 00 scale[2] 0 0 moved9:9 11 XnSP:5 Ft:5", when = SIZE)
    static void strPre(Lowering x, int scale, long moved9, int XnSP, int Ft) {
        store(x, scale, new Address(XnSP, moved9), Ft);
        moveBase(x, XnSP, moved9);
    }

    @Instruction("ldr Ft, [XnSP, #moved9]!")
    @Encoding(value = "scale[1:0] 111 1 00 scale[2] 1 0 moved9:9 11 XnSP:5 Ft:5", when = SIZE)
    static void ldrPre(Lowering x, int scale, long moved9, int XnSP, int Ft) {
        load(x, scale, new Address(XnSP, moved9), Ft);
        moveBase(x, XnSP, moved9);
    }

    @Instruction("str Ft, [XnSP, indexRegister{, indexExtension}]")
    @Encoding(
            value =
                    "scale[1:0] 111 1 00 scale[2] 0 1 indexRegister:5 indexExtension[3:1] indexExtension[0] 10 XnSP:5 Ft:5",
            when = "scale <= 4 && indexExtension[2] == 1")
    static void strIndexed(Lowering x, int scale, int indexRegister, int indexExtension, int XnSP, int Ft) {
        store(x, scale, indexed(x, scale, XnSP, indexRegister, indexExtension), Ft);
    }

    @Instruction("ldr Ft, [XnSP, indexRegister{, indexExtension}]")
    @Encoding(
            value =
                    "scale[1:0] 111 1 00 scale[2] 1 1 indexRegister:5 indexExtension[3:1] indexExtension[0] 10 XnSP:5 Ft:5",
            when = "scale <= 4 && indexExtension[2] == 1")
    static void ldrIndexed(Lowering x, int scale, int indexRegister, int indexExtension, int XnSP, int Ft) {
        load(x, scale, indexed(x, scale, XnSP, indexRegister, indexExtension), Ft);
    }

    @Instruction("ldr Ft, label19")
    @Encoding(value = "literalScale:2 011 1 00 label19:19 Ft:5", when = "literalScale != 3")
    static void ldrLiteral(Lowering x, int literalScale, long label19, int Ft) {
        load(x, WORD + literalScale, new Address(Arm64Cpu.ZERO, x.pc() + label19), Ft);
    }

    /** @param extension the field {@code option}, and S: whether the index is scaled */
    private static Address indexed(Lowering x, int scale, int XnSP, int Rm, int extension) {
        return Transfers.indexed(x, XnSP, Rm, extension >>> 1, (extension & 1) * scale);
    }
}
