package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.box;
import static org.graftvm.isa.riscv.instructions.FloatSupport.exactOr;
import static org.graftvm.isa.riscv.instructions.FloatSupport.integral;
import static org.graftvm.isa.riscv.instructions.FloatSupport.nearest;
import static org.graftvm.isa.riscv.instructions.FloatSupport.requireValid;
import static org.graftvm.isa.riscv.instructions.FloatSupport.settled;
import static org.graftvm.isa.riscv.instructions.FloatSupport.single;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.fp.FpFormat;
import org.graftvm.machine.fp.HostFloat;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Double-precision conversions. */
@Section(
        ref = "RISC-V unprivileged ISA, D: Double-Precision Floating-Point Conversion and Move Instructions",
        feature = "D")
final class FloatDoubleConvert {
    private FloatDoubleConvert() {}

    @Instruction("fcvt.w.d rd, fs1{, rm}")
    @Encoding(value = "1100001 00000 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtWD(RiscvCpu cpu, long fs1, int rm) {
        double value = Double.longBitsToDouble(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded > -0x1p31 - 1 && rounded < 0x1p31) {
            int integer = (int) rounded;
            return exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY64, fs1, true, 32, rm);
    }

    @Instruction("fcvt.wu.d rd, fs1{, rm}")
    @Encoding(value = "1100001 00001 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtWuD(RiscvCpu cpu, long fs1, int rm) {
        double value = Double.longBitsToDouble(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded > -1 && rounded < 0x1p32) {
            long integer = (long) rounded;
            return (int) exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY64, fs1, false, 32, rm);
    }

    @Instruction("fcvt.l.d rd, fs1{, rm}")
    @Encoding(value = "1100001 00010 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtLD(RiscvCpu cpu, long fs1, int rm) {
        double value = Double.longBitsToDouble(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded >= -0x1p63 && rounded < 0x1p63) {
            long integer = (long) rounded;
            return exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY64, fs1, true, 64, rm);
    }

    @Instruction("fcvt.lu.d rd, fs1{, rm}")
    @Encoding(value = "1100001 00011 fs1:5 rm:3 rd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtLuD(RiscvCpu cpu, long fs1, int rm) {
        double value = Double.longBitsToDouble(fs1);
        double rounded = integral(cpu, value, rm);
        if (rounded > -1 && rounded < 0x1p63) {
            long integer = (long) rounded;
            return exactOr(cpu, integer, integer == value);
        }
        return ConversionSlow.toInteger(cpu, FpFormat.BINARY64, fs1, false, 64, rm);
    }

    @Instruction("fcvt.s.d fd, fs1{, rm}")
    @Encoding(value = "0100000 00001 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtSD(RiscvCpu cpu, long fs1, int rm) {
        double value = Double.longBitsToDouble(fs1);
        float result = (float) value;
        if (nearest(cpu, rm) && (result == value || (settled(cpu, rm) && HostFloat.settled(result)))) {
            return box(result);
        }
        return ConversionSlow.singleOfDouble(cpu, fs1, rm);
    }

    /** Always exact. */
    @Instruction("fcvt.d.s fd, fs1{, rm}")
    @Encoding(value = "0100001 00000 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtDS(RiscvCpu cpu, long fs1, int rm) {
        requireValid(cpu, rm);
        float value = single(fs1);
        return Float.isNaN(value) ? ConversionSlow.doubleOfSingle(cpu, fs1) : Double.doubleToRawLongBits(value);
    }

    /** Always exact. */
    @Instruction("fcvt.d.w fd, rs1{, rm}")
    @Encoding(value = "1101001 00000 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtDW(RiscvCpu cpu, long rs1, int rm) {
        requireValid(cpu, rm);
        return Double.doubleToRawLongBits((int) rs1);
    }

    /** Always exact. */
    @Instruction("fcvt.d.wu fd, rs1{, rm}")
    @Encoding(value = "1101001 00001 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtDWu(RiscvCpu cpu, long rs1, int rm) {
        requireValid(cpu, rm);
        return Double.doubleToRawLongBits(Integer.toUnsignedLong((int) rs1));
    }

    @Instruction("fcvt.d.l fd, rs1{, rm}")
    @Encoding(value = "1101001 00010 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtDL(RiscvCpu cpu, long rs1, int rm) {
        if (settled(cpu, rm) || (nearest(cpu, rm) && Math.abs(rs1) <= 1L << 53)) {
            return Double.doubleToRawLongBits(rs1);
        }
        return ConversionSlow.doubleOf(cpu, rs1, true, rm);
    }

    @Instruction("fcvt.d.lu fd, rs1{, rm}")
    @Encoding(value = "1101001 00011 rs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtDLu(RiscvCpu cpu, long rs1, int rm) {
        if (rs1 >= 0 && (settled(cpu, rm) || (nearest(cpu, rm) && rs1 <= 1L << 53))) {
            return Double.doubleToRawLongBits(rs1);
        }
        return ConversionSlow.doubleOf(cpu, rs1, false, rm);
    }
}
