package org.graftvm.isa.x86_64.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** What user mode may not do: #GP. Here to say so; encodings that are none at all raise #UD. */
@Section(ref = "SDM volume 1, 5.23: System Instructions", feature = "x86-64")
final class Privileged {
    private Privileged() {}

    @Instruction("lldt")
    @Encoding("0F 00 /2 : Ew")
    static void lldt(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("ltr")
    @Encoding("0F 00 /3 : Ew")
    static void ltr(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("lgdt")
    @Encoding("0F 01 /2 : M")
    static void lgdt(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("lidt")
    @Encoding("0F 01 /3 : M")
    static void lidt(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("xsetbv")
    @Encoding("NP 0F 01 D1")
    static void xsetbv(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("lmsw")
    @Encoding("0F 01 /6 : Ew")
    static void lmsw(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("invlpg")
    @Encoding("0F 01 /7 : Mb")
    static void invlpg(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("swapgs")
    @Encoding("0F 01 F8")
    static void swapgs(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("clts")
    @Encoding("0F 06")
    static void clts(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("sysret")
    @Encoding("0F 07")
    static void sysret(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("invd")
    @Encoding("0F 08")
    static void invd(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("wbinvd")
    @Encoding("NP 0F 09")
    static void wbinvd(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    /** To and from control and debug registers. */
    @Instruction("mov")
    @Encoding({
        "0F 20 /0",
        "0F 20 /2",
        "0F 20 /3",
        "0F 20 /4",
        "0F 21 /r",
        "0F 22 /0",
        "0F 22 /2",
        "0F 22 /3",
        "0F 22 /4",
        "0F 23 /r"
    })
    static void movControl(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("wrmsr")
    @Encoding("0F 30")
    static void wrmsr(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("rdmsr")
    @Encoding("0F 32")
    static void rdmsr(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    /** Linux does not let programs count. */
    @Instruction("rdpmc")
    @Encoding("0F 33")
    static void rdpmc(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }

    @Instruction("sysexit")
    @Encoding("0F 35")
    static void sysexit(Lowering x) {
        x.run(X86Operations.MISCELLANEOUS_PRIVILEGED);
    }
}
