package org.graftvm.isa.arm64.instructions;

import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Conversions to and from integers and fixed-point numbers in general registers. */
@Section(ref = "Arm ARM C3.6.4, C3.6.5: Floating-point conversion", feature = "FP")
final class FloatConversion {
    private FloatConversion() {}

    @Instruction("fcvtns Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 00 000 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtns(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 1, Rounding.NEAREST_EVEN, 0);
    }

    @Instruction("fcvtnu Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 00 001 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtnu(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 0, Rounding.NEAREST_EVEN, 0);
    }

    @Instruction("fcvtas Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 00 100 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtas(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 1, Rounding.NEAREST_AWAY, 0);
    }

    @Instruction("fcvtau Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 00 101 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtau(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 0, Rounding.NEAREST_AWAY, 0);
    }

    @Instruction("fcvtps Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 01 000 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtps(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 1, Rounding.UP, 0);
    }

    @Instruction("fcvtpu Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 01 001 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtpu(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 0, Rounding.UP, 0);
    }

    @Instruction("fcvtms Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 10 000 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtms(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 1, Rounding.DOWN, 0);
    }

    @Instruction("fcvtmu Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 10 001 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtmu(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 0, Rounding.DOWN, 0);
    }

    @Instruction("fcvtzs Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 11 000 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtzs(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 1, Rounding.TOWARD_ZERO, 0);
    }

    @Instruction("fcvtzu Rd, Fn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 11 001 000000 Fn:5 Rd:5", when = "ftype != 2")
    static void fcvtzu(Lowering x, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 0, Rounding.TOWARD_ZERO, 0);
    }

    @Instruction("scvtf Fd, Rn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 00 010 000000 Rn:5 Fd:5", when = "ftype != 2")
    static void scvtf(Lowering x, int Rn, int Fd) {
        fromInteger(x, Fd, Rn, 1, 0);
    }

    @Instruction("ucvtf Fd, Rn")
    @Encoding(value = "sf:1 00 11110 ftype:2 1 00 011 000000 Rn:5 Fd:5", when = "ftype != 2")
    static void ucvtf(Lowering x, int Rn, int Fd) {
        fromInteger(x, Fd, Rn, 0, 0);
    }

    // ---- fixed point ----

    @Instruction("scvtf Fd, Rn, fbits")
    @Encoding(
            value = "sf:1 00 11110 ftype:2 0 00 010 fbits:6 Rn:5 Fd:5",
            when = "ftype != 2 && (sf == 1 || fbits >= 32)")
    static void scvtfFixed(Lowering x, int fbits, int Rn, int Fd) {
        fromInteger(x, Fd, Rn, 1, 64 - fbits);
    }

    @Instruction("ucvtf Fd, Rn, fbits")
    @Encoding(
            value = "sf:1 00 11110 ftype:2 0 00 011 fbits:6 Rn:5 Fd:5",
            when = "ftype != 2 && (sf == 1 || fbits >= 32)")
    static void ucvtfFixed(Lowering x, int fbits, int Rn, int Fd) {
        fromInteger(x, Fd, Rn, 0, 64 - fbits);
    }

    @Instruction("fcvtzs Rd, Fn, fbits")
    @Encoding(
            value = "sf:1 00 11110 ftype:2 0 11 000 fbits:6 Fn:5 Rd:5",
            when = "ftype != 2 && (sf == 1 || fbits >= 32)")
    static void fcvtzsFixed(Lowering x, int fbits, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 1, Rounding.TOWARD_ZERO, 64 - fbits);
    }

    @Instruction("fcvtzu Rd, Fn, fbits")
    @Encoding(
            value = "sf:1 00 11110 ftype:2 0 11 001 fbits:6 Fn:5 Rd:5",
            when = "ftype != 2 && (sf == 1 || fbits >= 32)")
    static void fcvtzuFixed(Lowering x, int fbits, int Fn, int Rd) {
        toInteger(x, Rd, Fn, 0, Rounding.TOWARD_ZERO, 64 - fbits);
    }

    private static void toInteger(Lowering x, int Rd, int Fn, int signed, int rounding, int fraction) {
        x.write(
                Rd,
                FloatOperation.TO_INTEGER.of(Simd.shape(x).size()),
                Floats.scalar(Fn),
                Lowering.constant(x.size()),
                Lowering.constant(signed),
                Lowering.constant(rounding),
                Lowering.constant(fraction));
    }

    private static void fromInteger(Lowering x, int Fd, int Rn, int signed, int fraction) {
        Floats.write(
                x,
                Fd,
                FloatOperation.FROM_INTEGER,
                Lowering.read(Rn),
                Lowering.constant(x.size()),
                Lowering.constant(signed),
                Lowering.constant(fraction));
    }
}
