package org.graftvm.linux.abi;

import org.jspecify.annotations.Nullable;

/**
 * System call numbers of the ISAs that came to Linux after 2011 and share one list (asm-generic/unistd.h, 64-bit).
 * Numbers 244 to 259 belong to the single ISA.
 */
public final class GenericSyscalls {
    /** First of the numbers that each ISA uses for itself. */
    public static final int ARCH_SPECIFIC = 244;

    private static final int COUNT = 512;

    /** Each row begins with the number of its first name. */
    // spotless:off
    private static final String ROWS =
            """
            0 io_setup io_destroy io_submit io_cancel io_getevents setxattr lsetxattr fsetxattr
            8 getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr
            16 fremovexattr getcwd lookup_dcookie eventfd2 epoll_create1 epoll_ctl epoll_pwait dup dup3
            25 fcntl inotify_init1 inotify_add_watch inotify_rm_watch ioctl ioprio_set ioprio_get flock
            33 mknodat mkdirat unlinkat symlinkat linkat
            39 umount2 mount pivot_root nfsservctl statfs fstatfs truncate ftruncate fallocate faccessat
            49 chdir fchdir chroot fchmod fchmodat fchownat fchown openat close vhangup pipe2 quotactl
            61 getdents64 lseek read write readv writev pread64 pwrite64 preadv pwritev sendfile
            72 pselect6 ppoll signalfd4 vmsplice splice tee readlinkat newfstatat fstat sync fsync
            83 fdatasync sync_file_range timerfd_create timerfd_settime timerfd_gettime utimensat acct
            90 capget capset personality exit exit_group waitid set_tid_address unshare futex
            99 set_robust_list get_robust_list nanosleep getitimer setitimer kexec_load init_module
            106 delete_module timer_create timer_gettime timer_getoverrun timer_settime timer_delete
            112 clock_settime clock_gettime clock_getres clock_nanosleep syslog ptrace sched_setparam
            119 sched_setscheduler sched_getscheduler sched_getparam sched_setaffinity sched_getaffinity
            124 sched_yield sched_get_priority_max sched_get_priority_min sched_rr_get_interval
            128 restart_syscall kill tkill tgkill sigaltstack rt_sigsuspend rt_sigaction rt_sigprocmask
            136 rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigreturn setpriority getpriority reboot
            143 setregid setgid setreuid setuid setresuid getresuid setresgid getresgid setfsuid setfsgid
            153 times setpgid getpgid getsid setsid getgroups setgroups uname sethostname setdomainname
            163 getrlimit setrlimit getrusage umask prctl getcpu gettimeofday settimeofday adjtimex
            172 getpid getppid getuid geteuid getgid getegid gettid sysinfo mq_open mq_unlink
            182 mq_timedsend mq_timedreceive mq_notify mq_getsetattr msgget msgctl msgrcv msgsnd semget
            191 semctl semtimedop semop shmget shmctl shmat shmdt socket socketpair bind listen accept
            203 connect getsockname getpeername sendto recvfrom setsockopt getsockopt shutdown sendmsg
            212 recvmsg readahead brk munmap mremap add_key request_key keyctl clone execve mmap
            223 fadvise64 swapon swapoff mprotect msync mlock munlock mlockall munlockall mincore madvise
            234 remap_file_pages mbind get_mempolicy set_mempolicy migrate_pages move_pages
            240 rt_tgsigqueueinfo perf_event_open accept4 recvmmsg
            260 wait4 prlimit64 fanotify_init fanotify_mark name_to_handle_at open_by_handle_at
            266 clock_adjtime syncfs setns sendmmsg process_vm_readv process_vm_writev kcmp finit_module
            274 sched_setattr sched_getattr renameat2 seccomp getrandom memfd_create bpf execveat
            282 userfaultfd membarrier mlock2 copy_file_range preadv2 pwritev2 pkey_mprotect pkey_alloc
            290 pkey_free statx io_pgetevents rseq kexec_file_load
            424 pidfd_send_signal io_uring_setup io_uring_enter io_uring_register open_tree move_mount
            430 fsopen fsconfig fsmount fspick pidfd_open clone3 close_range openat2 pidfd_getfd
            439 faccessat2 process_madvise epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset
            445 landlock_add_rule landlock_restrict_self memfd_secret process_mrelease futex_waitv
            450 set_mempolicy_home_node cachestat fchmodat2 map_shadow_stack futex_wake futex_wait
            456 futex_requeue statmount listmount lsm_get_self_attr lsm_set_self_attr lsm_list_modules
            462 mseal setxattrat getxattrat listxattrat removexattrat
            """;
    // spotless:on

    private static final SyscallNames NAMES = new SyscallNames(COUNT, ROWS);

    private GenericSyscalls() {}

    /** Name of the call with this number, or null where there is none. */
    public static @Nullable String name(int number) {
        return NAMES.of(number);
    }
}
