package org.graftvm.isa.x86_64.linux;

import static org.graftvm.linux.syscall.Support.PARTIAL;

import org.graftvm.isa.x86_64.X86Cpu;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.abi.Errno;
import org.graftvm.linux.syscall.Arguments;
import org.graftvm.linux.syscall.SyscallTable;
import org.graftvm.linux.task.Task;

/** System calls that only x86-64 has. */
final class X86Calls {
    // asm/prctl.h
    private static final int ARCH_SET_GS = 0x1001;
    private static final int ARCH_SET_FS = 0x1002;
    private static final int ARCH_GET_FS = 0x1003;
    private static final int ARCH_GET_GS = 0x1004;

    /** Addresses from here on are the kernel's. */
    static final long TASK_SIZE = (1L << 47) - 4096;

    private X86Calls() {}

    static void register(SyscallTable.Builder table) {
        // spotless:off
        table.row("arch_prctl(hex, address)", X86Calls::archPrctl, PARTIAL, "FS and GS bases; other codes give EINVAL");
        // spotless:on
    }

    private static long archPrctl(Task task, Arguments arguments) {
        long[] registers = task.cpu().registers;
        long value = arguments.word(1);
        switch (arguments.integer(0)) {
            case ARCH_SET_FS -> registers[X86Cpu.FS_BASE] = userAddress(value);
            case ARCH_SET_GS -> registers[X86Cpu.GS_BASE] = userAddress(value);
            case ARCH_GET_FS -> task.memory().writeLong(value, registers[X86Cpu.FS_BASE]);
            case ARCH_GET_GS -> task.memory().writeLong(value, registers[X86Cpu.GS_BASE]);
            default -> throw new LinuxException(Errno.EINVAL);
        }
        return 0;
    }

    private static long userAddress(long value) {
        if (Long.compareUnsigned(value, TASK_SIZE) >= 0) {
            throw new LinuxException(Errno.EPERM);
        }
        return value;
    }
}
