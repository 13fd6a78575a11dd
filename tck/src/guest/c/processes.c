/* Processes: fork and what a child has, vfork, execve, waiting, orphans, groups, memory that is copied on write. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static char *self;

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
    fflush(stdout);
}

static void reap(const char *what, pid_t child) {
    int status = 0;
    pid_t got = waitpid(child, &status, 0);
    printf("%s: %s %x\n", what, got == child ? "waited" : strerrorname_np(errno), status);
    fflush(stdout);
}

static void ends(void) {
    pid_t child = fork();
    if (child == 0) {
        _exit(3);
    }
    reap("exit", child);
    show("again", waitpid(child, NULL, 0));
    child = fork();
    if (child == 0) {
        raise(SIGTERM);
    }
    reap("signal", child);
    child = fork();
    if (child == 0) {
        signal(SIGSEGV, SIG_DFL);
        *(volatile int *)8 = 1;
    }
    int status;
    waitpid(child, &status, 0);
    show("fault", WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    show("none", waitpid(-1, NULL, WNOHANG));
    show("options", waitpid(-1, NULL, 64));
    int gate[2];
    pipe(gate);
    child = fork();
    if (child == 0) {
        char c;
        close(gate[1]);
        read(gate[0], &c, 1);
        _exit(7);
    }
    show("running", waitpid(child, NULL, WNOHANG));
    siginfo_t info;
    memset(&info, -1, sizeof info);
    show("waitid", waitid(P_PID, child, &info, WEXITED | WNOHANG));
    show("nothing", info.si_pid);
    close(gate[0]);
    close(gate[1]);
    show("waitid", waitid(P_PID, child, &info, WEXITED | WNOWAIT));
    printf("%d %d %d %d\n", info.si_signo, info.si_code, info.si_status, info.si_pid == child);
    show("waitid", waitid(P_ALL, 0, &info, WEXITED));
    printf("%d %d %d %d\n", info.si_signo, info.si_code, info.si_status, info.si_pid == child);
    show("waitid", waitid(P_ALL, 0, &info, WEXITED));
    show("waitid", waitid(P_PID, 0, &info, WNOHANG));
    struct rusage usage;
    child = fork();
    if (child == 0) {
        _exit(0);
    }
    show("wait4", wait4(child, NULL, 0, &usage) == child && usage.ru_utime.tv_sec == 0);
}

static int global = 1;

/* Each side sees what it wrote itself, and what was there before. */
static void memories(void) {
    size_t size = 1 << 20;
    char *heap = malloc(size);
    char *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *sealed = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *moved = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *dropped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    memset(heap, 'h', size);
    memset(mapped, 'm', size);
    memset(sealed, 's', size);
    memset(moved, 'v', size);
    memset(dropped, 'd', size);
    shared[0] = 'a';
    mprotect(sealed, size, PROT_READ);
    int stack = 1;
    int up[2], down[2], far[2];
    pipe(up);
    pipe(down);
    pipe(far);
    pid_t child = fork();
    if (child == 0) {
        char c;
        pid_t grandchild = fork();
        if (grandchild == 0) {
            /* Of a page that neither its parent nor its grandparent has touched since, and of changed ones. */
            read(far[0], &c, 1);
            printf("grandchild %d %d %c %c %c %c %c %c %c\n", global, stack, heap[5000], mapped[70000], mapped[size - 1],
                   sealed[1], moved[90000], dropped[4096], shared[1]);
            fflush(stdout);
            _exit(0);
        }
        read(down[0], &c, 1);
        printf("child %d %d %c %c %c %c %c %c %c\n", global, stack, heap[5000], mapped[70000], mapped[size - 1], sealed[1],
               moved[90000], dropped[4096], shared[1]);
        fflush(stdout);
        global = 20;
        stack = 20;
        heap[5000] = 'c';
        mapped[70001] = 'c';
        shared[2] = 'c';
        mprotect(sealed, size, PROT_READ | PROT_WRITE);
        sealed[1] = 'c';
        madvise(dropped, size, MADV_DONTNEED);
        printf("child %d %d %c %c %c %d\n", global, stack, heap[5000], mapped[70001], sealed[1], dropped[4096]);
        fflush(stdout);
        write(up[1], "x", 1);
        int status;
        waitpid(grandchild, &status, 0);
        _exit(WEXITSTATUS(status));
    }
    global = 10;
    stack = 10;
    heap[5000] = 'p';
    memset(mapped, 'p', size / 2);
    shared[1] = 'b';
    mprotect(sealed, size, PROT_READ | PROT_WRITE);
    sealed[1] = 'p';
    char *target = mremap(moved, size, 2 * size, MREMAP_MAYMOVE);
    target[90000] = 'p';
    madvise(dropped, size, MADV_DONTNEED);
    dropped[4096] = 'p';
    munmap(mapped + size / 2, size / 2);
    write(down[1], "x", 1);
    char c;
    read(up[0], &c, 1);
    printf("parent %d %d %c %c %c %c %c %c\n", global, stack, heap[5000], mapped[70001], sealed[1], target[90000],
           dropped[4096], shared[2]);
    fflush(stdout);
    write(far[1], "x", 1);
    reap("memory", child);
    child = fork();
    if (child == 0) {
        pid_t parent = getpid();
        if (fork() == 0) {
            /* Outlives the one that it has its memory from. */
            while (getppid() == parent) {
                usleep(1000);
            }
            read(down[0], &c, 1);
            long sum = 0;
            for (size_t i = 0; i < size; i += 4096) {
                sum += heap[i];
            }
            printf("orphan %ld\n", sum);
            fflush(stdout);
            write(up[1], "y", 1);
            _exit(0);
        }
        _exit(0);
    }
    reap("parent of an orphan", child);
    write(down[1], "x", 1);
    read(up[0], &c, 1);
    close(up[0]);
    close(up[1]);
    close(down[0]);
    close(down[1]);
    close(far[0]);
    close(far[1]);
}

static volatile sig_atomic_t children;
static volatile sig_atomic_t code;
static volatile sig_atomic_t detail;

static void on_child(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)context;
    children++;
    code = info->si_code;
    detail = info->si_status;
}

static void signals(void) {
    struct sigaction action = {.sa_sigaction = on_child, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigaction(SIGCHLD, &action, NULL);
    sigset_t blocked, old;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_BLOCK, &blocked, &old);
    pid_t child = fork();
    if (child == 0) {
        for (;;) {
            pause();
        }
    }
    kill(child, SIGSTOP);
    int status;
    show("stopped", waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    sigsuspend(&old);
    printf("SIGCHLD %d %d %d\n", children, code, detail);
    kill(child, SIGCONT);
    show("continued", waitpid(child, &status, WCONTINUED) == child && WIFCONTINUED(status));
    sigsuspend(&old);
    printf("SIGCHLD %d %d %d\n", children, code, detail);
    kill(child, SIGKILL);
    reap("killed", child);
    sigsuspend(&old);
    printf("SIGCHLD %d %d %d\n", children, code, detail);
    sigprocmask(SIG_SETMASK, &old, NULL);

    signal(SIGCHLD, SIG_IGN);
    child = fork();
    if (child == 0) {
        _exit(1);
    }
    show("ignored", waitpid(child, NULL, 0));
    action.sa_flags |= SA_NOCLDWAIT;
    children = 0;
    sigaction(SIGCHLD, &action, NULL);
    child = fork();
    if (child == 0) {
        _exit(1);
    }
    show("not waited for", waitpid(child, NULL, 0));
    signal(SIGCHLD, SIG_DFL);

    /* A mask is inherited; what is pending, and timers, are not. */
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, &old);
    raise(SIGUSR1);
    alarm(100);
    child = fork();
    if (child == 0) {
        sigset_t pending, mask;
        sigpending(&pending);
        sigprocmask(SIG_BLOCK, NULL, &mask);
        printf("inherited: mask %d, pending %d, alarm %u\n", sigismember(&mask, SIGUSR1), sigismember(&pending, SIGUSR1),
               alarm(0));
        fflush(stdout);
        _exit(0);
    }
    reap("inherited", child);
    alarm(0);
    signal(SIGUSR1, SIG_IGN);
    sigprocmask(SIG_SETMASK, &old, NULL);
    signal(SIGUSR1, SIG_DFL);
}

static void groups(void) {
    pid_t members[3];
    for (int i = 0; i < 3; i++) {
        members[i] = fork();
        if (members[i] == 0) {
            for (;;) {
                pause();
            }
        }
        show("setpgid", setpgid(members[i], members[0]));
    }
    show("other group", getpgid(members[2]) == members[0]);
    show("no such group", waitpid(-getpid() - 100000, NULL, 0));
    show("kill", kill(-members[0], SIGINT));
    for (int i = 0; i < 3; i++) {
        int status;
        show("member", waitpid(-members[0], &status, 0) > 0 && WTERMSIG(status) == SIGINT);
    }
    show("gone", kill(-members[0], 0));
    pid_t child = fork();
    if (child == 0) {
        pid_t session = setsid();
        show("setsid", session == getpid() && getpgrp() == session && getsid(0) == session);
        show("setsid", setsid());
        _exit(0);
    }
    reap("session", child);
}

static void files(void) {
    char name[] = "processes-XXXXXX";
    int fd = mkstemp(name);
    unlink(name);
    write(fd, "0123456789", 10);
    lseek(fd, 0, SEEK_SET);
    pid_t child = fork();
    if (child == 0) {
        char two[2];
        read(fd, two, 2);
        printf("child reads %.2s\n", two);
        fflush(stdout);
        chdir("/");
        umask(0777);
        close(fd);
        _exit(0);
    }
    reap("files", child);
    char two[2];
    read(fd, two, 2);
    printf("parent reads %.2s\n", two);
    char here[4096];
    show("own directory", strcmp(getcwd(here, sizeof here), "/") != 0);
    show("own mask", umask(022) != 0777);
    close(fd);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    fd = mkstemp(strcpy(name, "processes-XXXXXX"));
    unlink(name);
    show("lock", fcntl(fd, F_SETLK, &lock));
    child = fork();
    if (child == 0) {
        show("locked out", fcntl(fd, F_SETLK, &lock));
        fcntl(fd, F_GETLK, &lock);
        show("by the parent", lock.l_pid == getppid());
        _exit(0);
    }
    reap("locks", child);
    close(fd);
}

static void programs(void) {
    pid_t child = vfork();
    if (child == 0) {
        global = 99;
        execl(self, self, "child", "one", NULL);
        _exit(126);
    }
    reap("vfork", child);
    show("vfork shares", global == 99);
    child = vfork();
    if (child == 0) {
        execl("/nonexistent", "x", NULL);
        global = errno;
        _exit(5);
    }
    show("vfork failed", global == ENOENT);
    reap("vfork", child);
    char *arguments[] = {self, "child", "two", NULL};
    int error = posix_spawn(&child, self, NULL, NULL, arguments, environ);
    reap("posix_spawn", child);
    show("posix_spawn", error);
    show("posix_spawn", posix_spawn(&child, "/nonexistent", NULL, NULL, arguments, environ) == ENOENT);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    int ends[2];
    pipe(ends);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    show("posix_spawn", posix_spawn(&child, self, &actions, NULL, arguments, environ));
    close(ends[1]);
    char line[100];
    ssize_t length = read(ends[0], line, sizeof line);
    printf("through a pipe: %.*s", (int)length, line);
    close(ends[0]);
    reap("posix_spawn", child);
    fcntl(2, F_DUPFD_CLOEXEC, 60);
    fcntl(2, F_DUPFD, 61);
    child = fork();
    if (child == 0) {
        execl(self, self, "descriptors", NULL);
        _exit(126);
    }
    reap("descriptors", child);
    close(60);
    close(61);
}

static void *waiter(void *argument) {
    int status;
    return (void *)(long)(waitpid(*(pid_t *)argument, &status, 0) > 0 ? WEXITSTATUS(status) : -1);
}

static void *forker(void *unused) {
    (void)unused;
    pid_t child = fork();
    if (child == 0) {
        /* Only the thread that forks is in the child. */
        _exit(gettid() == getpid() ? 11 : 12);
    }
    void *result;
    pthread_t thread;
    pthread_create(&thread, NULL, waiter, &child);
    pthread_join(thread, &result);
    return result;
}

static void threads(void) {
    pthread_t thread;
    void *result;
    pthread_create(&thread, NULL, forker, NULL);
    pthread_join(thread, &result);
    show("a thread forks", (long)result);
}

static void many(void) {
    int sum = 0;
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        if (child == 0) {
            _exit(i);
        }
        int status;
        waitpid(child, &status, 0);
        sum += WEXITSTATUS(status);
    }
    show("one after another", sum);
    int ends[2];
    pipe(ends);
    for (int i = 0; i < 10; i++) {
        if (fork() == 0) {
            close(ends[1]);
            char c;
            _exit(read(ends[0], &c, 1) == 0 ? 1 : 0);
        }
    }
    close(ends[0]);
    close(ends[1]);
    sum = 0;
    int status;
    while (waitpid(-1, &status, 0) > 0) {
        sum += WEXITSTATUS(status);
    }
    show("at once", sum);
}

/* How nice processes are, each by itself and inherited. */
static void nice_ones(void) {
    /* Who started this may be nice already. */
    int base = getpriority(PRIO_PROCESS, 0);
    show("set", setpriority(PRIO_PROCESS, 0, base + 2));
    show("get", getpriority(PRIO_PROCESS, getpid()) - base);
    int status;
    pid_t child = fork();
    if (child == 0) {
        int inherited = getpriority(PRIO_PROCESS, 0) - base;
        setpriority(PRIO_PROCESS, 0, 100);
        _exit(inherited * 32 + getpriority(PRIO_PROCESS, 0));
    }
    waitpid(child, &status, 0);
    show("inherited and most", WEXITSTATUS(status));
    show("unchanged", getpriority(PRIO_PROCESS, 0) - base);
    show("nobody", getpriority(PRIO_PROCESS, child));
    show("kind", getpriority(3, 0));
    char text[1024] = "";
    int fd = open("/proc/self/stat", O_RDONLY);
    read(fd, text, sizeof text - 1);
    close(fd);
    int priority = 0, nice = 0;
    sscanf(strrchr(text, ')') + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %d %d", &priority, &nice);
    printf("stat %d %d\n", priority - base, nice - base);
}

/* Descriptors of processes: of /proc, and such as clone3 makes before the child begins. */
static void descriptors_of(void) {
    char name[64];
    snprintf(name, sizeof name, "/proc/%d", getpid());
    int fd = open(name, O_DIRECTORY);
    show("to a folder", syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
    close(fd);
    snprintf(name, sizeof name, "/proc/%d/task", getpid());
    fd = open(name, O_DIRECTORY);
    show("another folder", syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
    close(fd);
    pid_t child = fork();
    if (child == 0) {
        pause();
    }
    snprintf(name, sizeof name, "/proc/%d", child);
    fd = open(name, O_DIRECTORY);
    show("killed", syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0));
    reap("by folder", child);
    show("gone", syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
    close(fd);
    /* Without room for a descriptor there is no child either. */
    struct rlimit old, few = {0, 0};
    getrlimit(RLIMIT_NOFILE, &old);
    int next = dup(0);
    close(next);
    few.rlim_cur = next;
    few.rlim_max = old.rlim_max;
    setrlimit(RLIMIT_NOFILE, &few);
    struct clone_args arguments = {.flags = CLONE_PIDFD, .exit_signal = SIGCHLD};
    arguments.pidfd = (unsigned long)&fd;
    show("no room", syscall(SYS_clone3, &arguments, sizeof arguments));
    setrlimit(RLIMIT_NOFILE, &old);
    arguments.pidfd = 8;
    show("no place", syscall(SYS_clone3, &arguments, sizeof arguments));
    show("no child", waitpid(-1, NULL, 0));
    arguments.pidfd = (unsigned long)&fd;
    child = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0) {
        _exit(fcntl(next, F_GETFD) == -1 ? 6 : 7);
    }
    show("same number", fd == next);
    siginfo_t info;
    show("wait", waitid(P_PIDFD, fd, &info, WEXITED));
    show("status", info.si_status);
    close(fd);
    show("no notification", fcntl(0, F_NOTIFY, DN_MULTISHOT));
}

int main(int count, char **arguments) {
    self = arguments[0];
    if (count > 2 && strcmp(arguments[1], "child") == 0) {
        printf("program %s\n", arguments[2]);
        return 4;
    }
    if (count > 1 && strcmp(arguments[1], "descriptors") == 0) {
        printf("descriptors %d %d\n", fcntl(60, F_GETFD), fcntl(61, F_GETFD));
        return 0;
    }
    /* Who started this may have ignored some. */
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    ends();
    memories();
    signals();
    groups();
    files();
    programs();
    threads();
    many();
    nice_ones();
    descriptors_of();
    /* Ends after its parent. */
    fflush(stdout);
    pid_t parent = getpid();
    if (fork() == 0) {
        while (getppid() == parent) {
            usleep(1000);
        }
        puts("last");
        return 0;
    }
    return 9;
}
