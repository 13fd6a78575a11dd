package org.graftvm.isa.riscv.linux;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.abi.GenericSyscalls;
import org.graftvm.linux.syscall.Arguments;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.linux.task.Task;
import org.graftvm.machine.GuestMemory;

/** System calls that only RISC-V has. */
final class RiscvCalls {
    static final int HWPROBE_NUMBER = GenericSyscalls.ARCH_SPECIFIC + 14;
    static final int FLUSH_ICACHE_NUMBER = GenericSyscalls.ARCH_SPECIFIC + 15;

    /** SYS_RISCV_FLUSH_ICACHE_LOCAL. */
    private static final long FLUSH_LOCAL = 1;

    private static final int PAIR_SIZE = 16;

    private RiscvCalls() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("riscv_hwprobe(address, size, size, address, hex)", RiscvCalls::hwprobe, PARTIAL, "RISCV_HWPROBE_WHICH_CPUS gives EINVAL");
        table.row("riscv_flush_icache(address, address, hex)", RiscvCalls::flushIcache);
        // spotless:on
    }

    private static long hwprobe(Task task, Arguments arguments) {
        GuestMemory memory = task.memory();
        long flags = arguments.word(4);
        if (flags != 0 || arguments.word(1) < 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        for (long i = 0; i < arguments.word(1); i++) {
            long pair = arguments.word(0) + i * PAIR_SIZE;
            long key = memory.readLong(pair);
            Long value = HardwareProbe.value(key);
            if (value == null) {
                memory.writeLong(pair, -1);
                memory.writeLong(pair + 8, 0);
            } else {
                memory.writeLong(pair + 8, value);
            }
        }
        return 0;
    }

    /** Stores into translated code are noticed as they happen, so nothing is left to do. */
    private static long flushIcache(Task task, Arguments arguments) {
        if ((arguments.word(2) & ~FLUSH_LOCAL) != 0) {
            throw new LinuxException(Errno.EINVAL);
        }
        return 0;
    }
}
