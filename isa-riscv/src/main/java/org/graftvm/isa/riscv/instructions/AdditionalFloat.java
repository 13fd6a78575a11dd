package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.box;
import static org.graftvm.isa.riscv.instructions.FloatSupport.single;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Constants, other minimum and maximum, rounding to integral values, quiet comparison. */
@Section(ref = "RISC-V unprivileged ISA, Zfa", feature = "Zfa")
final class AdditionalFloat {
    private AdditionalFloat() {}

    @Instruction("fli.s fd, constant")
    @Encoding("1111000 00001 constant:5 000 fd:5 1010011")
    static long fliS(int constant) {
        return box(constant == 1 ? Float.MIN_NORMAL : (float) FloatConstants.value(constant));
    }

    @Instruction("fminm.s fd, fs1, fs2")
    @Encoding("0010100 fs2:5 fs1:5 010 fd:5 1010011")
    static long fminmS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            SingleSlow.signalQuiet(cpu, fs1, fs2);
            return box(Float.NaN);
        }
        return a < b ? fs1 : b < a ? fs2 : fs1 | fs2;
    }

    @Instruction("fmaxm.s fd, fs1, fs2")
    @Encoding("0010100 fs2:5 fs1:5 011 fd:5 1010011")
    static long fmaxmS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            SingleSlow.signalQuiet(cpu, fs1, fs2);
            return box(Float.NaN);
        }
        return a > b ? fs1 : b > a ? fs2 : fs1 & fs2;
    }

    @Instruction("fround.s fd, fs1{, rm}")
    @Encoding(value = "0100000 00100 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long froundS(RiscvCpu cpu, long fs1, int rm) {
        return SingleSlow.roundToIntegral(cpu, fs1, false, rm);
    }

    @Instruction("froundnx.s fd, fs1{, rm}")
    @Encoding(value = "0100000 00101 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long froundnxS(RiscvCpu cpu, long fs1, int rm) {
        return SingleSlow.roundToIntegral(cpu, fs1, true, rm);
    }

    @Instruction("fleq.s rd, fs1, fs2")
    @Encoding("1010000 fs2:5 fs1:5 100 rd:5 1010011")
    static long fleqS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            SingleSlow.signalQuiet(cpu, fs1, fs2);
        }
        return a <= b ? 1 : 0;
    }

    @Instruction("fltq.s rd, fs1, fs2")
    @Encoding("1010000 fs2:5 fs1:5 101 rd:5 1010011")
    static long fltqS(RiscvCpu cpu, long fs1, long fs2) {
        float a = single(fs1);
        float b = single(fs2);
        if (Float.isNaN(a) || Float.isNaN(b)) {
            SingleSlow.signalQuiet(cpu, fs1, fs2);
        }
        return a < b ? 1 : 0;
    }

    @Instruction("fli.d fd, constant")
    @Encoding("1111001 00001 constant:5 000 fd:5 1010011")
    static long fliD(int constant) {
        return Double.doubleToRawLongBits(constant == 1 ? Double.MIN_NORMAL : FloatConstants.value(constant));
    }

    @Instruction("fminm.d fd, fs1, fs2")
    @Encoding("0010101 fs2:5 fs1:5 010 fd:5 1010011")
    static long fminmD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            DoubleSlow.signalQuiet(cpu, fs1, fs2);
            return Double.doubleToRawLongBits(Double.NaN);
        }
        return a < b ? fs1 : b < a ? fs2 : fs1 | fs2;
    }

    @Instruction("fmaxm.d fd, fs1, fs2")
    @Encoding("0010101 fs2:5 fs1:5 011 fd:5 1010011")
    static long fmaxmD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            DoubleSlow.signalQuiet(cpu, fs1, fs2);
            return Double.doubleToRawLongBits(Double.NaN);
        }
        return a > b ? fs1 : b > a ? fs2 : fs1 & fs2;
    }

    @Instruction("fround.d fd, fs1{, rm}")
    @Encoding(value = "0100001 00100 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long froundD(RiscvCpu cpu, long fs1, int rm) {
        return DoubleSlow.roundToIntegral(cpu, fs1, false, rm);
    }

    @Instruction("froundnx.d fd, fs1{, rm}")
    @Encoding(value = "0100001 00101 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long froundnxD(RiscvCpu cpu, long fs1, int rm) {
        return DoubleSlow.roundToIntegral(cpu, fs1, true, rm);
    }

    @Instruction("fleq.d rd, fs1, fs2")
    @Encoding("1010001 fs2:5 fs1:5 100 rd:5 1010011")
    static long fleqD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            DoubleSlow.signalQuiet(cpu, fs1, fs2);
        }
        return a <= b ? 1 : 0;
    }

    @Instruction("fltq.d rd, fs1, fs2")
    @Encoding("1010001 fs2:5 fs1:5 101 rd:5 1010011")
    static long fltqD(RiscvCpu cpu, long fs1, long fs2) {
        double a = Double.longBitsToDouble(fs1);
        double b = Double.longBitsToDouble(fs2);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            DoubleSlow.signalQuiet(cpu, fs1, fs2);
        }
        return a < b ? 1 : 0;
    }

    /** The low 32 bits of the truncated value, as JavaScript wants it. */
    @Instruction("fcvtmod.w.d rd, fs1")
    @Encoding("1100001 01000 fs1:5 001 rd:5 1010011")
    static long fcvtmodWD(RiscvCpu cpu, long fs1) {
        return ConversionSlow.modularWord(cpu, fs1);
    }
}
