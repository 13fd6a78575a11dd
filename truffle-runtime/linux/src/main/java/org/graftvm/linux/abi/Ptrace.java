package org.graftvm.linux.abi;

/** Requests, options and events of ptrace(2), and types of register sets (linux/ptrace.h, linux/elf.h). */
public final class Ptrace {
    // spotless:off
    public static final int TRACEME = 0;
    public static final int PEEKTEXT = 1;
    public static final int PEEKDATA = 2;
    public static final int PEEKUSER = 3;
    public static final int POKETEXT = 4;
    public static final int POKEDATA = 5;
    public static final int POKEUSER = 6;
    public static final int CONT = 7;
    public static final int KILL = 8;
    public static final int SINGLESTEP = 9;
    public static final int ATTACH = 16;
    public static final int DETACH = 17;
    public static final int SYSCALL = 24;
    public static final int SYSEMU = 31;
    public static final int SYSEMU_SINGLESTEP = 32;
    public static final int SETOPTIONS = 0x4200;
    public static final int GETEVENTMSG = 0x4201;
    public static final int GETSIGINFO = 0x4202;
    public static final int SETSIGINFO = 0x4203;
    public static final int GETREGSET = 0x4204;
    public static final int SETREGSET = 0x4205;
    public static final int SEIZE = 0x4206;
    public static final int INTERRUPT = 0x4207;
    public static final int LISTEN = 0x4208;
    public static final int PEEKSIGINFO = 0x4209;
    public static final int GETSIGMASK = 0x420a;
    public static final int SETSIGMASK = 0x420b;
    public static final int GET_SYSCALL_INFO = 0x420e;

    public static final int O_TRACESYSGOOD = 1;
    public static final int O_TRACEVFORKDONE = 1 << 5;
    public static final int O_TRACESECCOMP = 1 << 7;
    public static final int O_EXITKILL = 1 << 20;
    /** All options but PTRACE_O_SUSPEND_SECCOMP. */
    public static final int OPTIONS = 0xff | O_EXITKILL;

    // Events; the option that asks for event n is 1 << n.
    public static final int EVENT_FORK = 1;
    public static final int EVENT_VFORK = 2;
    public static final int EVENT_CLONE = 3;
    public static final int EVENT_EXEC = 4;
    public static final int EVENT_VFORK_DONE = 5;
    public static final int EVENT_EXIT = 6;
    /** Of PTRACE_SEIZE alone, and no option's. */
    public static final int EVENT_STOP = 128;

    /** What PTRACE_GETEVENTMSG tells at system calls. */
    public static final int MESSAGE_ENTRY = 1;
    public static final int MESSAGE_EXIT = 2;

    /** In the status of stops at system calls with {@link #O_TRACESYSGOOD}. */
    public static final int SYSCALL_GOOD = 0x80;

    /** Of PTRACE_PEEKSIGINFO: the signals of the process, not those of the task. */
    public static final int PEEK_SHARED = 1;

    public static final int NT_PRSTATUS = 1;
    public static final int NT_PRFPREG = 2;
    // spotless:on

    private Ptrace() {}
}
