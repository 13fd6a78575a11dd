package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * 16-bit integer computations. Encodings that the manual calls HINTs do nothing because they write x0 or shift by zero;
 * reserved ones are excluded by a condition.
 */
@Section(ref = "RISC-V unprivileged ISA, C: Integer Computational Instructions", feature = "C")
final class CompressedInteger {
    private CompressedInteger() {}

    @Instruction("c.li rd, imm")
    @Encoding("010 imm[5] rd:5 imm[4:0] 01")
    static long cLi(long imm) {
        return imm;
    }

    @Instruction("c.lui rd, imm20")
    @Encoding(value = "011 imm20[5] rd:5 imm20[4:0] 01", when = "imm20 != 0")
    static long cLui(long imm20) {
        return imm20;
    }

    @Instruction("c.addi rd, imm")
    @Encoding("000 imm[5] rd:5 imm[4:0] 01")
    static long cAddi(long rd, long imm) {
        return rd + imm;
    }

    @Instruction("c.nop imm")
    @Encoding("000 imm[5] 00000 imm[4:0] 01")
    static void cNop() {}

    @Instruction("c.addiw rd, imm")
    @Encoding(value = "001 imm[5] rd:5 imm[4:0] 01", when = "rd != 0")
    static long cAddiw(long rd, long imm) {
        return (int) (rd + imm);
    }

    @Instruction(value = "c.addi16sp sp, imm", destination = "spOut")
    @Encoding(value = "011 imm[9] 00010 imm[4|6|8:7|5] 01", when = "imm != 0")
    static long cAddi16sp(long sp, long imm) {
        return sp + imm;
    }

    @Instruction("c.addi4spn rdc, sp, uimm")
    @Encoding(value = "000 uimm[5:4|9:6|2|3] rdc:3 00", when = "uimm != 0")
    static long cAddi4spn(long sp, long uimm) {
        return sp + uimm;
    }

    @Instruction("c.slli rd, shamt")
    @Encoding("000 shamt[5] rd:5 shamt[4:0] 10")
    static long cSlli(long rd, long shamt) {
        return rd << shamt;
    }

    @Instruction("c.srli rdc, shamt")
    @Encoding("100 shamt[5] 00 rdc:3 shamt[4:0] 01")
    static long cSrli(long rdc, long shamt) {
        return rdc >>> shamt;
    }

    @Instruction("c.srai rdc, shamt")
    @Encoding("100 shamt[5] 01 rdc:3 shamt[4:0] 01")
    static long cSrai(long rdc, long shamt) {
        return rdc >> shamt;
    }

    @Instruction("c.andi rdc, imm")
    @Encoding("100 imm[5] 10 rdc:3 imm[4:0] 01")
    static long cAndi(long rdc, long imm) {
        return rdc & imm;
    }

    @Instruction("c.mv rd, rs2")
    @Encoding(value = "100 0 rd:5 rs2:5 10", when = "rs2 != 0")
    static long cMv(long rs2) {
        return rs2;
    }

    @Instruction("c.add rd, rs2")
    @Encoding(value = "100 1 rd:5 rs2:5 10", when = "rs2 != 0")
    static long cAdd(long rd, long rs2) {
        return rd + rs2;
    }

    @Instruction("c.and rdc, rs2c")
    @Encoding("100 0 11 rdc:3 11 rs2c:3 01")
    static long cAnd(long rdc, long rs2c) {
        return rdc & rs2c;
    }

    @Instruction("c.or rdc, rs2c")
    @Encoding("100 0 11 rdc:3 10 rs2c:3 01")
    static long cOr(long rdc, long rs2c) {
        return rdc | rs2c;
    }

    @Instruction("c.xor rdc, rs2c")
    @Encoding("100 0 11 rdc:3 01 rs2c:3 01")
    static long cXor(long rdc, long rs2c) {
        return rdc ^ rs2c;
    }

    @Instruction("c.sub rdc, rs2c")
    @Encoding("100 0 11 rdc:3 00 rs2c:3 01")
    static long cSub(long rdc, long rs2c) {
        return rdc - rs2c;
    }

    @Instruction("c.addw rdc, rs2c")
    @Encoding("100 1 11 rdc:3 01 rs2c:3 01")
    static long cAddw(long rdc, long rs2c) {
        return (int) (rdc + rs2c);
    }

    @Instruction("c.subw rdc, rs2c")
    @Encoding("100 1 11 rdc:3 00 rs2c:3 01")
    static long cSubw(long rdc, long rs2c) {
        return (int) (rdc - rs2c);
    }
}
