package org.graftvm.isa.riscv.instructions;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Control and status registers. Those of user mode are fflags, frm, fcsr and the counters; all others raise an
 * illegal-instruction trap. No user register has side effects on reading, so a destination x0 needs no own case.
 */
@Section(ref = "RISC-V unprivileged ISA, Zicsr", feature = "Zicsr")
final class ControlStatus {
    private ControlStatus() {}

    @Instruction("csrrw rd, csr, rs1")
    @Encoding("csr:12 rs1:5 001 rd:5 1110011")
    static long csrrw(RiscvCpu cpu, int csr, long rs1) {
        long old = cpu.readCsr(csr);
        cpu.writeCsr(csr, rs1);
        return old;
    }

    @Instruction("csrrs rd, csr, rs1")
    @Encoding("csr:12 rs1:5 010 rd:5 1110011")
    static long csrrs(RiscvCpu cpu, int csr, long rs1) {
        long old = cpu.readCsr(csr);
        cpu.writeCsr(csr, old | rs1);
        return old;
    }

    @Instruction("csrrc rd, csr, rs1")
    @Encoding("csr:12 rs1:5 011 rd:5 1110011")
    static long csrrc(RiscvCpu cpu, int csr, long rs1) {
        long old = cpu.readCsr(csr);
        cpu.writeCsr(csr, old & ~rs1);
        return old;
    }

    /** {@code csrrs} and {@code csrrc} with x0 as mask, which do not write and so may name a read-only register. */
    @Instruction("csrr rd, csr")
    @Encoding({"csr:12 00000 010 rd:5 1110011", "csr:12 00000 011 rd:5 1110011"})
    static long csrr(RiscvCpu cpu, int csr) {
        return cpu.readCsr(csr);
    }

    @Instruction("csrrwi rd, csr, uimm")
    @Encoding("csr:12 uimm:5 101 rd:5 1110011")
    static long csrrwi(RiscvCpu cpu, int csr, long uimm) {
        long old = cpu.readCsr(csr);
        cpu.writeCsr(csr, uimm);
        return old;
    }

    @Instruction("csrrsi rd, csr, uimm")
    @Encoding("csr:12 uimm:5 110 rd:5 1110011")
    static long csrrsi(RiscvCpu cpu, int csr, long uimm) {
        long old = cpu.readCsr(csr);
        if (uimm != 0) {
            cpu.writeCsr(csr, old | uimm);
        }
        return old;
    }

    @Instruction("csrrci rd, csr, uimm")
    @Encoding("csr:12 uimm:5 111 rd:5 1110011")
    static long csrrci(RiscvCpu cpu, int csr, long uimm) {
        long old = cpu.readCsr(csr);
        if (uimm != 0) {
            cpu.writeCsr(csr, old & ~uimm);
        }
        return old;
    }
}
