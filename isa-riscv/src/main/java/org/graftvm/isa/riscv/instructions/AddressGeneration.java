package org.graftvm.isa.riscv.instructions;

import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Shifts and additions that compute addresses of array elements. */
@Section(ref = "RISC-V unprivileged ISA, B: Zba, Address generation", feature = "Zba")
final class AddressGeneration {
    private AddressGeneration() {}

    @Instruction("sh1add rd, rs1, rs2")
    @Encoding("0010000 rs2:5 rs1:5 010 rd:5 0110011")
    static long sh1add(long rs1, long rs2) {
        return (rs1 << 1) + rs2;
    }

    @Instruction("sh2add rd, rs1, rs2")
    @Encoding("0010000 rs2:5 rs1:5 100 rd:5 0110011")
    static long sh2add(long rs1, long rs2) {
        return (rs1 << 2) + rs2;
    }

    @Instruction("sh3add rd, rs1, rs2")
    @Encoding("0010000 rs2:5 rs1:5 110 rd:5 0110011")
    static long sh3add(long rs1, long rs2) {
        return (rs1 << 3) + rs2;
    }

    @Instruction("add.uw rd, rs1, rs2")
    @Encoding("0000100 rs2:5 rs1:5 000 rd:5 0111011")
    static long addUw(long rs1, long rs2) {
        return (rs1 & 0xffff_ffffL) + rs2;
    }

    @Instruction("sh1add.uw rd, rs1, rs2")
    @Encoding("0010000 rs2:5 rs1:5 010 rd:5 0111011")
    static long sh1addUw(long rs1, long rs2) {
        return ((rs1 & 0xffff_ffffL) << 1) + rs2;
    }

    @Instruction("sh2add.uw rd, rs1, rs2")
    @Encoding("0010000 rs2:5 rs1:5 100 rd:5 0111011")
    static long sh2addUw(long rs1, long rs2) {
        return ((rs1 & 0xffff_ffffL) << 2) + rs2;
    }

    @Instruction("sh3add.uw rd, rs1, rs2")
    @Encoding("0010000 rs2:5 rs1:5 110 rd:5 0111011")
    static long sh3addUw(long rs1, long rs2) {
        return ((rs1 & 0xffff_ffffL) << 3) + rs2;
    }

    @Instruction("slli.uw rd, rs1, shamt")
    @Encoding("000010 shamt:6 rs1:5 001 rd:5 0011011")
    static long slliUw(long rs1, long shamt) {
        return (rs1 & 0xffff_ffffL) << shamt;
    }
}
