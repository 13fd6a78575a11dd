package org.graftvm.linux.syscall;

/** All rows that do not belong to a single ISA. */
public final class KernelSyscalls {
    private KernelSyscalls() {}

    /** Adds the calls of every area, in the order of the compatibility page. */
    public static SyscallTable.Builder addTo(SyscallTable.Builder table) {
        SysProcess.register(table);
        SysWait.register(table);
        SysPtrace.register(table);
        SysProcessMemory.register(table);
        SysSignal.register(table);
        SysMemory.register(table);
        SysFutex.register(table);
        SysTime.register(table);
        SysTimer.register(table);
        SysPidfd.register(table);
        SysIdentity.register(table);
        SysSystem.register(table);
        SysPriority.register(table);
        SysSocket.register(table);
        SysMessage.register(table);
        SysSharedMemory.register(table);
        SysSemaphore.register(table);
        SysMessageQueue.register(table);
        FileSyscalls.register(table);
        return table;
    }
}
