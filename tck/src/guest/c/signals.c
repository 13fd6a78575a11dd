/*
 * Signals as programs use them: handlers and what they are told, masks, alternate stacks, faults that a handler repairs,
 * calls that a signal interrupts or restarts, timers, and threads that signal each other.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static volatile sig_atomic_t count, last, code;
static void *volatile address;
static volatile long value;
static sigjmp_buf back;

static void note(int signal, siginfo_t *info, void *context) {
    (void) context;
    count++;
    last = signal;
    code = info->si_code;
    address = info->si_addr;
}

static void queued(int signal, siginfo_t *info, void *context) {
    (void) context;
    printf("  queued %d code %d value %d from self %d\n", signal - SIGRTMIN, info->si_code, info->si_value.sival_int,
            info->si_pid == getpid());
}

static void jump_back(int signal, siginfo_t *info, void *context) {
    note(signal, info, context);
    siglongjmp(back, 1);
}

static void install(int signal, void (*handler)(int, siginfo_t *, void *), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | flags;
    if (sigaction(signal, &action, NULL) != 0) {
        perror("sigaction");
    }
}

static void basics(void) {
    install(SIGUSR1, note, 0);
    raise(SIGUSR1);
    printf("raise: %d times, %d, code %d\n", count, last == SIGUSR1, code == SI_TKILL);
    kill(getpid(), SIGUSR1);
    printf("kill: %d times, code %d\n", count, code == SI_USER);
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    raise(SIGUSR1);
    raise(SIGUSR1);
    sigset_t pending;
    sigpending(&pending);
    printf("blocked: %d times, pending %d\n", count, sigismember(&pending, SIGUSR1));
    sigprocmask(SIG_SETMASK, &old, NULL);
    printf("unblocked: %d times\n", count);
    struct sigaction action;
    sigaction(SIGUSR1, NULL, &action);
    printf("action: flags %x, handler %d\n", action.sa_flags & ~0x04000000, action.sa_sigaction == note);
    printf("SIGKILL: %d", sigaction(SIGKILL, &action, NULL));
    printf(" %d\n", errno == EINVAL);
    install(SIGUSR2, note, SA_RESETHAND);
    raise(SIGUSR2);
    sigaction(SIGUSR2, NULL, &action);
    printf("reset: %d\n", action.sa_handler == SIG_DFL);
    signal(SIGUSR2, SIG_IGN);
    raise(SIGUSR2);
    puts("ignored");
}

static void real_time(void) {
    puts("real time:");
    install(SIGRTMIN, queued, 0);
    install(SIGRTMIN + 1, queued, 0);
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigaddset(&set, SIGRTMIN + 1);
    sigprocmask(SIG_BLOCK, &set, &old);
    for (int i = 0; i < 3; i++) {
        sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 10 + i});
        sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
    }
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    siginfo_t info;
    int taken = sigwaitinfo(&set, &info);
    printf("  waited %d value %d\n", taken - SIGRTMIN, info.si_value.sival_int);
    sigprocmask(SIG_SETMASK, &old, NULL);
    struct timespec soon = {0, 1000000};
    printf("  timed out %d %d\n", sigtimedwait(&set, &info, &soon), errno == EAGAIN);
}

static void faults(void) {
    puts("faults:");
    install(SIGSEGV, jump_back, 0);
    if (sigsetjmp(back, 1) == 0) {
        *(volatile int *) 16 = 1;
    }
    printf("  null: code %d at %lx\n", code, (long) address);
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (sigsetjmp(back, 1) == 0) {
        *(volatile char *) (page + 5) = 1;
    }
    printf("  read-only: code %d at %ld\n", code, (long) ((char *) address - page));
    install(SIGILL, jump_back, 0);
    if (sigsetjmp(back, 1) == 0) {
        __asm__ volatile(".word 0");
    }
    printf("  illegal: signal %d code %d\n", last, code);
    install(SIGTRAP, jump_back, 0);
    if (sigsetjmp(back, 1) == 0) {
        __asm__ volatile("ebreak");
    }
    printf("  breakpoint: signal %d code %d\n", last, code);
    FILE *file = tmpfile();
    char *mapped = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fileno(file), 0);
    install(SIGBUS, jump_back, 0);
    if (sigsetjmp(back, 1) == 0) {
        value = *(volatile char *) mapped;
    }
    printf("  behind end of file: signal %d code %d\n", last, code);
}

static char *repaired;

/** Makes the page accessible and goes on with the same instruction. */
static void repair(int signal, siginfo_t *info, void *context) {
    (void) signal;
    (void) context;
    count++;
    mprotect((void *) ((uintptr_t) info->si_addr & -4096ul), 4096, PROT_READ | PROT_WRITE);
}

/** Skips the faulting instruction, which has four bytes, and puts a value where it would have loaded one. */
static void skip(int signal, siginfo_t *info, void *context) {
    (void) signal;
    (void) info;
    ucontext_t *user = context;
#ifdef __riscv
    user->uc_mcontext.__gregs[REG_PC] += 4;
    user->uc_mcontext.__gregs[REG_A0] = 4711;
#endif
}

static void resumed(void) {
    puts("resumed:");
    count = 0;
    install(SIGSEGV, repair, 0);
    repaired = mmap(NULL, 8 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long sum = 0;
    for (int i = 0; i < 8 * 4096; i += 512) {
        repaired[i] = (char) i;
        sum += i;
    }
    printf("  repaired %d pages, sum %ld\n", count, sum);
    install(SIGSEGV, skip, 0);
#ifdef __riscv
    register long loaded __asm__("a0") = 0;
    __asm__ volatile(".option push\n.option norvc\nld %0, 0(%0)\n.option pop" : "+r"(loaded));
    printf("  skipped: %ld\n", loaded);
#endif
    double sum_of_floats = 0;
    install(SIGUSR1, note, 0);
    for (int i = 1; i <= 100; i++) {
        sum_of_floats += 1.0 / i;
        if (i % 10 == 0) {
            raise(SIGUSR1);
        }
    }
    printf("  floats kept: %.12f\n", sum_of_floats);
}

static char stack[65536] __attribute__((aligned(16)));
static volatile int on_stack, flags_inside;

static void check_stack(int signal, siginfo_t *info, void *context) {
    (void) signal;
    (void) info;
    (void) context;
    char here;
    stack_t now;
    on_stack = &here >= stack && &here < stack + sizeof stack;
    sigaltstack(NULL, &now);
    flags_inside = now.ss_flags;
}

static void overflowed(int signal, siginfo_t *info, void *context) {
    check_stack(signal, info, context);
    siglongjmp(back, 1);
}

static int __attribute__((noinline)) deep(volatile int *previous) {
    volatile int here[256];
    here[0] = previous[0] + 1;
    return deep(here) + here[0];
}

static void alternate(void) {
    puts("alternate stack:");
    stack_t setting = {.ss_sp = stack, .ss_size = sizeof stack}, old;
    printf("  set %d, ", sigaltstack(&setting, &old));
    printf("before %d\n", old.ss_flags == SS_DISABLE);
    install(SIGUSR1, check_stack, SA_ONSTACK);
    raise(SIGUSR1);
    printf("  on it %d, flags %d\n", on_stack, flags_inside);
    install(SIGSEGV, overflowed, SA_ONSTACK);
    if (sigsetjmp(back, 1) == 0) {
        volatile int first[1] = {0};
        printf("%d\n", deep(first));
    }
    printf("  overflow handled on it %d\n", on_stack);
    setting.ss_flags = SS_DISABLE;
    printf("  off %d\n", sigaltstack(&setting, NULL));
    setting.ss_flags = 0;
    setting.ss_size = 100;
    printf("  too small %d", sigaltstack(&setting, NULL));
    printf(" %d\n", errno == ENOMEM);
}

static void after(long milliseconds) {
    struct itimerval timer = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

static int ends[2];

static void feed(int signal, siginfo_t *info, void *context) {
    note(signal, info, context);
    if (write(ends[1], "x", 1) != 1) {
        abort();
    }
}

static void interrupted(void) {
    puts("interrupted:");
    char byte;
    if (pipe(ends) != 0) {
        return;
    }
    count = 0;
    install(SIGALRM, note, 0);
    after(20);
    long result = read(ends[0], &byte, 1);
    printf("  read %ld %d after %d\n", result, errno == EINTR, count);
    install(SIGALRM, feed, SA_RESTART);
    after(20);
    result = read(ends[0], &byte, 1);
    printf("  restarted read %ld after %d\n", result, count);
    install(SIGALRM, note, SA_RESTART);
    after(20);
    struct timespec rest, long_time = {100, 0};
    result = nanosleep(&long_time, &rest);
    printf("  nanosleep %ld %d, %d s left\n", result, errno == EINTR, rest.tv_sec == 99);
    after(20);
    printf("  pause %d %d\n", pause(), errno == EINTR);
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, &old);
    after(20);
    sigset_t none;
    sigemptyset(&none);
    result = sigsuspend(&none);
    sigprocmask(SIG_SETMASK, &old, &set);
    printf("  sigsuspend %ld %d, still blocked behind it %d\n", result, errno == EINTR, sigismember(&set, SIGALRM));
    signal(SIGALRM, SIG_IGN);
    after(10);
    struct timespec short_time = {0, 50000000};
    printf("  ignored signals do not interrupt: %d\n", nanosleep(&short_time, NULL));
    printf("  alarm: %u %u\n", alarm(100), alarm(0));
}

static volatile int ready, told;
static pthread_t main_thread;

static void tell(int signal, siginfo_t *info, void *context) {
    (void) info;
    (void) context;
    told = pthread_equal(pthread_self(), main_thread) ? -1 : signal;
}

static void *spin(void *unused) {
    (void) unused;
    ready = 1;
    while (!told) {
        value++;
    }
    return NULL;
}

static void *sleeper(void *unused) {
    (void) unused;
    ready = 1;
    struct timespec long_time = {100, 0};
    long result = nanosleep(&long_time, NULL);
    return (void *) (result == -1 && errno == EINTR ? 1l : 0l);
}

static void *killer(void *unused) {
    (void) unused;
    struct timespec wait = {0, 20000000};
    nanosleep(&wait, NULL);
    pthread_kill(main_thread, SIGUSR1);
    return NULL;
}

static void threads(void) {
    puts("threads:");
    main_thread = pthread_self();
    install(SIGUSR2, tell, 0);
    pthread_t thread;
    void *result;
    pthread_create(&thread, NULL, spin, NULL);
    while (!ready) {
        sched_yield();
    }
    pthread_kill(thread, SIGUSR2);
    pthread_join(thread, NULL);
    printf("  a spinning thread was told %d\n", told == SIGUSR2);
    ready = told = 0;
    pthread_create(&thread, NULL, sleeper, NULL);
    while (!ready) {
        sched_yield();
    }
    struct timespec wait = {0, 20000000};
    nanosleep(&wait, NULL);
    pthread_kill(thread, SIGUSR2);
    pthread_join(thread, &result);
    printf("  a sleeping thread was interrupted %ld\n", (long) result);
    count = 0;
    install(SIGUSR1, note, 0);
    pthread_create(&thread, NULL, killer, NULL);
    printf("  main paused %d, told %d\n", pause(), count);
    pthread_join(thread, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    pthread_create(&thread, NULL, killer, NULL);
    int signal;
    sigwait(&set, &signal);
    printf("  sigwait %d, handler not run %d\n", signal == SIGUSR1, count);
    pthread_join(thread, NULL);
    printf("  no such thread: %d\n", syscall(SYS_tgkill, getpid(), 999999, SIGUSR1) == -1 && errno == ESRCH);
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    basics();
    real_time();
    faults();
    resumed();
    alternate();
    interrupted();
    threads();
    puts("last");
    install(SIGABRT, note, 0);
    abort();
}
