package org.graftvm.isa.riscv.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Loads and stores of integer registers. Any alignment works, as Linux promises to user mode. */
@Section(ref = "RISC-V unprivileged ISA, RV32I and RV64I: Load and Store Instructions", feature = "I")
final class LoadStore {
    private LoadStore() {}

    @Instruction("lb rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 000 rd:5 0000011")
    @Access(bytes = 1, base = "rs1", displacement = "imm")
    static long lb(Memory memory, long rs1, long imm) {
        return memory.readByte(rs1 + imm);
    }

    @Instruction("lh rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 001 rd:5 0000011")
    @Access(bytes = 2, base = "rs1", displacement = "imm")
    static long lh(Memory memory, long rs1, long imm) {
        return memory.readShort(rs1 + imm);
    }

    @Instruction("lw rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 010 rd:5 0000011")
    @Access(bytes = 4, base = "rs1", displacement = "imm")
    static long lw(Memory memory, long rs1, long imm) {
        return memory.readInt(rs1 + imm);
    }

    @Instruction("ld rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 011 rd:5 0000011")
    @Access(bytes = 8, base = "rs1", displacement = "imm")
    static long ld(Memory memory, long rs1, long imm) {
        return memory.readLong(rs1 + imm);
    }

    @Instruction("lbu rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 100 rd:5 0000011")
    @Access(bytes = 1, base = "rs1", displacement = "imm")
    static long lbu(Memory memory, long rs1, long imm) {
        return Byte.toUnsignedLong(memory.readByte(rs1 + imm));
    }

    @Instruction("lhu rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 101 rd:5 0000011")
    @Access(bytes = 2, base = "rs1", displacement = "imm")
    static long lhu(Memory memory, long rs1, long imm) {
        return Short.toUnsignedLong(memory.readShort(rs1 + imm));
    }

    @Instruction("lwu rd, imm(rs1)")
    @Encoding("imm[11:0] rs1:5 110 rd:5 0000011")
    @Access(bytes = 4, base = "rs1", displacement = "imm")
    static long lwu(Memory memory, long rs1, long imm) {
        return Integer.toUnsignedLong(memory.readInt(rs1 + imm));
    }

    @Instruction("sb rs2, imm(rs1)")
    @Encoding("imm[11:5] rs2:5 rs1:5 000 imm[4:0] 0100011")
    @Access(bytes = 1, write = true, base = "rs1", displacement = "imm")
    static void sb(Memory memory, long rs1, long rs2, long imm) {
        memory.writeByte(rs1 + imm, (byte) rs2);
    }

    @Instruction("sh rs2, imm(rs1)")
    @Encoding("imm[11:5] rs2:5 rs1:5 001 imm[4:0] 0100011")
    @Access(bytes = 2, write = true, base = "rs1", displacement = "imm")
    static void sh(Memory memory, long rs1, long rs2, long imm) {
        memory.writeShort(rs1 + imm, (short) rs2);
    }

    @Instruction("sw rs2, imm(rs1)")
    @Encoding("imm[11:5] rs2:5 rs1:5 010 imm[4:0] 0100011")
    @Access(bytes = 4, write = true, base = "rs1", displacement = "imm")
    static void sw(Memory memory, long rs1, long rs2, long imm) {
        memory.writeInt(rs1 + imm, (int) rs2);
    }

    @Instruction("sd rs2, imm(rs1)")
    @Encoding("imm[11:5] rs2:5 rs1:5 011 imm[4:0] 0100011")
    @Access(bytes = 8, write = true, base = "rs1", displacement = "imm")
    static void sd(Memory memory, long rs1, long rs2, long imm) {
        memory.writeLong(rs1 + imm, rs2);
    }
}
