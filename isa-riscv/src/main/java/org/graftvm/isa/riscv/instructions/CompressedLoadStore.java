package org.graftvm.isa.riscv.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** 16-bit loads and stores, relative to the stack pointer or to one of x8–x15. */
@Section(ref = "RISC-V unprivileged ISA, C: Load and Store Instructions", feature = "C")
final class CompressedLoadStore {
    private CompressedLoadStore() {}

    @Instruction("c.lwsp rd, uimm(sp)")
    @Encoding(value = "010 uimm[5] rd:5 uimm[4:2|7:6] 10", when = "rd != 0")
    @Access(bytes = 4, base = "sp", displacement = "uimm")
    static long cLwsp(Memory memory, long sp, long uimm) {
        return memory.readInt(sp + uimm);
    }

    @Instruction("c.ldsp rd, uimm(sp)")
    @Encoding(value = "011 uimm[5] rd:5 uimm[4:3|8:6] 10", when = "rd != 0")
    @Access(bytes = 8, base = "sp", displacement = "uimm")
    static long cLdsp(Memory memory, long sp, long uimm) {
        return memory.readLong(sp + uimm);
    }

    @Instruction("c.fldsp fd, uimm(sp)")
    @Encoding("001 uimm[5] fd:5 uimm[4:3|8:6] 10")
    @Access(bytes = 8, base = "sp", displacement = "uimm")
    static long cFldsp(Memory memory, long sp, long uimm) {
        return memory.readLong(sp + uimm);
    }

    @Instruction("c.swsp rs2, uimm(sp)")
    @Encoding("110 uimm[5:2|7:6] rs2:5 10")
    @Access(bytes = 4, write = true, base = "sp", displacement = "uimm")
    static void cSwsp(Memory memory, long sp, long rs2, long uimm) {
        memory.writeInt(sp + uimm, (int) rs2);
    }

    @Instruction("c.sdsp rs2, uimm(sp)")
    @Encoding("111 uimm[5:3|8:6] rs2:5 10")
    @Access(bytes = 8, write = true, base = "sp", displacement = "uimm")
    static void cSdsp(Memory memory, long sp, long rs2, long uimm) {
        memory.writeLong(sp + uimm, rs2);
    }

    @Instruction("c.fsdsp fs2, uimm(sp)")
    @Encoding("101 uimm[5:3|8:6] fs2:5 10")
    @Access(bytes = 8, write = true, base = "sp", displacement = "uimm")
    static void cFsdsp(Memory memory, long sp, long fs2, long uimm) {
        memory.writeLong(sp + uimm, fs2);
    }

    @Instruction("c.lw rdc, uimm(rs1c)")
    @Encoding("010 uimm[5:3] rs1c:3 uimm[2|6] rdc:3 00")
    @Access(bytes = 4, base = "rs1c", displacement = "uimm")
    static long cLw(Memory memory, long rs1c, long uimm) {
        return memory.readInt(rs1c + uimm);
    }

    @Instruction("c.ld rdc, uimm(rs1c)")
    @Encoding("011 uimm[5:3] rs1c:3 uimm[7:6] rdc:3 00")
    @Access(bytes = 8, base = "rs1c", displacement = "uimm")
    static long cLd(Memory memory, long rs1c, long uimm) {
        return memory.readLong(rs1c + uimm);
    }

    @Instruction("c.fld fdc, uimm(rs1c)")
    @Encoding("001 uimm[5:3] rs1c:3 uimm[7:6] fdc:3 00")
    @Access(bytes = 8, base = "rs1c", displacement = "uimm")
    static long cFld(Memory memory, long rs1c, long uimm) {
        return memory.readLong(rs1c + uimm);
    }

    @Instruction("c.sw rs2c, uimm(rs1c)")
    @Encoding("110 uimm[5:3] rs1c:3 uimm[2|6] rs2c:3 00")
    @Access(bytes = 4, write = true, base = "rs1c", displacement = "uimm")
    static void cSw(Memory memory, long rs1c, long rs2c, long uimm) {
        memory.writeInt(rs1c + uimm, (int) rs2c);
    }

    @Instruction("c.sd rs2c, uimm(rs1c)")
    @Encoding("111 uimm[5:3] rs1c:3 uimm[7:6] rs2c:3 00")
    @Access(bytes = 8, write = true, base = "rs1c", displacement = "uimm")
    static void cSd(Memory memory, long rs1c, long rs2c, long uimm) {
        memory.writeLong(rs1c + uimm, rs2c);
    }

    @Instruction("c.fsd fs2c, uimm(rs1c)")
    @Encoding("101 uimm[5:3] rs1c:3 uimm[7:6] fs2c:3 00")
    @Access(bytes = 8, write = true, base = "rs1c", displacement = "uimm")
    static void cFsd(Memory memory, long rs1c, long fs2c, long uimm) {
        memory.writeLong(rs1c + uimm, fs2c);
    }
}
