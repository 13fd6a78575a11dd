package org.graftvm.isa.x86_64.linux;

import org.graftvm.linux.abi.SyscallNames;
import org.jspecify.annotations.Nullable;

/** System call numbers of x86-64 (asm/unistd_64.h). */
final class X86Syscalls {
    private static final int COUNT = 512;

    /** Each row begins with the number of its first name. */
    // spotless:off
    private static final String ROWS =
            """
            0 read write open close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction
            14 rt_sigprocmask rt_sigreturn ioctl pread64 pwrite64 readv writev access pipe select
            24 sched_yield mremap msync mincore madvise shmget shmat shmctl dup dup2 pause nanosleep
            36 getitimer alarm setitimer getpid sendfile socket connect accept sendto recvfrom sendmsg
            47 recvmsg shutdown bind listen getsockname getpeername socketpair setsockopt getsockopt
            56 clone fork vfork execve exit wait4 kill uname semget semop semctl shmdt msgget msgsnd
            70 msgrcv msgctl fcntl flock fsync fdatasync truncate ftruncate getdents getcwd chdir fchdir
            82 rename mkdir rmdir creat link unlink symlink readlink chmod fchmod chown fchown lchown
            95 umask gettimeofday getrlimit getrusage sysinfo times ptrace getuid syslog getgid setuid
            106 setgid geteuid getegid setpgid getppid getpgrp setsid setreuid setregid getgroups
            116 setgroups setresuid getresuid setresgid getresgid getpgid setfsuid setfsgid getsid capget
            126 capset rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigsuspend sigaltstack utime mknod
            134 uselib personality ustat statfs fstatfs sysfs getpriority setpriority sched_setparam
            143 sched_getparam sched_setscheduler sched_getscheduler sched_get_priority_max
            147 sched_get_priority_min sched_rr_get_interval mlock munlock mlockall munlockall vhangup
            154 modify_ldt pivot_root _sysctl prctl arch_prctl adjtimex setrlimit chroot sync acct
            164 settimeofday mount umount2 swapon swapoff reboot sethostname setdomainname iopl ioperm
            174 create_module init_module delete_module get_kernel_syms query_module quotactl nfsservctl
            181 getpmsg putpmsg afs_syscall tuxcall security gettid readahead setxattr lsetxattr fsetxattr
            191 getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr
            199 fremovexattr tkill time futex sched_setaffinity sched_getaffinity set_thread_area io_setup
            207 io_destroy io_getevents io_submit io_cancel get_thread_area lookup_dcookie epoll_create
            214 epoll_ctl_old epoll_wait_old remap_file_pages getdents64 set_tid_address restart_syscall
            220 semtimedop fadvise64 timer_create timer_settime timer_gettime timer_getoverrun
            226 timer_delete clock_settime clock_gettime clock_getres clock_nanosleep exit_group
            232 epoll_wait epoll_ctl tgkill utimes vserver mbind set_mempolicy get_mempolicy mq_open
            241 mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr kexec_load waitid add_key
            249 request_key keyctl ioprio_set ioprio_get inotify_init inotify_add_watch inotify_rm_watch
            256 migrate_pages openat mkdirat mknodat fchownat futimesat newfstatat unlinkat renameat
            265 linkat symlinkat readlinkat fchmodat faccessat pselect6 ppoll unshare set_robust_list
            274 get_robust_list splice tee sync_file_range vmsplice move_pages utimensat epoll_pwait
            282 signalfd timerfd_create eventfd fallocate timerfd_settime timerfd_gettime accept4
            289 signalfd4 eventfd2 epoll_create1 dup3 pipe2 inotify_init1 preadv pwritev rt_tgsigqueueinfo
            298 perf_event_open recvmmsg fanotify_init fanotify_mark prlimit64 name_to_handle_at
            304 open_by_handle_at clock_adjtime syncfs sendmmsg setns getcpu process_vm_readv
            311 process_vm_writev kcmp finit_module sched_setattr sched_getattr renameat2 seccomp
            318 getrandom memfd_create kexec_file_load bpf execveat userfaultfd membarrier mlock2
            326 copy_file_range preadv2 pwritev2 pkey_mprotect pkey_alloc pkey_free statx io_pgetevents
            334 rseq
            424 pidfd_send_signal io_uring_setup io_uring_enter io_uring_register open_tree move_mount
            430 fsopen fsconfig fsmount fspick pidfd_open clone3 close_range openat2 pidfd_getfd
            439 faccessat2 process_madvise epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset
            445 landlock_add_rule landlock_restrict_self memfd_secret process_mrelease futex_waitv
            450 set_mempolicy_home_node
            """;
    // spotless:on

    private static final SyscallNames NAMES = new SyscallNames(COUNT, ROWS);

    private X86Syscalls() {}

    /** Name of the call with this number, or null where there is none. */
    static @Nullable String name(int number) {
        return NAMES.of(number);
    }
}
