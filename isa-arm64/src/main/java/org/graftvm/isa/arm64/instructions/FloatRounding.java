package org.graftvm.isa.arm64.instructions;

import org.graftvm.engine.lowering.Value;
import org.graftvm.isa.arm64.Arm64Cpu;
import org.graftvm.machine.fp.Rounding;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Rounding to integral values and to other formats. */
@Section(ref = "Arm ARM C3.6.4, C3.6.6: Floating-point conversion and round to integral value", feature = "FP")
final class FloatRounding {
    private FloatRounding() {}

    @Instruction("frintn Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001000 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frintn(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, Rounding.NEAREST_EVEN, 0);
    }

    @Instruction("frintp Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001001 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frintp(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, Rounding.UP, 0);
    }

    @Instruction("frintm Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001010 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frintm(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, Rounding.DOWN, 0);
    }

    @Instruction("frintz Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001011 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frintz(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, Rounding.TOWARD_ZERO, 0);
    }

    @Instruction("frinta Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001100 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frinta(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, Rounding.NEAREST_AWAY, 0);
    }

    @Instruction("frintx Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001110 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frintx(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, FpStatus.DYNAMIC, 1);
    }

    @Instruction("frinti Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 001111 10000 Fn:5 Fd:5", when = "ftype != 2")
    static void frinti(Lowering x, int Fn, int Fd) {
        round(x, Fd, Fn, FpStatus.DYNAMIC, 0);
    }

    private static void round(Lowering x, int Fd, int Fn, int rounding, int exact) {
        Value a = Floats.scalar(Fn);
        Floats.write(x, Fd, FloatOperation.ROUND, a, Lowering.constant(rounding), Lowering.constant(exact));
    }

    // ---- to what fits into 32 or 64 bits ----

    @Instruction("frint32z Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 010000 10000 Fn:5 Fd:5", when = "ftype < 2")
    static long frint32z(Arm64Cpu cpu, long Fn, int ftype) {
        return FpRounding.roundBounded(cpu, Fn, FpPrecision.SINGLE + ftype, 32, Rounding.TOWARD_ZERO);
    }

    @Instruction("frint32x Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 010001 10000 Fn:5 Fd:5", when = "ftype < 2")
    static long frint32x(Arm64Cpu cpu, long Fn, int ftype) {
        return FpRounding.roundBounded(cpu, Fn, FpPrecision.SINGLE + ftype, 32, FpStatus.DYNAMIC);
    }

    @Instruction("frint64z Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 010010 10000 Fn:5 Fd:5", when = "ftype < 2")
    static long frint64z(Arm64Cpu cpu, long Fn, int ftype) {
        return FpRounding.roundBounded(cpu, Fn, FpPrecision.SINGLE + ftype, 64, Rounding.TOWARD_ZERO);
    }

    @Instruction("frint64x Fd, Fn")
    @Encoding(value = "000 11110 ftype:2 1 010011 10000 Fn:5 Fd:5", when = "ftype < 2")
    static long frint64x(Arm64Cpu cpu, long Fn, int ftype) {
        return FpRounding.roundBounded(cpu, Fn, FpPrecision.SINGLE + ftype, 64, FpStatus.DYNAMIC);
    }

    // ---- to other formats ----

    @Instruction("fcvt Dd, Sn")
    @Encoding("000 11110 00 1 0001 01 10000 Sn:5 Dd:5")
    static long singleToDouble(Arm64Cpu cpu, long Sn) {
        return FpPrecision.singleToDouble(cpu, Sn);
    }

    @Instruction("fcvt Hd, Sn")
    @Encoding("000 11110 00 1 0001 11 10000 Sn:5 Hd:5")
    static long singleToHalf(Arm64Cpu cpu, long Sn) {
        return FpPrecision.convert(cpu, Sn, FpPrecision.SINGLE, FpPrecision.HALF, FpStatus.DYNAMIC);
    }

    @Instruction("fcvt Sd, Dn")
    @Encoding("000 11110 01 1 0001 00 10000 Dn:5 Sd:5")
    static long doubleToSingle(Arm64Cpu cpu, long Dn) {
        return FpPrecision.doubleToSingle(cpu, Dn);
    }

    @Instruction("fcvt Hd, Dn")
    @Encoding("000 11110 01 1 0001 11 10000 Dn:5 Hd:5")
    static long doubleToHalf(Arm64Cpu cpu, long Dn) {
        return FpPrecision.convert(cpu, Dn, FpPrecision.DOUBLE, FpPrecision.HALF, FpStatus.DYNAMIC);
    }

    @Instruction("fcvt Sd, Hn")
    @Encoding("000 11110 11 1 0001 00 10000 Hn:5 Sd:5")
    static long halfToSingle(Arm64Cpu cpu, long Hn) {
        return FpPrecision.convert(cpu, Hn, FpPrecision.HALF, FpPrecision.SINGLE, FpStatus.DYNAMIC);
    }

    @Instruction("fcvt Dd, Hn")
    @Encoding("000 11110 11 1 0001 01 10000 Hn:5 Dd:5")
    static long halfToDouble(Arm64Cpu cpu, long Hn) {
        return FpPrecision.convert(cpu, Hn, FpPrecision.HALF, FpPrecision.DOUBLE, FpStatus.DYNAMIC);
    }
}
