package org.graftvm.isa.riscv.instructions;

import static org.graftvm.isa.riscv.instructions.FloatSupport.boxBits;
import static org.graftvm.isa.riscv.instructions.FloatSupport.boxHalf;
import static org.graftvm.isa.riscv.instructions.FloatSupport.halfBits;
import static org.graftvm.isa.riscv.instructions.FloatSupport.requireValid;
import static org.graftvm.isa.riscv.instructions.FloatSupport.singleBits;
import static org.graftvm.isa.riscv.instructions.SlowPath.rounding;
import static org.graftvm.machine.fp.FpFormat.BINARY16;
import static org.graftvm.machine.fp.FpFormat.BINARY32;
import static org.graftvm.machine.fp.FpFormat.BINARY64;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Half-precision as a storage format: loads, stores, moves and conversions. */
@Section(ref = "RISC-V unprivileged ISA, Zfh and Zfhmin: Half-Precision Floating-Point", feature = "Zfhmin")
final class FloatHalf {
    private FloatHalf() {}

    @Instruction("flh fd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 001 fd:5 0000111")
    @Access(bytes = 2, base = "rs1", displacement = "imm")
    static long flh(Memory memory, long rs1, long imm) {
        return boxHalf(memory.readShort(rs1 + imm));
    }

    @Instruction("fsh fs2, imm(rs1)")
    @Encoding("imm[11:5] fs2:5 rs1:5 001 imm[4:0] 0100111")
    @Access(bytes = 2, write = true, base = "rs1", displacement = "imm")
    static void fsh(Memory memory, long rs1, long fs2, long imm) {
        memory.writeShort(rs1 + imm, (short) fs2);
    }

    @Instruction("fmv.x.h rd, fs1")
    @Encoding("1110010 00000 fs1:5 000 rd:5 1010011")
    static long fmvXH(long fs1) {
        return (short) fs1;
    }

    @Instruction("fmv.h.x fd, rs1")
    @Encoding("1111010 00000 rs1:5 000 fd:5 1010011")
    static long fmvHX(long rs1) {
        return boxHalf((int) rs1);
    }

    /** Always exact. */
    @Instruction("fcvt.s.h fd, fs1{, rm}")
    @Encoding(value = "0100000 00010 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtSH(RiscvCpu cpu, long fs1, int rm) {
        requireValid(cpu, rm);
        return boxBits((int) ConversionSlow.convert(cpu, BINARY16, BINARY32, halfBits(fs1), 0));
    }

    @Instruction("fcvt.h.s fd, fs1{, rm}")
    @Encoding(value = "0100010 00000 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtHS(RiscvCpu cpu, long fs1, int rm) {
        return boxHalf((int) ConversionSlow.convert(cpu, BINARY32, BINARY16, singleBits(fs1), rounding(cpu, rm)));
    }

    /** Always exact. */
    @Instruction("fcvt.d.h fd, fs1{, rm}")
    @Encoding(value = "0100001 00010 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtDH(RiscvCpu cpu, long fs1, int rm) {
        requireValid(cpu, rm);
        return ConversionSlow.convert(cpu, BINARY16, BINARY64, halfBits(fs1), 0);
    }

    @Instruction("fcvt.h.d fd, fs1{, rm}")
    @Encoding(value = "0100010 00001 fs1:5 rm:3 fd:5 1010011", when = "rm != 5 && rm != 6")
    static long fcvtHD(RiscvCpu cpu, long fs1, int rm) {
        return boxHalf((int) ConversionSlow.convert(cpu, BINARY64, BINARY16, fs1, rounding(cpu, rm)));
    }
}
