package org.graftvm.linux.syscall;

/** Registers all calls about files. */
final class FileSyscalls {
    private FileSyscalls() {}

    static void register(SyscallTable.Builder table) {
        SysOpen.register(table);
        SysReadWrite.register(table);
        SysSplice.register(table);
        SysStat.register(table);
        SysDirectory.register(table);
        SysDescriptor.register(table);
        SysIoctl.register(table);
        SysAttribute.register(table);
        SysXattr.register(table);
        SysPoll.register(table);
        SysEpoll.register(table);
        SysNotify.register(table);
    }
}
