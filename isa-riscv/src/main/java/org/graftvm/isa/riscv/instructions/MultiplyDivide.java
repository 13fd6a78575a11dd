package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Multiplication and division. Division never traps: by zero it gives all ones, or the dividend as remainder; signed
 * overflow gives the dividend, or remainder zero. Java's {@code /} and {@code %} have the overflow results already.
 */
@Section(ref = "RISC-V unprivileged ISA, M", feature = "M")
final class MultiplyDivide {
    private MultiplyDivide() {}

    @Instruction("mul rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 000 rd:5 0110011")
    static long mul(long rs1, long rs2) {
        return rs1 * rs2;
    }

    @Instruction("mulh rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 001 rd:5 0110011")
    static long mulh(long rs1, long rs2) {
        return Math.multiplyHigh(rs1, rs2);
    }

    @Instruction("mulhsu rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 010 rd:5 0110011")
    static long mulhsu(long rs1, long rs2) {
        return Math.multiplyHigh(rs1, rs2) + (rs1 & (rs2 >> 63));
    }

    @Instruction("mulhu rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 011 rd:5 0110011")
    static long mulhu(long rs1, long rs2) {
        return Math.unsignedMultiplyHigh(rs1, rs2);
    }

    @Instruction("div rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 100 rd:5 0110011")
    static long div(long rs1, long rs2) {
        return rs2 == 0 ? -1 : rs1 / rs2;
    }

    @Instruction("divu rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 101 rd:5 0110011")
    static long divu(long rs1, long rs2) {
        return rs2 == 0 ? -1 : Long.divideUnsigned(rs1, rs2);
    }

    @Instruction("rem rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 110 rd:5 0110011")
    static long rem(long rs1, long rs2) {
        return rs2 == 0 ? rs1 : rs1 % rs2;
    }

    @Instruction("remu rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 111 rd:5 0110011")
    static long remu(long rs1, long rs2) {
        return rs2 == 0 ? rs1 : Long.remainderUnsigned(rs1, rs2);
    }

    @Instruction("mulw rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 000 rd:5 0111011")
    static long mulw(long rs1, long rs2) {
        return (int) rs1 * (int) rs2;
    }

    @Instruction("divw rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 100 rd:5 0111011")
    static long divw(long rs1, long rs2) {
        if ((int) rs2 == -1) {
            return -(int) rs1; // The one overflow is here; Graal would leave compiled code for it.
        }
        return (int) rs2 == 0 ? -1 : (int) rs1 / (int) rs2;
    }

    @Instruction("divuw rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 101 rd:5 0111011")
    static long divuw(long rs1, long rs2) {
        return (int) rs2 == 0 ? -1 : Integer.divideUnsigned((int) rs1, (int) rs2);
    }

    @Instruction("remw rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 110 rd:5 0111011")
    static long remw(long rs1, long rs2) {
        return (int) rs2 == 0 ? (int) rs1 : (int) rs1 % (int) rs2;
    }

    @Instruction("remuw rd, rs1, rs2")
    @Encoding("0000001 rs2:5 rs1:5 111 rd:5 0111011")
    static long remuw(long rs1, long rs2) {
        return (int) rs2 == 0 ? (int) rs1 : Integer.remainderUnsigned((int) rs1, (int) rs2);
    }
}
