package org.graftvm.isa.riscv.instructions;

import java.lang.invoke.VarHandle;
import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.Memory;
import org.graftvm.machine.Trap;
import org.graftvm.spec.Encoding;
import org.graftvm.spec.Instruction;
import org.graftvm.spec.Section;

/**
 * Load-reserved and store-conditional. A reservation is the address and the value that was read, and the
 * store-conditional a compare-and-swap with that value: it also succeeds where the memory was changed and changed back
 * meanwhile, which the manual does not allow but no program can tell from a lucky schedule unless it relies on LR/SC
 * against ABA (see the quirks page).
 */
@Section(ref = "RISC-V unprivileged ISA, A: Load-Reserved/Store-Conditional Instructions", feature = "A")
final class LoadReserved {
    /** Bit of the order operand; the other one is acquire. */
    private static final int RELEASE = 1;

    private LoadReserved() {}

    @Instruction("lr.w{order} rd, (rs1)")
    @Encoding("00010 order:2 00000 rs1:5 010 rd:5 0101111")
    static long lrW(RiscvCpu cpu, Memory memory, long rs1, int order) {
        requireAligned(rs1, 4, Memory.Access.READ);
        fenceBefore(order);
        long value = memory.readInt(rs1);
        VarHandle.acquireFence();
        return reserve(cpu, rs1, value, 4);
    }

    @Instruction("lr.d{order} rd, (rs1)")
    @Encoding("00010 order:2 00000 rs1:5 011 rd:5 0101111")
    static long lrD(RiscvCpu cpu, Memory memory, long rs1, int order) {
        requireAligned(rs1, 8, Memory.Access.READ);
        fenceBefore(order);
        long value = memory.readLong(rs1);
        VarHandle.acquireFence();
        return reserve(cpu, rs1, value, 8);
    }

    @Instruction("sc.w{order} rd, rs2, (rs1)")
    @Encoding("00011 order:2 rs2:5 rs1:5 010 rd:5 0101111")
    static long scW(RiscvCpu cpu, Memory memory, long rs1, long rs2) {
        requireAligned(rs1, 4, Memory.Access.WRITE);
        if (!holdsReservation(cpu, rs1, 4)) {
            return 1;
        }
        int expected = (int) cpu.reservationValue;
        int old = memory.compareAndExchangeInt(rs1, expected, (int) rs2);
        cpu.reservationAddress = RiscvCpu.NO_RESERVATION;
        return old == expected ? 0 : 1;
    }

    @Instruction("sc.d{order} rd, rs2, (rs1)")
    @Encoding("00011 order:2 rs2:5 rs1:5 011 rd:5 0101111")
    static long scD(RiscvCpu cpu, Memory memory, long rs1, long rs2) {
        requireAligned(rs1, 8, Memory.Access.WRITE);
        if (!holdsReservation(cpu, rs1, 8)) {
            return 1;
        }
        long expected = cpu.reservationValue;
        long old = memory.compareAndExchangeLong(rs1, expected, rs2);
        cpu.reservationAddress = RiscvCpu.NO_RESERVATION;
        return old == expected ? 0 : 1;
    }

    private static long reserve(RiscvCpu cpu, long address, long value, int size) {
        cpu.reservationAddress = address;
        cpu.reservationValue = value;
        cpu.reservationSize = size;
        return value;
    }

    /**
     * Whether there is a reservation for just this access; any other ends. It ends itself behind the store only, because an
     * instruction that stores into code is started twice.
     */
    private static boolean holdsReservation(RiscvCpu cpu, long address, int size) {
        if (cpu.reservationAddress == address && cpu.reservationSize == size) {
            return true;
        }
        cpu.reservationAddress = RiscvCpu.NO_RESERVATION;
        return false;
    }

    /** Keeps a load-reserved that also releases behind earlier stores. */
    private static void fenceBefore(int order) {
        if ((order & RELEASE) != 0) {
            VarHandle.fullFence();
        }
    }

    private static void requireAligned(long address, int size, Memory.Access access) {
        if ((address & (size - 1)) != 0) {
            throw misaligned(address, access);
        }
    }

    private static GuestFault misaligned(long address, Memory.Access access) {
        return new GuestFault(new Trap.Misaligned(address, access));
    }
}
