package org.graftvm.tck.random;

/**
 * Encodings of the few instructions that frame a random program. Written out by hand on purpose: the frame must not
 * depend on the tables that it tests. Formats from the RISC-V unprivileged ISA, chapter 2.
 */
final class Words {
    private Words() {}

    /** Bytes of an instruction; 32-bit ones have both lowest bits set. */
    static int length(int word) {
        return (word & 3) == 3 ? 4 : 2;
    }

    private static int immediate(int opcode, int function, int rd, int rs1, int imm) {
        if (imm < -2048 || imm > 2047) {
            throw new IllegalArgumentException("immediate " + imm);
        }
        return imm << 20 | rs1 << 15 | function << 12 | rd << 7 | opcode;
    }

    private static int store(int opcode, int function, int rs1, int rs2, int imm) {
        if (imm < -2048 || imm > 2047) {
            throw new IllegalArgumentException("immediate " + imm);
        }
        return (imm >> 5 & 0x7f) << 25 | rs2 << 20 | rs1 << 15 | function << 12 | (imm & 0x1f) << 7 | opcode;
    }

    static int addi(int rd, int rs1, int imm) {
        return immediate(0x13, 0, rd, rs1, imm);
    }

    static int ld(int rd, int imm, int rs1) {
        return immediate(0x03, 3, rd, rs1, imm);
    }

    static int sd(int rs2, int imm, int rs1) {
        return store(0x23, 3, rs1, rs2, imm);
    }

    static int fld(int rd, int imm, int rs1) {
        return immediate(0x07, 3, rd, rs1, imm);
    }

    static int fsd(int rs2, int imm, int rs1) {
        return store(0x27, 3, rs1, rs2, imm);
    }

    /** @param imm the upper 20 bits */
    static int lui(int rd, int imm) {
        return imm << 12 | rd << 7 | 0x37;
    }

    static int auipc(int rd, int imm) {
        return imm << 12 | rd << 7 | 0x17;
    }

    /** Writes fcsr. */
    static int fscsr(int rs1) {
        return 0x003 << 20 | rs1 << 15 | 1 << 12 | 0x73;
    }

    /** Reads fcsr. */
    static int frcsr(int rd) {
        return 0x003 << 20 | 2 << 12 | rd << 7 | 0x73;
    }

    static int ecall() {
        return 0x73;
    }

    /** Branches over the following 32-bit instruction if rs1 is not below rs2, unsigned. */
    static int skipUnlessBelow(int rs1, int rs2) {
        return rs2 << 20 | rs1 << 15 | 7 << 12 | 8 << 7 | 0x63;
    }

    /** @param offset bytes, even */
    static int jump(int offset) {
        if (offset < -(1 << 20) || offset >= 1 << 20) {
            throw new IllegalArgumentException("offset " + offset);
        }
        return (offset >> 20 & 1) << 31
                | (offset >> 1 & 0x3ff) << 21
                | (offset >> 11 & 1) << 20
                | (offset >> 12 & 0xff) << 12
                | 0x6f;
    }
}
