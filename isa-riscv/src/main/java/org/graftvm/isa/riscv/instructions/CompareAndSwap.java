package org.graftvm.isa.riscv.instructions;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory;
import org.graftvm.machine.PairExchange;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/** Atomic compare-and-swap of words, doublewords and quadwords. */
@Section(ref = "RISC-V unprivileged ISA, Zacas", feature = "Zacas")
final class CompareAndSwap {
    private CompareAndSwap() {}

    @Instruction("amocas.w{order} rd, rs2, (rs1)")
    @Encoding("00101 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long amocasW(Memory memory, long rd, long rs1, long rs2) {
        return memory.compareAndExchangeInt(rs1, (int) rd, (int) rs2);
    }

    @Instruction("amocas.d{order} rd, rs2, (rs1)")
    @Encoding("00101 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long amocasD(Memory memory, long rd, long rs1, long rs2) {
        return memory.compareAndExchangeLong(rs1, rd, rs2);
    }

    /**
     * Register pairs hold the low half first; the pair of x0 reads as zero and ignores writes. Odd registers are
     * reserved.
     */
    @Instruction(value = "amocas.q{order} rd, rs2, (rs1)", wholeState = true)
    @Encoding(value = "00101 order:2 rs2:5 rs1:5 100 rd:5 0101111", when = "rd[0] == 0 && rs2[0] == 0")
    static void amocasQ(RiscvCpu cpu, int rd, long rs1, int rs2) {
        quadword(cpu, rd, rs1, rs2);
    }

    @TruffleBoundary
    private static void quadword(RiscvCpu cpu, int rd, long address, int rs2) {
        GuestMemory memory = cpu.memory;
        if ((address & 15) != 0) {
            throw new GuestFault(new Trap.Misaligned(address, Memory.Access.WRITE));
        }
        long[] registers = cpu.registers;
        boolean discard = rd == RiscvCpu.SINK;
        long expectedLow = discard ? 0 : registers[rd];
        long expectedHigh = discard ? 0 : registers[rd + 1];
        long newHigh = rs2 == 0 ? 0 : registers[rs2 + 1];
        long[] found = new long[2];
        PairExchange.compareAndExchange(memory, address, expectedLow, expectedHigh, registers[rs2], newHigh, found);
        if (!discard) {
            registers[rd] = found[0];
            registers[rd + 1] = found[1];
        }
    }
}
