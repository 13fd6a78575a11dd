package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Address;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Loads and stores of one general register at a base and a constant. {@code size} is the logarithm of the bytes;
 * {@code toWord} says that a sign is extended to 32 bits only.
 */
@Section(ref = "Arm ARM C3.2.1, C3.2.2, C3.2.5: Load/store register, unscaled offset, unprivileged", feature = "A64")
final class LoadStoreRegister {
    static final String EXTENDABLE = "esize < 2 || esize == 2 && toWord == 0";

    private LoadStoreRegister() {}

    @Instruction("str{size} Rt, [XnSP{, offset12}]")
    @Encoding("size:2 111 0 01 00 offset12:12 XnSP:5 Rt:5")
    static void str(Lowering x, int size, int offset12, int XnSP, int Rt) {
        Transfers.store(x, size, new Address(XnSP, (long) offset12 << size), Rt);
    }

    @Instruction("ldr{size} Rt, [XnSP{, offset12}]")
    @Encoding("size:2 111 0 01 01 offset12:12 XnSP:5 Rt:5")
    static void ldr(Lowering x, int size, int offset12, int XnSP, int Rt) {
        Transfers.load(x, size, new Address(XnSP, (long) offset12 << size), Rt);
    }

    @Instruction("ldrs{esize} Rt, [XnSP{, offset12}]")
    @Encoding(value = "esize:2 111 0 01 1 toWord:1 offset12:12 XnSP:5 Rt:5", when = EXTENDABLE)
    static void ldrs(Lowering x, int esize, int toWord, int offset12, int XnSP, int Rt) {
        Transfers.loadSigned(x, esize, toWord, new Address(XnSP, (long) offset12 << esize), Rt);
    }

    @Instruction("stur{size} Rt, [XnSP{, offset9}]")
    @Encoding("size:2 111 0 00 00 0 offset9:9 00 XnSP:5 Rt:5")
    static void stur(Lowering x, int size, long offset9, int XnSP, int Rt) {
        Transfers.store(x, size, new Address(XnSP, offset9), Rt);
    }

    @Instruction("ldur{size} Rt, [XnSP{, offset9}]")
    @Encoding("size:2 111 0 00 01 0 offset9:9 00 XnSP:5 Rt:5")
    static void ldur(Lowering x, int size, long offset9, int XnSP, int Rt) {
        Transfers.load(x, size, new Address(XnSP, offset9), Rt);
    }

    @Instruction("ldurs{esize} Rt, [XnSP{, offset9}]")
    @Encoding(value = "esize:2 111 0 00 1 toWord:1 0 offset9:9 00 XnSP:5 Rt:5", when = EXTENDABLE)
    static void ldurs(Lowering x, int esize, int toWord, long offset9, int XnSP, int Rt) {
        Transfers.loadSigned(x, esize, toWord, new Address(XnSP, offset9), Rt);
    }

    // At EL0, unprivileged accesses are as all others.

    @Instruction("sttr{size} Rt, [XnSP{, offset9}]")
    @Encoding("size:2 111 0 00 00 0 offset9:9 10 XnSP:5 Rt:5")
    static void sttr(Lowering x, int size, long offset9, int XnSP, int Rt) {
        Transfers.store(x, size, new Address(XnSP, offset9), Rt);
    }

    @Instruction("ldtr{size} Rt, [XnSP{, offset9}]")
    @Encoding("size:2 111 0 00 01 0 offset9:9 10 XnSP:5 Rt:5")
    static void ldtr(Lowering x, int size, long offset9, int XnSP, int Rt) {
        Transfers.load(x, size, new Address(XnSP, offset9), Rt);
    }

    @Instruction("ldtrs{esize} Rt, [XnSP{, offset9}]")
    @Encoding(value = "esize:2 111 0 00 1 toWord:1 0 offset9:9 10 XnSP:5 Rt:5", when = EXTENDABLE)
    static void ldtrs(Lowering x, int esize, int toWord, long offset9, int XnSP, int Rt) {
        Transfers.loadSigned(x, esize, toWord, new Address(XnSP, offset9), Rt);
    }
}
