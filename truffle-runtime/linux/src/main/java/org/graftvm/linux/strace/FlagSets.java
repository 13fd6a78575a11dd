package org.graftvm.linux.strace;

/** The names that arguments of calls have. Numbers are those of the generic ABI; see the manual page of each call. */
final class FlagSets {
    // spotless:off
    static final FlagSet PROT = new FlagSet("PROT_???")
            .add("PROT_NONE", 0).add("PROT_READ", 1).add("PROT_WRITE", 2).add("PROT_EXEC", 4)
            .add("PROT_GROWSDOWN", 0x01000000).add("PROT_GROWSUP", 0x02000000);

    static final FlagSet MAP = new FlagSet("MAP_???")
            .add("MAP_SHARED_VALIDATE", 3).add("MAP_SHARED", 1).add("MAP_PRIVATE", 2).add("MAP_FIXED", 0x10)
            .add("MAP_ANONYMOUS", 0x20).add("MAP_GROWSDOWN", 0x100).add("MAP_DENYWRITE", 0x800)
            .add("MAP_EXECUTABLE", 0x1000).add("MAP_LOCKED", 0x2000).add("MAP_NORESERVE", 0x4000)
            .add("MAP_POPULATE", 0x8000).add("MAP_NONBLOCK", 0x10000).add("MAP_STACK", 0x20000)
            .add("MAP_HUGETLB", 0x40000).add("MAP_SYNC", 0x80000).add("MAP_FIXED_NOREPLACE", 0x100000);

    static final FlagSet MREMAP = new FlagSet("MREMAP_???")
            .add("MREMAP_MAYMOVE", 1).add("MREMAP_FIXED", 2).add("MREMAP_DONTUNMAP", 4);

    static final FlagSet MSYNC = new FlagSet("MS_???").add("MS_ASYNC", 1).add("MS_INVALIDATE", 2).add("MS_SYNC", 4);

    static final FlagSet MADVISE = new FlagSet("MADV_???")
            .add("MADV_NORMAL", 0).add("MADV_RANDOM", 1).add("MADV_SEQUENTIAL", 2).add("MADV_WILLNEED", 3)
            .add("MADV_DONTNEED", 4).add("MADV_FREE", 8).add("MADV_REMOVE", 9).add("MADV_DONTFORK", 10)
            .add("MADV_DOFORK", 11).add("MADV_MERGEABLE", 12).add("MADV_UNMERGEABLE", 13).add("MADV_HUGEPAGE", 14)
            .add("MADV_NOHUGEPAGE", 15).add("MADV_DONTDUMP", 16).add("MADV_DODUMP", 17).add("MADV_WIPEONFORK", 18)
            .add("MADV_KEEPONFORK", 19).add("MADV_COLD", 20).add("MADV_PAGEOUT", 21)
            .add("MADV_POPULATE_READ", 22).add("MADV_POPULATE_WRITE", 23).add("MADV_COLLAPSE", 25);

    static final FlagSet OPEN = new FlagSet("O_???")
            .add("O_CREAT", 0100).add("O_EXCL", 0200).add("O_NOCTTY", 0400).add("O_TRUNC", 01000)
            .add("O_APPEND", 02000).add("O_NONBLOCK", 04000).add("O_SYNC", 04010000).add("O_DSYNC", 010000)
            .add("O_ASYNC", 020000).add("O_DIRECT", 040000).add("O_LARGEFILE", 0100000)
            .add("O_TMPFILE", 020200000).add("O_DIRECTORY", 0200000).add("O_NOFOLLOW", 0400000)
            .add("O_NOATIME", 01000000).add("O_CLOEXEC", 02000000).add("O_PATH", 010000000);

    static final FlagSet OPEN_ACCESS =
            new FlagSet("O_???").add("O_RDONLY", 0).add("O_WRONLY", 1).add("O_RDWR", 2).add("O_ACCMODE", 3);

    static final FlagSet AT = new FlagSet("AT_???")
            .add("AT_SYMLINK_NOFOLLOW", 0x100).add("AT_REMOVEDIR", 0x200).add("AT_SYMLINK_FOLLOW", 0x400)
            .add("AT_NO_AUTOMOUNT", 0x800).add("AT_EMPTY_PATH", 0x1000)
            .add("AT_STATX_FORCE_SYNC", 0x2000).add("AT_STATX_DONT_SYNC", 0x4000);

    static final FlagSet ACCESS = new FlagSet("?_OK").add("F_OK", 0).add("R_OK", 4).add("W_OK", 2).add("X_OK", 1);

    static final FlagSet WHENCE = new FlagSet("SEEK_???")
            .add("SEEK_SET", 0).add("SEEK_CUR", 1).add("SEEK_END", 2).add("SEEK_DATA", 3).add("SEEK_HOLE", 4);

    static final FlagSet CLOCK = new FlagSet("CLOCK_???")
            .add("CLOCK_REALTIME", 0).add("CLOCK_MONOTONIC", 1).add("CLOCK_PROCESS_CPUTIME_ID", 2)
            .add("CLOCK_THREAD_CPUTIME_ID", 3).add("CLOCK_MONOTONIC_RAW", 4).add("CLOCK_REALTIME_COARSE", 5)
            .add("CLOCK_MONOTONIC_COARSE", 6).add("CLOCK_BOOTTIME", 7).add("CLOCK_REALTIME_ALARM", 8)
            .add("CLOCK_BOOTTIME_ALARM", 9).add("CLOCK_TAI", 11);

    static final FlagSet SIGMASK_HOW =
            new FlagSet("SIG_???").add("SIG_BLOCK", 0).add("SIG_UNBLOCK", 1).add("SIG_SETMASK", 2);

    static final FlagSet SIGACTION = new FlagSet("SA_???")
            .add("SA_NOCLDSTOP", 1).add("SA_NOCLDWAIT", 2).add("SA_SIGINFO", 4).add("SA_RESTORER", 0x04000000)
            .add("SA_ONSTACK", 0x08000000).add("SA_RESTART", 0x10000000).add("SA_NODEFER", 0x40000000)
            .add("SA_RESETHAND", 0x80000000L);

    static final FlagSet CLONE = new FlagSet("CLONE_???")
            .add("CLONE_VM", 0x100).add("CLONE_FS", 0x200).add("CLONE_FILES", 0x400).add("CLONE_SIGHAND", 0x800)
            .add("CLONE_PIDFD", 0x1000).add("CLONE_PTRACE", 0x2000).add("CLONE_VFORK", 0x4000)
            .add("CLONE_PARENT", 0x8000).add("CLONE_THREAD", 0x10000).add("CLONE_NEWNS", 0x20000)
            .add("CLONE_SYSVSEM", 0x40000).add("CLONE_SETTLS", 0x80000).add("CLONE_PARENT_SETTID", 0x100000)
            .add("CLONE_CHILD_CLEARTID", 0x200000).add("CLONE_DETACHED", 0x400000)
            .add("CLONE_CHILD_SETTID", 0x1000000);

    static final FlagSet FUTEX = new FlagSet("FUTEX_???")
            .add("FUTEX_WAIT", 0).add("FUTEX_WAKE", 1).add("FUTEX_FD", 2).add("FUTEX_REQUEUE", 3)
            .add("FUTEX_CMP_REQUEUE", 4).add("FUTEX_WAKE_OP", 5).add("FUTEX_LOCK_PI", 6)
            .add("FUTEX_UNLOCK_PI", 7).add("FUTEX_TRYLOCK_PI", 8).add("FUTEX_WAIT_BITSET", 9)
            .add("FUTEX_WAKE_BITSET", 10).add("FUTEX_WAIT_REQUEUE_PI", 11).add("FUTEX_CMP_REQUEUE_PI", 12)
            .add("FUTEX_LOCK_PI2", 13);

    static final FlagSet RESOURCE = new FlagSet("RLIMIT_???")
            .add("RLIMIT_CPU", 0).add("RLIMIT_FSIZE", 1).add("RLIMIT_DATA", 2).add("RLIMIT_STACK", 3)
            .add("RLIMIT_CORE", 4).add("RLIMIT_RSS", 5).add("RLIMIT_NPROC", 6).add("RLIMIT_NOFILE", 7)
            .add("RLIMIT_MEMLOCK", 8).add("RLIMIT_AS", 9).add("RLIMIT_LOCKS", 10).add("RLIMIT_SIGPENDING", 11)
            .add("RLIMIT_MSGQUEUE", 12).add("RLIMIT_NICE", 13).add("RLIMIT_RTPRIO", 14).add("RLIMIT_RTTIME", 15);

    static final FlagSet FCNTL = new FlagSet("F_???")
            .add("F_DUPFD", 0).add("F_GETFD", 1).add("F_SETFD", 2).add("F_GETFL", 3).add("F_SETFL", 4)
            .add("F_GETLK", 5).add("F_SETLK", 6).add("F_SETLKW", 7).add("F_SETOWN", 8).add("F_GETOWN", 9)
            .add("F_OFD_GETLK", 36).add("F_OFD_SETLK", 37).add("F_OFD_SETLKW", 38)
            .add("F_DUPFD_CLOEXEC", 1030).add("F_SETPIPE_SZ", 1031).add("F_GETPIPE_SZ", 1032)
            .add("F_ADD_SEALS", 1033).add("F_GET_SEALS", 1034);

    static final FlagSet FAMILY = new FlagSet("AF_???")
            .add("AF_UNSPEC", 0).add("AF_UNIX", 1).add("AF_INET", 2).add("AF_INET6", 10).add("AF_NETLINK", 16)
            .add("AF_PACKET", 17);

    static final FlagSet SOCKET_TYPE = new FlagSet("SOCK_???")
            .add("SOCK_STREAM", 1).add("SOCK_DGRAM", 2).add("SOCK_RAW", 3).add("SOCK_SEQPACKET", 5);

    static final FlagSet SOCKET_FLAGS =
            new FlagSet("SOCK_???").add("SOCK_NONBLOCK", 04000).add("SOCK_CLOEXEC", 02000000);

    static final FlagSet MSG = new FlagSet("MSG_???")
            .add("MSG_OOB", 1).add("MSG_PEEK", 2).add("MSG_DONTROUTE", 4).add("MSG_CTRUNC", 8).add("MSG_TRUNC", 0x20)
            .add("MSG_DONTWAIT", 0x40).add("MSG_EOR", 0x80).add("MSG_WAITALL", 0x100).add("MSG_CONFIRM", 0x800)
            .add("MSG_ERRQUEUE", 0x2000).add("MSG_NOSIGNAL", 0x4000).add("MSG_MORE", 0x8000)
            .add("MSG_WAITFORONE", 0x10000).add("MSG_FASTOPEN", 0x20000000).add("MSG_CMSG_CLOEXEC", 0x40000000);

    static final FlagSet IOCTL = new FlagSet("ioctl")
            .add("TCGETS", 0x5401).add("TCSETS", 0x5402).add("TCSETSW", 0x5403).add("TCSETSF", 0x5404)
            .add("TIOCGPGRP", 0x540f).add("TIOCSPGRP", 0x5410).add("TIOCGWINSZ", 0x5413)
            .add("TIOCSWINSZ", 0x5414).add("FIONREAD", 0x541b).add("FIONBIO", 0x5421)
            .add("FIONCLEX", 0x5450).add("FIOCLEX", 0x5451);
    // spotless:on

    private FlagSets() {}
}
