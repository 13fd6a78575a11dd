/* What a process can ask the system about itself and about time. Prints only what is the same everywhere. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

int main(void) {
    struct utsname name;
    show("uname", uname(&name));
    printf("%s %s\n", name.sysname, name.machine);
    show("pid", getpid() > 0 && getpid() == syscall(SYS_gettid));
    show("ids", getuid() == geteuid() && getgid() == getegid());
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    nanosleep(&(struct timespec) {0, 20000000}, NULL);
    clock_gettime(CLOCK_MONOTONIC, &after);
    long millis = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    show("slept", millis >= 20 && millis < 5000);
    show("clock", time(NULL) > 1700000000);
    show("bad clock", clock_gettime(99, &before));
    clock_getres(CLOCK_REALTIME, &before);
    show("resolution", before.tv_sec == 0 && before.tv_nsec > 0);
    struct timeval day;
    gettimeofday(&day, NULL);
    show("same day", labs(day.tv_sec - time(NULL)) < 5);
    time_t moment = 1234567890;
    char text[64];
    strftime(text, sizeof text, "%F %T %a %j", gmtime(&moment));
    puts(text);
    unsigned char random[32] = {0};
    show("random", getrandom(random, sizeof random, 0));
    int different = 0;
    for (int i = 1; i < 32; i++) {
        different |= random[i] != random[0];
    }
    show("not all equal", different);
    struct rlimit limit;
    show("stack limit", getrlimit(RLIMIT_STACK, &limit));
    show("files limit", getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= 20);
    show("prctl", prctl(PR_SET_NAME, "renamed", 0, 0, 0));
    show("prctl", prctl(PR_GET_NAME, text, 0, 0, 0));
    puts(text);
    struct rusage usage;
    show("usage", getrusage(RUSAGE_SELF, &usage));
    show("yield", sched_yield());
    cpu_set_t set;
    show("affinity", sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) >= 1);
    show("processors", sysconf(_SC_NPROCESSORS_ONLN) >= 1);
    sigset_t mask, old;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    show("block", sigprocmask(SIG_BLOCK, &mask, &old));
    raise(SIGUSR1);
    sigpending(&mask);
    show("pending", sigismember(&mask, SIGUSR1));
    struct sigaction action;
    /* Not one that a shell may have set to be ignored. */
    show("action", sigaction(SIGUSR2, NULL, &action));
    show("default", action.sa_handler == SIG_DFL);
    show("no such call", syscall(9999));
    show("exe", readlink("/proc/self/exe", text, sizeof text) > 0);
    FILE *maps = fopen("/proc/self/maps", "r");
    int lines = 0, stack = 0;
    char line[512];
    while (maps && fgets(line, sizeof line, maps)) {
        lines++;
        stack |= strstr(line, "[stack]") != NULL;
    }
    show("maps", lines > 3 && stack);
    FILE *comm = fopen("/proc/self/cmdline", "r");
    show("cmdline", comm && fread(line, 1, sizeof line, comm) > 5 && strstr(line, "system") != NULL);
    return 0;
}
