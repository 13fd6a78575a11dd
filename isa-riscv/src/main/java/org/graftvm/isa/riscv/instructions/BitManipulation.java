package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Logic with negation, counting, extension, rotation and bytes. */
@Section(ref = "RISC-V unprivileged ISA, B: Zbb, Basic bit manipulation", feature = "Zbb")
final class BitManipulation {
    private BitManipulation() {}

    @Instruction("andn rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 111 rd:5 0110011")
    static long andn(long rs1, long rs2) {
        return rs1 & ~rs2;
    }

    @Instruction("orn rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 110 rd:5 0110011")
    static long orn(long rs1, long rs2) {
        return rs1 | ~rs2;
    }

    @Instruction("xnor rd, rs1, rs2")
    @Encoding("0100000 rs2:5 rs1:5 100 rd:5 0110011")
    static long xnor(long rs1, long rs2) {
        return ~(rs1 ^ rs2);
    }

    @Instruction("clz rd, rs1")
    @Encoding("011000000000 rs1:5 001 rd:5 0010011")
    static long clz(long rs1) {
        return Long.numberOfLeadingZeros(rs1);
    }

    @Instruction("ctz rd, rs1")
    @Encoding("011000000001 rs1:5 001 rd:5 0010011")
    static long ctz(long rs1) {
        return Long.numberOfTrailingZeros(rs1);
    }

    @Instruction("cpop rd, rs1")
    @Encoding("011000000010 rs1:5 001 rd:5 0010011")
    static long cpop(long rs1) {
        return Long.bitCount(rs1);
    }

    @Instruction("clzw rd, rs1")
    @Encoding("011000000000 rs1:5 001 rd:5 0011011")
    static long clzw(long rs1) {
        return Integer.numberOfLeadingZeros((int) rs1);
    }

    @Instruction("ctzw rd, rs1")
    @Encoding("011000000001 rs1:5 001 rd:5 0011011")
    static long ctzw(long rs1) {
        return Integer.numberOfTrailingZeros((int) rs1);
    }

    @Instruction("cpopw rd, rs1")
    @Encoding("011000000010 rs1:5 001 rd:5 0011011")
    static long cpopw(long rs1) {
        return Integer.bitCount((int) rs1);
    }

    @Instruction("max rd, rs1, rs2")
    @Encoding("0000101 rs2:5 rs1:5 110 rd:5 0110011")
    static long max(long rs1, long rs2) {
        return Math.max(rs1, rs2);
    }

    @Instruction("maxu rd, rs1, rs2")
    @Encoding("0000101 rs2:5 rs1:5 111 rd:5 0110011")
    static long maxu(long rs1, long rs2) {
        return Long.compareUnsigned(rs1, rs2) > 0 ? rs1 : rs2;
    }

    @Instruction("min rd, rs1, rs2")
    @Encoding("0000101 rs2:5 rs1:5 100 rd:5 0110011")
    static long min(long rs1, long rs2) {
        return Math.min(rs1, rs2);
    }

    @Instruction("minu rd, rs1, rs2")
    @Encoding("0000101 rs2:5 rs1:5 101 rd:5 0110011")
    static long minu(long rs1, long rs2) {
        return Long.compareUnsigned(rs1, rs2) < 0 ? rs1 : rs2;
    }

    @Instruction("sext.b rd, rs1")
    @Encoding("011000000100 rs1:5 001 rd:5 0010011")
    static long sextB(long rs1) {
        return (byte) rs1;
    }

    @Instruction("sext.h rd, rs1")
    @Encoding("011000000101 rs1:5 001 rd:5 0010011")
    static long sextH(long rs1) {
        return (short) rs1;
    }

    @Instruction("zext.h rd, rs1")
    @Encoding("000010000000 rs1:5 100 rd:5 0111011")
    static long zextH(long rs1) {
        return rs1 & 0xffff;
    }

    @Instruction("rol rd, rs1, rs2")
    @Encoding("0110000 rs2:5 rs1:5 001 rd:5 0110011")
    static long rol(long rs1, long rs2) {
        return Long.rotateLeft(rs1, (int) rs2);
    }

    @Instruction("ror rd, rs1, rs2")
    @Encoding("0110000 rs2:5 rs1:5 101 rd:5 0110011")
    static long ror(long rs1, long rs2) {
        return Long.rotateRight(rs1, (int) rs2);
    }

    @Instruction("rori rd, rs1, shamt")
    @Encoding("011000 shamt:6 rs1:5 101 rd:5 0010011")
    static long rori(long rs1, int shamt) {
        return Long.rotateRight(rs1, shamt);
    }

    @Instruction("rolw rd, rs1, rs2")
    @Encoding("0110000 rs2:5 rs1:5 001 rd:5 0111011")
    static long rolw(long rs1, long rs2) {
        return Integer.rotateLeft((int) rs1, (int) rs2);
    }

    @Instruction("rorw rd, rs1, rs2")
    @Encoding("0110000 rs2:5 rs1:5 101 rd:5 0111011")
    static long rorw(long rs1, long rs2) {
        return Integer.rotateRight((int) rs1, (int) rs2);
    }

    @Instruction("roriw rd, rs1, shamt")
    @Encoding("0110000 shamt:5 rs1:5 101 rd:5 0011011")
    static long roriw(long rs1, int shamt) {
        return Integer.rotateRight((int) rs1, shamt);
    }

    /** Every byte that is not zero becomes all ones: its top bit first, then the rest from that. */
    @Instruction("orc.b rd, rs1")
    @Encoding("001010000111 rs1:5 101 rd:5 0010011")
    static long orcB(long rs1) {
        long top = (((rs1 & 0x7f7f_7f7f_7f7f_7f7fL) + 0x7f7f_7f7f_7f7f_7f7fL) | rs1) & 0x8080_8080_8080_8080L;
        return (top >>> 7) * 0xff;
    }

    @Instruction("rev8 rd, rs1")
    @Encoding("011010111000 rs1:5 101 rd:5 0010011")
    static long rev8(long rs1) {
        return Long.reverseBytes(rs1);
    }
}
