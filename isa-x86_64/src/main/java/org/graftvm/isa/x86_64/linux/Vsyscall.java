package org.graftvm.isa.x86_64.linux;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.linux.abi.Errno;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.GuestMemory;
import org.graftvm.machine.Memory.Access;
import org.graftvm.machine.Trap;

/**
 * The vsyscall page, at which programs of the time before the vDSO call three system calls. It can be executed and not read, as
 * with {@code vsyscall=xonly}, Linux's default: a jump to one of its entries faults, and the kernel does what is asked for.
 */
final class Vsyscall {
    private static final long PAGE = 0xffff_ffff_ff60_0000L;
    private static final int ENTRY_SHIFT = 10;

    /** gettimeofday, time and getcpu. */
    private static final int[] NUMBERS = {96, 201, 309};

    private Vsyscall() {}

    /** Whether the fault is a jump into the page. */
    static boolean isCall(X86Cpu cpu, Trap.MemoryFault fault) {
        return fault.access() == Access.EXECUTE && cpu.pc - PAGE >= 0 && cpu.pc - PAGE < GuestMemory.PAGE_SIZE;
    }

    /** Whether the fault is a call of an entry, which has returned then. */
    static boolean emulate(X86Cpu cpu, Trap.MemoryFault fault) {
        long offset = cpu.pc - PAGE;
        int entry = (int) (offset >>> ENTRY_SHIFT);
        if (!isCall(cpu, fault) || offset != (long) entry << ENTRY_SHIFT || entry >= NUMBERS.length) {
            return false;
        }
        long pc = cpu.pc;
        long[] r = cpu.registers;
        long stack = r[X86Cpu.RSP];
        long rax = r[X86Cpu.RAX];
        try {
            cpu.pc = cpu.memory.readLong(stack);
        } catch (GuestFault _) {
            return false; // Linux too blames the call.
        }
        r[X86Cpu.RSP] = stack + Long.BYTES;
        r[X86Cpu.RAX] = NUMBERS[entry];
        cpu.systemCalls.call(cpu);
        if (r[X86Cpu.RAX] == -Errno.EFAULT.number()) {
            // A signal, as of code that writes there.
            cpu.pc = pc;
            r[X86Cpu.RSP] = stack;
            r[X86Cpu.RAX] = rax;
            return false;
        }
        return true;
    }
}
