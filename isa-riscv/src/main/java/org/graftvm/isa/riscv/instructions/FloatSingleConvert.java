package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.box;
import static org.graftvm.isa.riscv.instructions.FloatSupport.exactOr;
import static org.graftvm.isa.riscv.instructions.FloatSupport.integral;
import static org.graftvm.isa.riscv.instructions.FloatSupport.nearest;
import static org.graftvm.isa.riscv.instructions.FloatSupport.settled;
import static org.graftvm.isa.riscv.instructions.FloatSupport.single;
import static org.graftvm.isa.riscv.instructions.FloatSupport.singleBits;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Single-precision conversions. */
@Section(
        ref = "RISC-V unprivileged ISA, F: Single-Precision Floating-Point Conversion and Move Instructions",
        feature = "F")
final class FloatSingleConvert {
    private FloatSingleConvert() {}

    @Instruction("fcvt.w.s rd, fs1{, rm}")
    @Encoding(value = "1100000 00000 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtWS(RiscvCpu cpu, long fs1, int rm) {
        double value = single(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded > -0x1p31 - 1 && rounded < 0x1p31) {
            int integer = (int) rounded;
            return exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY32, singleBits(fs1), true, 32, rm);
    }

    @Instruction("fcvt.wu.s rd, fs1{, rm}")
    @Encoding(value = "1100000 00001 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtWuS(RiscvCpu cpu, long fs1, int rm) {
        double value = single(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded > -1 && rounded < 0x1p32) {
            long integer = (long) rounded;
            return (int) exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY32, singleBits(fs1), false, 32, rm);
    }

    @Instruction("fcvt.l.s rd, fs1{, rm}")
    @Encoding(value = "1100000 00010 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtLS(RiscvCpu cpu, long fs1, int rm) {
        double value = single(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded >= -0x1p63 && rounded < 0x1p63) {
            long integer = (long) rounded;
            return exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY32, singleBits(fs1), true, 64, rm);
    }

    @Instruction("fcvt.lu.s rd, fs1{, rm}")
    @Encoding(value = "1100000 00011 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtLuS(RiscvCpu cpu, long fs1, int rm) {
        double value = single(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded > -1 && rounded < 0x1p63) {
            long integer = (long) rounded;
            return exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY32, singleBits(fs1), false, 64, rm);
    }

    @Instruction("fcvt.s.w fd, rs1{, rm}")
    @Encoding(value = "1101000 00000 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtSW(RiscvCpu cpu, long rs1, int rm) {
        int integer = (int) rs1;
        float result = (float) integer;
        if (settled(cpu, rm) || (nearest(cpu, rm) && (double) result == integer)) {
            return box(result);
        }
        return ConversionSlow.singleOf(cpu, integer, true, rm);
    }

    @Instruction("fcvt.s.wu fd, rs1{, rm}")
    @Encoding(value = "1101000 00001 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtSWu(RiscvCpu cpu, long rs1, int rm) {
        long integer = Integer.toUnsignedLong((int) rs1);
        float result = (float) integer;
        if (settled(cpu, rm) || (nearest(cpu, rm) && (double) result == integer)) {
            return box(result);
        }
        return ConversionSlow.singleOf(cpu, integer, true, rm);
    }

    @Instruction("fcvt.s.l fd, rs1{, rm}")
    @Encoding(value = "1101000 00010 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtSL(RiscvCpu cpu, long rs1, int rm) {
        if (settled(cpu, rm)) {
            return box((float) rs1);
        }
        return ConversionSlow.singleOf(cpu, rs1, true, rm);
    }

    @Instruction("fcvt.s.lu fd, rs1{, rm}")
    @Encoding(value = "1101000 00011 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtSLu(RiscvCpu cpu, long rs1, int rm) {
        if (settled(cpu, rm) && rs1 >= 0) {
            return box((float) rs1);
        }
        return ConversionSlow.singleOf(cpu, rs1, false, rm);
    }
}
