/* Tracing: stops at system calls, signals and events; registers, memory, and how a tracer and a tracee part. */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __x86_64__
typedef struct user_regs_struct registers;
#define PC(r) ((r).rip)
#define CALL(r) ((r).orig_rax)
#define RESULT(r) ((r).rax)
#define AUDIT 0xc000003e
#elif defined __aarch64__
typedef struct user_regs_struct registers;
#define PC(r) ((r).pc)
#define CALL(r) ((r).regs[8])
#define RESULT(r) ((r).regs[0])
#define AUDIT 0xc00000b7
#else
typedef struct { unsigned long pc, x[31]; } registers;
#define PC(r) ((r).pc)
#define CALL(r) ((r).x[16])
#define RESULT(r) ((r).x[9])
#define AUDIT 0xc00000f3
#endif

static char *self;

static long show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
    fflush(stdout);
    return result;
}

static long trace(int request, pid_t pid, unsigned long address, unsigned long data) {
    return ptrace(request, pid, (void *)address, (void *)data);
}

/* Waits for a task and says how it is: an event has its number before the signal's. */
static int waits(const char *what, pid_t pid) {
    int status = 0;
    pid_t got = waitpid(pid, &status, __WALL);
    if (got == -1) {
        printf("%s: %s\n", what, strerrorname_np(errno));
    } else if (WIFSTOPPED(status)) {
        printf("%s: stopped %d %d\n", what, status >> 16, WSTOPSIG(status));
    } else if (WIFEXITED(status)) {
        printf("%s: exited %d\n", what, WEXITSTATUS(status));
    } else {
        printf("%s: killed %d\n", what, WTERMSIG(status));
    }
    fflush(stdout);
    return status;
}

static registers get(pid_t pid) {
    registers r;
    struct iovec part = {&r, sizeof r};
    if (trace(PTRACE_GETREGSET, pid, NT_PRSTATUS, (unsigned long)&part) || part.iov_len != sizeof r) {
        show("registers", -1);
    }
    return r;
}

static void set(pid_t pid, registers *r) {
    struct iovec part = {r, sizeof *r};
    trace(PTRACE_SETREGSET, pid, NT_PRSTATUS, (unsigned long)&part);
}

static void info(const char *what, pid_t pid) {
    siginfo_t i;
    if (trace(PTRACE_GETSIGINFO, pid, 0, (unsigned long)&i)) {
        show(what, -1);
        return;
    }
    const char *from = i.si_pid == pid ? "itself" : i.si_pid == getpid() ? "tracer" : "other";
    printf("%s: signal %d code %d from %s\n", what, i.si_signo, i.si_code, i.si_code == SI_KERNEL ? "kernel" : from);
}

/* The child that asks to be traced, and stops. */
static pid_t child(void (*then)(void)) {
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        show("traceme", trace(PTRACE_TRACEME, 0, 0, 0));
        raise(SIGSTOP);
        then();
        _exit(0);
    }
    waits("child", pid);
    return pid;
}

/* ---- system calls ---- */

static void asks(void) {
    syscall(SYS_getppid);
    syscall(SYS_write, -1, "x", 7);
    syscall(SYS_getpgid, 0);
    _exit(syscall(SYS_getsid, 0) == 77 ? 5 : 6);
}

static void calls(void) {
    pid_t pid = child(asks);
    show("options", trace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD));
    show("unknown option", trace(PTRACE_SETOPTIONS, pid, 0, 1 << 19));
    int stops = 0;
    long last = 0;
    for (;;) {
        if (trace(PTRACE_SYSCALL, pid, 0, 0)) {
            show("syscall", -1);
        }
        int status;
        waitpid(pid, &status, 0);
        if (!WIFSTOPPED(status)) {
            printf("end %x after %d stops\n", status, stops);
            break;
        }
        stops++;
        registers r = get(pid);
        struct __ptrace_syscall_info call;
        memset(&call, 0, sizeof call);
        long size = trace(PTRACE_GET_SYSCALL_INFO, pid, sizeof call, (unsigned long)&call);
        if (call.arch != AUDIT || call.instruction_pointer != PC(r)) {
            puts("other architecture");
        }
        if (call.op == PTRACE_SYSCALL_INFO_ENTRY) {
            const char *name = "other";
            last = call.entry.nr;
            switch (call.entry.nr) {
                case SYS_getppid: name = "getppid"; break;
                case SYS_write: name = "write"; break;
                case SYS_getpgid: name = "getpgid"; break;
                case SYS_getsid: name = "getsid"; break;
                case SYS_exit_group: name = "exit_group"; break;
                default: break;
            }
            if (!strcmp(name, "other")) {
                continue;
            }
            printf("%x %ld %s %d %lld %lld", WSTOPSIG(status), size, name, CALL(r) == call.entry.nr,
                   call.entry.nr == SYS_getppid ? 0 : (long long)(int)call.entry.args[0],
                   call.entry.nr == SYS_write ? (long long)call.entry.args[2] : 0);
#ifdef __x86_64__
            printf(" %s\n", (long)r.rax == -ENOSYS ? "" : "wrong");
#else
            puts(" ");
#endif
            if (call.entry.nr == SYS_getpgid) { /* Another call in its place. */
#ifdef __aarch64__
                int other = SYS_getpid;
                struct iovec part = {&other, sizeof other};
                trace(PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, (unsigned long)&part);
#else
                CALL(r) = SYS_getpid;
                set(pid, &r);
#endif
            }
        } else if (call.op == PTRACE_SYSCALL_INFO_EXIT) {
            long long result = call.exit.rval;
            printf("exit %x %ld %d %lld\n", WSTOPSIG(status), size, call.exit.is_error,
                   last == SYS_getsid && result == getsid(0) ? 3 : result == getpid() ? 1 : result == pid ? 2 : result);
            if (last == SYS_getsid) {
                RESULT(r) = 77;
                set(pid, &r);
            }
        } else {
            printf("none %x %ld\n", WSTOPSIG(status), size);
        }
    }
    show("gone", trace(PTRACE_CONT, pid, 0, 0));
}

/* ---- signals ---- */

static volatile int handled;

static void handler(int signal) {
    handled = handled * 100 + signal;
}

static void signalled(void) {
    signal(SIGUSR1, handler);
    signal(SIGUSR2, handler);
    signal(SIGHUP, SIG_IGN);
    raise(SIGUSR1);
    raise(SIGUSR1);
    raise(SIGUSR1);
    raise(SIGHUP);
    raise(SIGCHLD);
    kill(getpid(), SIGTERM);
    _exit(handled == 1012 ? 3 : handled);
}

static void deliveries(void) {
    pid_t pid = child(signalled);
    info("stop", pid);
    trace(PTRACE_CONT, pid, 0, 0);
    waits("passed on", pid);
    info("passed on", pid);
    trace(PTRACE_CONT, pid, 0, SIGUSR1);
    waits("suppressed", pid);
    trace(PTRACE_CONT, pid, 0, 0);
    waits("changed", pid);
    trace(PTRACE_CONT, pid, 0, SIGUSR2);
    waits("ignored", pid);
    trace(PTRACE_CONT, pid, 0, SIGHUP);
    waits("default is nothing", pid);
    trace(PTRACE_CONT, pid, 0, SIGCHLD);
    waits("deadly", pid);
    show("no signal", trace(PTRACE_CONT, pid, 0, 65));
    trace(PTRACE_CONT, pid, 0, 0);
    waits("end", pid);
    pid = child(signalled);
    trace(PTRACE_CONT, pid, 0, SIGKILL);
    waits("killed", pid);
    pid = child(signalled);
    kill(pid, SIGUSR1);
    kill(pid, SIGKILL);
    waits("killed in a stop", pid);
    pid = child(signalled);
    show("kill", trace(PTRACE_KILL, pid, 0, 0));
    waits("killed by its tracer", pid);
}

/* ---- memory ---- */

static volatile long data = 41;
static const long constant = 12345;
static long *page;

static void looks(void) {
    raise(SIGUSR1);
    _exit(data == 42 && page[1] == 9 ? 4 : 1);
}

static void memory(void) {
    page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[1] = 7;
    mprotect(page, 4096, PROT_READ);
    pid_t pid = child(looks);
    trace(PTRACE_CONT, pid, 0, 0);
    waits("looks", pid);
    errno = 0;
    show("peek", trace(PTRACE_PEEKDATA, pid, (unsigned long)&data, 0));
    show("poke", trace(PTRACE_POKEDATA, pid, (unsigned long)&data, 42));
    show("own", data);
    show("peek a constant", trace(PTRACE_PEEKTEXT, pid, (unsigned long)&constant, 0));
    show("poke what is read-only", trace(PTRACE_POKEDATA, pid, (unsigned long)(page + 1), 9));
    show("peek", trace(PTRACE_PEEKDATA, pid, (unsigned long)(page + 1), 0));
    show("own", page[1]);
    show("peek nothing", trace(PTRACE_PEEKDATA, pid, 8, 0));
    show("poke nothing", trace(PTRACE_POKEDATA, pid, 8, 0));

    long words[2] = {0, 0};
    struct iovec local[2] = {{&words[1], 8}, {&words[0], 8}};
    struct iovec remote[2] = {{page + 1, 8}, {(void *)&data, 8}};
    show("read", process_vm_readv(pid, local, 2, remote, 2, 0));
    printf("%ld %ld\n", words[0], words[1]);
    show("write", process_vm_writev(pid, local, 1, remote + 1, 1, 0));
    show("peek", trace(PTRACE_PEEKDATA, pid, (unsigned long)&data, 0));
    trace(PTRACE_POKEDATA, pid, (unsigned long)&data, 42);
    show("write what is read-only", process_vm_writev(pid, local, 1, remote, 1, 0));
    remote[1].iov_base = (void *)8;
    show("read in part", process_vm_readv(pid, local, 2, remote, 2, 0));
    show("flags", process_vm_readv(pid, local, 2, remote, 2, 1));
    show("nobody", process_vm_readv(0x7fffff, local, 2, remote, 2, 0));

    char path[40];
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    int file = open(path, O_RDWR);
    long word = 0;
    show("file", pread(file, &word, 8, (off_t)(uintptr_t)&constant));
    show("constant", word);
    word = 10;
    show("file", pwrite(file, &word, 8, (off_t)(uintptr_t)(page + 1)));
    show("peek", trace(PTRACE_PEEKDATA, pid, (unsigned long)(page + 1), 0));
    word = 9;
    lseek(file, (off_t)(uintptr_t)(page + 1), SEEK_SET);
    show("file", write(file, &word, 8));
    show("file", pread(file, &word, 8, 8));
    close(file);
    trace(PTRACE_CONT, pid, 0, 0);
    waits("end", pid);
}

/* ---- events ---- */

static void *thread(void *argument) {
    return argument;
}

static void family(void) {
    if (fork() == 0) {
        _exit(11);
    }
    int status;
    wait(&status);
    if (vfork() == 0) {
        _exit(12);
    }
    wait(&status);
    pthread_t one;
    pthread_create(&one, NULL, thread, NULL);
    pthread_join(one, NULL);
    execl(self, self, "done", NULL);
}

/* Lets everything go on until nothing is left; prints what the first task did, and sums up the others. */
static void follow(pid_t pid, int seized) {
    int stops = 0, ends = 0, others = 0;
    for (;;) {
        int status;
        pid_t got = waitpid(-1, &status, __WALL);
        if (got == -1) {
            break;
        }
        int event = status >> 16;
        if (got != pid) {
            others++;
            if (WIFSTOPPED(status) && (seized ? event == PTRACE_EVENT_STOP : WSTOPSIG(status) == SIGSTOP)) {
                stops++;
            } else if (WIFEXITED(status)) {
                ends += WEXITSTATUS(status);
            }
        } else if (WIFSTOPPED(status)) {
            unsigned long message = 0;
            trace(PTRACE_GETEVENTMSG, got, 0, (unsigned long)&message);
            printf("event %d signal %d message %ld\n", event, WSTOPSIG(status),
                   event == PTRACE_EVENT_EXIT ? (long)message : event == 0 ? 0 : (message != 0) + (message == (unsigned long)pid));
        } else {
            printf("end %x\n", status & ~0x80); /* With or without a core. */
        }
        if (WIFSTOPPED(status)) {
            int signal = event == 0 && WSTOPSIG(status) != SIGSTOP ? WSTOPSIG(status) : 0;
            trace(PTRACE_CONT, got, 0, signal);
        }
    }
    printf("others: %d began, %d in all, codes %d\n", stops, others, ends);
    fflush(stdout);
}

static void events(void) {
    pid_t pid = child(family);
    trace(PTRACE_SETOPTIONS, pid, 0,
          PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT
              | PTRACE_O_TRACEVFORKDONE);
    trace(PTRACE_CONT, pid, 0, 0);
    follow(pid, 0);
    pid = child(family);
    trace(PTRACE_CONT, pid, 0, 0);
    follow(pid, 0);
}

/* ---- attaching ---- */

static int gate[2];

static pid_t waiting(void) {
    pipe(gate);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        char c;
        signal(SIGCONT, handler);
        close(gate[1]);
        long got = read(gate[0], &c, 1);
        _exit(got == 1 && c == 'g' ? 21 : 22);
    }
    close(gate[0]);
    return pid;
}

static void letGo(pid_t pid) {
    write(gate[1], "g", 1);
    waits("end", pid);
    close(gate[1]);
}

static void tracer(const char *what, pid_t pid) {
    char path[40], line[200];
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        int by;
        if (sscanf(line, "TracerPid: %d", &by) == 1) {
            printf("%s: %s\n", what, by == 0 ? "nobody" : by == getpid() ? "me" : "another");
        } else if (!strncmp(line, "State:\tt", 8) || !strncmp(line, "State:\tT", 8)) {
            printf("%s", line);
        }
    }
    if (file) {
        fclose(file);
    }
}

static void attaching(void) {
    pid_t pid = waiting();
    show("not traced", trace(PTRACE_CONT, pid, 0, 0));
    tracer("before", pid);
    show("attach", trace(PTRACE_ATTACH, pid, 0, 0));
    show("attach again", trace(PTRACE_ATTACH, pid, 0, 0));
    waits("attached", pid);
    tracer("attached", pid);
    info("attached", pid);
    trace(PTRACE_CONT, pid, 0, SIGSTOP);
    waits("group stop", pid);
    info("group stop", pid);
    trace(PTRACE_CONT, pid, 0, 0);
    show("running", trace(PTRACE_PEEKDATA, pid, (unsigned long)&data, 0));
    show("no interrupt", trace(PTRACE_INTERRUPT, pid, 0, 0));
    kill(pid, SIGCONT);
    waits("continued", pid);
    show("detach", trace(PTRACE_DETACH, pid, 0, 0));
    tracer("detached", pid);
    letGo(pid);

    pid = waiting();
    show("seize", trace(PTRACE_SEIZE, pid, 0, PTRACE_O_TRACEEXIT));
    show("interrupt", trace(PTRACE_INTERRUPT, pid, 0, 0));
    waits("interrupted", pid);
    info("interrupted", pid);
    trace(PTRACE_CONT, pid, 0, 0);
    kill(pid, SIGSTOP);
    waits("signal", pid);
    trace(PTRACE_CONT, pid, 0, SIGSTOP);
    waits("group stop", pid);
    info("group stop", pid);
    show("listen", trace(PTRACE_LISTEN, pid, 0, 0));
    show("listening", trace(PTRACE_PEEKDATA, pid, (unsigned long)&data, 0));
    kill(pid, SIGCONT);
    waits("notified", pid);
    trace(PTRACE_CONT, pid, 0, 0);
    waits("continued", pid);
    trace(PTRACE_CONT, pid, 0, SIGCONT);
    write(gate[1], "g", 1);
    waits("exits", pid);
    trace(PTRACE_CONT, pid, 0, 0);
    waits("end", pid);
    close(gate[1]);

    show("self", trace(PTRACE_ATTACH, getpid(), 0, 0));
    show("nobody", trace(PTRACE_ATTACH, 0x7fffff, 0, 0));
    show("seize with an address", trace(PTRACE_SEIZE, pid, 1, 0));
    show("unknown request", trace(0x4444, pid, 0, 0));
}

/* A tracer that ends leaves its tracees alone, or kills them. */
static void parting(void) {
    for (int kills = 0; kills < 2; kills++) {
        pid_t pid = waiting();
        fflush(stdout);
        pid_t other = fork();
        if (other == 0) {
            trace(PTRACE_SEIZE, pid, 0, kills ? PTRACE_O_EXITKILL : 0);
            trace(PTRACE_INTERRUPT, pid, 0, 0);
            waits("other", pid);
            _exit(0);
        }
        waits("tracer", other);
        if (kills) {
            waits("killed with it", pid);
            close(gate[1]);
        } else {
            letGo(pid);
        }
    }
    /* The parent hears of the end behind the tracer. */
    int ready[2];
    char c;
    pid_t pid = waiting();
    pipe(ready);
    fflush(stdout);
    pid_t other = fork();
    if (other == 0) {
        close(gate[1]);
        trace(PTRACE_SEIZE, pid, 0, 0);
        write(ready[1], "r", 1);
        siginfo_t end;
        waitid(P_PID, pid, &end, WEXITED | WNOWAIT);
        write(ready[1], "e", 1);
        usleep(50000);
        int status;
        waitpid(pid, &status, 0);
        _exit(WEXITSTATUS(status));
    }
    read(ready[0], &c, 1);
    close(gate[1]);
    read(ready[0], &c, 1);
    show("not yet", waitpid(pid, NULL, WNOHANG));
    waits("parent's", pid);
    waits("tracer", other);
}

int main(int argc, char **argv) {
    self = argv[0];
    if (argc > 1) {
        return 30;
    }
    signal(SIGUSR1, SIG_IGN);
    calls();
    deliveries();
    memory();
    events();
    attaching();
    parting();
    return 0;
}
