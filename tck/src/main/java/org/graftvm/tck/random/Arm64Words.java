package org.graftvm.tck.random;

/**
 * Encodings of the few A64 instructions that frame a random program. Written out by hand on purpose: the frame must not depend on
 * the tables that it tests (Arm ARM DDI 0487, chapter C6).
 */
final class Arm64Words {
    static final int SP = 31;

    /** System registers as MRS and MSR encode them. */
    static final int NZCV = 0xb4200;

    static final int FPCR = 0xb4400;
    static final int FPSR = 0xb4420;

    private Arm64Words() {}

    /** Loads 32 bits in two instructions. */
    static int[] constant(int rd, long value) {
        return new int[] {
            0xd2800000 | (int) (value & 0xffff) << 5 | rd, 0xf2a00000 | (int) (value >>> 16 & 0xffff) << 5 | rd
        };
    }

    static int load(int rt, int offset, int rn) {
        return 0xf9400000 | offset / 8 << 10 | rn << 5 | rt;
    }

    static int store(int rt, int offset, int rn) {
        return 0xf9000000 | offset / 8 << 10 | rn << 5 | rt;
    }

    /** Of registers 31, SP. */
    static int add(int rd, int rn, int immediate) {
        return 0x91000000 | immediate << 10 | rn << 5 | rd;
    }

    /** Of {@code rn} 31, SP. */
    static int subtract(int rd, int rn, int rm) {
        return 0xcb206000 | rm << 16 | rn << 5 | rd;
    }

    static int loadVector(int vt, int offset, int rn) {
        return 0x3dc00000 | offset / 16 << 10 | rn << 5 | vt;
    }

    static int storeVector(int vt, int offset, int rn) {
        return 0x3d800000 | offset / 16 << 10 | rn << 5 | vt;
    }

    static int read(int systemRegister, int rt) {
        return 0xd5300000 | systemRegister | rt;
    }

    static int write(int systemRegister, int rt) {
        return 0xd5100000 | systemRegister | rt;
    }

    static int compare(int rn, int rm) {
        return 0xeb00001f | rm << 16 | rn << 5;
    }

    /** @param offset bytes */
    static int branchIfLower(int offset) {
        return 0x54000003 | (offset / 4 & 0x7ffff) << 5;
    }

    /** @param offset bytes, a multiple of four */
    static int address(int rd, int offset) {
        return 0x10000000 | (offset / 4 & 0x7ffff) << 5 | rd;
    }

    static int systemCall() {
        return 0xd4000001;
    }
}
