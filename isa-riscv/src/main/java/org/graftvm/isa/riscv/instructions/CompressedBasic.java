package org.graftvm.isa.riscv.instructions;

import org.graftvm.machine.Memory;
import org.graftvm.spec.Access;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** More 16-bit loads, stores and computations. */
@Section(ref = "RISC-V unprivileged ISA, Zc: Zcb, Simple code-size saving instructions", feature = "Zcb")
final class CompressedBasic {
    private CompressedBasic() {}

    @Instruction("c.lbu rdc, uimm(rs1c)")
    @Encoding("100 000 rs1c:3 uimm[0|1] rdc:3 00")
    @Access(bytes = 1, base = "rs1c", displacement = "uimm")
    static long cLbu(Memory memory, long rs1c, long uimm) {
        return Byte.toUnsignedLong(memory.readByte(rs1c + uimm));
    }

    @Instruction("c.lhu rdc, uimm(rs1c)")
    @Encoding("100 001 rs1c:3 0 uimm[1] rdc:3 00")
    @Access(bytes = 2, base = "rs1c", displacement = "uimm")
    static long cLhu(Memory memory, long rs1c, long uimm) {
        return Short.toUnsignedLong(memory.readShort(rs1c + uimm));
    }

    @Instruction("c.lh rdc, uimm(rs1c)")
    @Encoding("100 001 rs1c:3 1 uimm[1] rdc:3 00")
    @Access(bytes = 2, base = "rs1c", displacement = "uimm")
    static long cLh(Memory memory, long rs1c, long uimm) {
        return memory.readShort(rs1c + uimm);
    }

    @Instruction("c.sb rs2c, uimm(rs1c)")
    @Encoding("100 010 rs1c:3 uimm[0|1] rs2c:3 00")
    @Access(bytes = 1, write = true, base = "rs1c", displacement = "uimm")
    static void cSb(Memory memory, long rs1c, long rs2c, long uimm) {
        memory.writeByte(rs1c + uimm, (byte) rs2c);
    }

    @Instruction("c.sh rs2c, uimm(rs1c)")
    @Encoding("100 011 rs1c:3 0 uimm[1] rs2c:3 00")
    @Access(bytes = 2, write = true, base = "rs1c", displacement = "uimm")
    static void cSh(Memory memory, long rs1c, long rs2c, long uimm) {
        memory.writeShort(rs1c + uimm, (short) rs2c);
    }

    @Instruction("c.zext.b rdc")
    @Encoding("100 111 rdc:3 11 000 01")
    static long cZextB(long rdc) {
        return rdc & 0xff;
    }

    @Instruction("c.sext.b rdc")
    @Encoding("100 111 rdc:3 11 001 01")
    static long cSextB(long rdc) {
        return (byte) rdc;
    }

    @Instruction("c.zext.h rdc")
    @Encoding("100 111 rdc:3 11 010 01")
    static long cZextH(long rdc) {
        return rdc & 0xffff;
    }

    @Instruction("c.sext.h rdc")
    @Encoding("100 111 rdc:3 11 011 01")
    static long cSextH(long rdc) {
        return (short) rdc;
    }

    @Instruction("c.zext.w rdc")
    @Encoding("100 111 rdc:3 11 100 01")
    static long cZextW(long rdc) {
        return rdc & 0xffff_ffffL;
    }

    @Instruction("c.not rdc")
    @Encoding("100 111 rdc:3 11 101 01")
    static long cNot(long rdc) {
        return ~rdc;
    }

    @Instruction("c.mul rdc, rs2c")
    @Encoding("100 111 rdc:3 10 rs2c:3 01")
    static long cMul(long rdc, long rs2c) {
        return rdc * rs2c;
    }
}
