package org.graftvm.linux.abi;

/** Signal numbers (signal(7)), their names and default actions; the same on all ISAs that Graft runs. */
public final class Signals {
    // spotless:off
    public static final int SIGHUP = 1;
    public static final int SIGINT = 2;
    public static final int SIGQUIT = 3;
    public static final int SIGILL = 4;
    public static final int SIGTRAP = 5;
    public static final int SIGABRT = 6;
    public static final int SIGBUS = 7;
    public static final int SIGFPE = 8;
    public static final int SIGKILL = 9;
    public static final int SIGUSR1 = 10;
    public static final int SIGSEGV = 11;
    public static final int SIGUSR2 = 12;
    public static final int SIGPIPE = 13;
    public static final int SIGALRM = 14;
    public static final int SIGTERM = 15;
    public static final int SIGSTKFLT = 16;
    public static final int SIGCHLD = 17;
    public static final int SIGCONT = 18;
    public static final int SIGSTOP = 19;
    public static final int SIGTSTP = 20;
    public static final int SIGTTIN = 21;
    public static final int SIGTTOU = 22;
    public static final int SIGURG = 23;
    public static final int SIGXCPU = 24;
    public static final int SIGXFSZ = 25;
    public static final int SIGVTALRM = 26;
    public static final int SIGPROF = 27;
    public static final int SIGWINCH = 28;
    public static final int SIGIO = 29;
    public static final int SIGPWR = 30;
    public static final int SIGSYS = 31;
    // spotless:on

    /** First real-time signal of the kernel; libc keeps the first two or three for itself. */
    public static final int SIGRTMIN = 32;

    public static final int SIGRTMAX = 64;

    private static final long STOPS = mask(SIGSTOP) | mask(SIGTSTP) | mask(SIGTTIN) | mask(SIGTTOU);
    private static final long IGNORED = mask(SIGCHLD) | mask(SIGCONT) | mask(SIGURG) | mask(SIGWINCH);
    private static final long DUMPS = mask(SIGQUIT)
            | mask(SIGILL)
            | mask(SIGTRAP)
            | mask(SIGABRT)
            | mask(SIGBUS)
            | mask(SIGFPE)
            | mask(SIGSEGV)
            | mask(SIGXCPU)
            | mask(SIGXFSZ)
            | mask(SIGSYS);

    /** Signals that stop a process by default. */
    public static final long STOP_MASK = STOPS;

    /** Signals that instructions raise. */
    public static final long SYNCHRONOUS =
            mask(SIGILL) | mask(SIGTRAP) | mask(SIGBUS) | mask(SIGFPE) | mask(SIGSEGV) | mask(SIGSYS);

    /** Signals that can be neither blocked, nor caught, nor ignored. */
    public static final long UNBLOCKABLE = mask(SIGKILL) | mask(SIGSTOP);

    // spotless:off
    private static final String[] NAMES = {
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL",
        "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT",
        "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF",
        "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS"
    };

    private static final String[] DESCRIPTIONS = {
        "Hangup",
        "Interrupt",
        "Quit",
        "Illegal instruction",
        "Trace/breakpoint trap",
        "Aborted",
        "Bus error",
        "Floating point exception",
        "Killed",
        "User defined signal 1",
        "Segmentation fault",
        "User defined signal 2",
        "Broken pipe",
        "Alarm clock",
        "Terminated",
        "Stack fault",
        "Child exited",
        "Continued",
        "Stopped (signal)",
        "Stopped",
        "Stopped (tty input)",
        "Stopped (tty output)",
        "Urgent I/O condition",
        "CPU time limit exceeded",
        "File size limit exceeded",
        "Virtual timer expired",
        "Profiling timer expired",
        "Window changed",
        "I/O possible",
        "Power failure",
        "Bad system call",
    };
    // spotless:on

    private Signals() {}

    public static boolean isValid(int signal) {
        return signal >= 1 && signal <= SIGRTMAX;
    }

    /** Bit of a signal in a sigset_t of 64 bits. */
    public static long mask(int signal) {
        return 1L << (signal - 1);
    }

    public static DefaultAction defaultAction(int signal) {
        long bit = mask(signal);
        if ((IGNORED & bit) != 0) {
            return DefaultAction.IGNORE;
        }
        if ((STOPS & bit) != 0) {
            return DefaultAction.STOP;
        }
        return (DUMPS & bit) != 0 ? DefaultAction.CORE : DefaultAction.TERMINATE;
    }

    /** Name as in {@code SIGSEGV}, {@code SIGRT_3}. */
    public static String name(int signal) {
        return signal < SIGRTMIN ? NAMES[signal - 1] : signal == SIGRTMIN ? "SIGRTMIN" : "SIGRT_" + (signal - SIGRTMIN);
    }

    /** What a shell prints about a program that died of the signal, for example {@code Segmentation fault}. */
    public static String description(int signal) {
        return signal < SIGRTMIN ? DESCRIPTIONS[signal - 1] : "Real-time signal " + (signal - SIGRTMIN);
    }

    /** What happens to a process that says nothing about a signal. */
    public enum DefaultAction {
        TERMINATE,
        /** Terminates and is reported as having dumped core; no file is written. */
        CORE,
        IGNORE,
        STOP
    }
}
