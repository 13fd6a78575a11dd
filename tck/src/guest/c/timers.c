/* Timers and what event loops wait for: timerfd, signalfd, eventfd, pidfd, POSIX and interval timers, splice, execveat. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char buffer[256];

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static void show_read(const char *what, long result) {
    printf("%s: %ld%s%s", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
    printf(result > 0 ? " %.*s\n" : "\n", (int)result, buffer);
}

static void show_poll(const char *what, int fd, int timeout) {
    struct pollfd pollfd = {.fd = fd, .events = POLLIN | POLLOUT};
    int count = poll(&pollfd, 1, timeout);
    printf("%s: %d %x\n", what, count, pollfd.revents);
}

static long millis(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct itimerspec spec(long first, long interval) {
    return (struct itimerspec){{interval / 1000, interval % 1000 * 1000000}, {first / 1000, first % 1000 * 1000000}};
}

static void timer_files(void) {
    puts("-- timerfd");
    show("clock", timerfd_create(99, 0));
    show("flags", timerfd_create(CLOCK_MONOTONIC, 1));
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    uint64_t count = 0;
    show("unset", read(fd, &count, 8));
    struct itimerspec now, value = spec(30, 0);
    long begin = millis();
    show("set", timerfd_settime(fd, 0, &value, NULL));
    show("small", read(fd, &count, 4));
    show_poll("early", fd, 0);
    show_poll("in time", fd, 1000);
    printf("late enough: %d\n", millis() - begin >= 29);
    show("read", read(fd, &count, 8));
    show("count", count);
    show("again", read(fd, &count, 8));
    timerfd_gettime(fd, &now);
    printf("over: %ld %ld\n", (long)now.it_value.tv_sec, now.it_value.tv_nsec);
    value = spec(10, 10);
    timerfd_settime(fd, 0, &value, NULL);
    usleep(55000);
    read(fd, &count, 8);
    printf("several: %d\n", count >= 4 && count < 10000);
    value = spec(100000, 7000);
    show("set", timerfd_settime(fd, 0, &value, &now));
    printf("before: %ld %d\n", now.it_interval.tv_nsec, now.it_value.tv_nsec <= 10000000);
    show("get", timerfd_gettime(fd, &now));
    printf("left: %d %ld\n", now.it_value.tv_sec == 99 || now.it_value.tv_sec == 100, (long)now.it_interval.tv_sec);
    value = spec(0, 5);
    timerfd_settime(fd, 0, &value, NULL);
    show_poll("off", fd, 20);
    fcntl(fd, F_SETFL, 0);
    clock_gettime(CLOCK_MONOTONIC, &value.it_value);
    value.it_interval = (struct timespec){0, 0};
    value.it_value.tv_nsec += 20000000;
    if (value.it_value.tv_nsec >= 1000000000) {
        value.it_value.tv_nsec -= 1000000000;
        value.it_value.tv_sec++;
    }
    show("absolute", timerfd_settime(fd, TFD_TIMER_ABSTIME, &value, NULL));
    show("wait", read(fd, &count, 8));
    show("count", count);
    value.it_value.tv_sec -= 5;
    timerfd_settime(fd, TFD_TIMER_ABSTIME, &value, NULL);
    show("past", read(fd, &count, 8));
    value.it_value.tv_nsec = -1;
    show("bad", timerfd_settime(fd, 0, &value, NULL));
    show("write", write(fd, &count, 8));
    show("no timer", timerfd_settime(1, 0, &now, NULL));
    int set = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN | EPOLLET};
    epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
    value = spec(10, 10);
    timerfd_settime(fd, 0, &value, NULL);
    show("edge", epoll_wait(set, &event, 1, 1000));
    read(fd, &count, 8);
    show("edge", epoll_wait(set, &event, 1, 1000));
    close(set);
    close(fd);
}

static void signal_files(void) {
    puts("-- signalfd");
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigaddset(&mask, SIGUSR2);
    sigaddset(&mask, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    show("flags", signalfd(-1, &mask, 1));
    int fd = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC);
    struct signalfd_siginfo info[4];
    show("nothing", read(fd, info, sizeof info));
    show_poll("nothing", fd, 0);
    raise(SIGUSR2);
    kill(getpid(), SIGUSR1);
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 42});
    show_poll("pending", fd, 0);
    show("small", read(fd, info, 100));
    long got = read(fd, info, sizeof info);
    show("read", got);
    for (int i = 0; i < got / (long)sizeof *info; i++) {
        printf("signal %d code %d own %d uid %d value %d\n", info[i].ssi_signo == (unsigned)SIGRTMIN ? -1 : (int)info[i].ssi_signo,
               info[i].ssi_code, info[i].ssi_pid == (unsigned)getpid(), info[i].ssi_uid == getuid(), info[i].ssi_int);
    }
    show("nothing", read(fd, info, sizeof info));
    fcntl(fd, F_SETFL, 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        usleep(20000);
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    show("wait", read(fd, info, sizeof info));
    printf("from the child: %d\n", info->ssi_pid == (unsigned)child);
    waitpid(child, NULL, 0);
    sigdelset(&mask, SIGUSR1);
    show("change", signalfd(fd, &mask, 0) == fd);
    raise(SIGUSR1);
    show_poll("not in it", fd, 0);
    int set = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
    show("epoll", epoll_wait(set, &event, 1, 0));
    raise(SIGUSR2);
    show("epoll", epoll_wait(set, &event, 1, 1000));
    read(fd, info, sizeof info);
    show("no file", signalfd(1, &mask, 0));
    close(set);
    close(fd);
    sigaddset(&mask, SIGUSR1);
    struct timespec none = {0, 0};
    while (sigtimedwait(&mask, NULL, &none) > 0) {
    }
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
}

static void *add_late(void *fd) {
    usleep(20000);
    eventfd_write(*(int *)fd, 5);
    return NULL;
}

static void event_files(void) {
    puts("-- eventfd");
    int fd = eventfd(3, EFD_SEMAPHORE | EFD_NONBLOCK);
    uint64_t value = 7;
    show_poll("some", fd, 0);
    show("small", read(fd, &value, 4));
    read(fd, &value, 8);
    show("one", value);
    show("most", eventfd_write(fd, UINT64_MAX - 1));
    value = UINT64_MAX - 4;
    show("most", write(fd, &value, 8));
    show_poll("full", fd, 0);
    value = UINT64_MAX;
    show("too much", write(fd, &value, 8));
    close(fd);
    fd = eventfd(0, 0);
    pthread_t thread;
    pthread_create(&thread, NULL, add_late, &fd);
    show("wait", read(fd, &value, 8));
    show("value", value);
    pthread_join(thread, NULL);
    close(fd);
}

static void processes(void) {
    puts("-- pidfd");
    show("absent", syscall(SYS_pidfd_open, 999999999, 0));
    show("flags", syscall(SYS_pidfd_open, getpid(), 1));
    show("number", syscall(SYS_pidfd_open, -1, 0));
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(1);
    }
    int fd = syscall(SYS_pidfd_open, child, 0);
    printf("flags: %d\n", fcntl(fd, F_GETFD));
    show_poll("runs", fd, 0);
    show_read("read", read(fd, buffer, 8));
    show("exists", syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
    show("signal", syscall(SYS_pidfd_send_signal, fd, 99, NULL, 0));
    show("kill", syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 0));
    show_poll("ended", fd, 1000);
    siginfo_t info = {0};
    show("wait", waitid(P_PIDFD, fd, &info, WEXITED));
    printf("how: %d %d %d\n", info.si_pid == child, info.si_code, info.si_status);
    show("gone", waitid(P_PIDFD, fd, &info, WEXITED));
    show("gone", syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
    close(fd);
    fd = -1;
    child = syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, &fd, 0, 0);
    if (child == 0) {
        _exit(5);
    }
    show_poll("cloned", fd, 1000);
    int status;
    waitpid(child, &status, 0);
    show("status", WEXITSTATUS(status));
    close(fd);
    int ends[2];
    pipe(ends);
    fd = syscall(SYS_pidfd_open, getpid(), 0);
    int copy = syscall(SYS_pidfd_getfd, fd, ends[1], 0);
    show("copy", write(copy, "copy", 4));
    show_read("copy", read(ends[0], buffer, 4));
    show("no copy", syscall(SYS_pidfd_getfd, fd, 999, 0));
    close(copy);
    close(fd);
    close(ends[0]);
    close(ends[1]);
}

static volatile int alarms, value, code, overrun_seen;

static void on_timer(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)context;
    alarms++;
    value = info->si_value.sival_int;
    code = info->si_code;
    overrun_seen += info->si_overrun;
}

static void posix_timers(void) {
    puts("-- POSIX timers");
    struct sigaction action = {.sa_sigaction = on_timer, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    timer_t timer, other;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 77};
    show("clock", timer_create(99, &event, &timer));
    show("create", timer_create(CLOCK_MONOTONIC, &event, &timer));
    struct itimerspec set = spec(20, 0), now;
    show("set", timer_settime(timer, 0, &set, NULL));
    while (alarms == 0) {
        pause();
    }
    printf("alarm: %d %d %d\n", alarms, value, code);
    show("over", timer_gettime(timer, &now));
    printf("over: %ld %ld\n", (long)now.it_value.tv_sec, now.it_value.tv_nsec);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    set = spec(5, 5);
    timer_settime(timer, 0, &set, NULL);
    usleep(60000);
    alarms = 0;
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
    printf("overrun: %d %d\n", alarms >= 1 && alarms < 4, overrun_seen >= 6 && timer_getoverrun(timer) >= 0);
    show("delete", timer_delete(timer));
    show("deleted", timer_delete(timer));
    show("deleted", timer_settime((timer_t)(long)1234567, 0, &set, NULL));
    alarms = 0;
    show("default", timer_create(CLOCK_REALTIME, NULL, &other));
    clock_gettime(CLOCK_REALTIME, &set.it_value);
    set.it_interval = (struct timespec){0, 0};
    show("absolute", timer_settime(other, TIMER_ABSTIME, &set, NULL));
    while (alarms == 0) {
        usleep(1000);
    }
    printf("alarm: %d\n", code);
    timer_delete(other);
    alarms = 0;
    event.sigev_notify = SIGEV_NONE;
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    set = spec(5, 0);
    timer_settime(timer, 0, &set, NULL);
    usleep(20000);
    show("none", alarms);
    timer_delete(timer);
    alarms = 0;
    event.sigev_notify = SIGEV_THREAD_ID;
    event._sigev_un._tid = gettid();
    show("thread", timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer));
    set = spec(10, 0);
    timer_settime(timer, 0, &set, NULL);
    long begin = millis();
    while (alarms == 0 && millis() - begin < 5000) {
    }
    show("CPU time", alarms);
    timer_delete(timer);
    alarms = 0;
    sigaction(SIGPROF, &action, NULL);
    struct itimerval prof = {{0, 5000}, {0, 5000}};
    show("profile", setitimer(ITIMER_PROF, &prof, NULL));
    begin = millis();
    while (alarms < 3 && millis() - begin < 5000) {
    }
    show("profile", alarms >= 3);
    struct itimerval old;
    setitimer(ITIMER_PROF, &(struct itimerval){0}, &old);
    printf("interval: %ld\n", (long)old.it_interval.tv_usec);
    show("which", setitimer(3, &prof, NULL));
}

static void splices(void) {
    puts("-- splice");
    int first[2], second[2], sockets[2];
    pipe2(first, O_NONBLOCK);
    pipe2(second, O_NONBLOCK);
    write(first[1], "through the pipes", 17);
    show("tee", tee(first[0], second[1], 7, 0));
    show_read("tee", read(second[0], buffer, sizeof buffer));
    show("splice", splice(first[0], NULL, second[1], NULL, 8, 0));
    show_read("splice", read(second[0], buffer, sizeof buffer));
    show("rest", splice(first[0], NULL, second[1], NULL, 100, 0));
    show("empty", splice(first[0], NULL, second[1], NULL, 100, SPLICE_F_NONBLOCK));
    socketpair(AF_UNIX, SOCK_STREAM, 0, sockets);
    show("to a socket", splice(second[0], NULL, sockets[0], NULL, 100, 0));
    show("from a socket", splice(sockets[1], NULL, first[1], NULL, 100, 0));
    show_read("from a socket", read(first[0], buffer, sizeof buffer));
    show("no pipe", splice(sockets[1], NULL, sockets[0], NULL, 100, 0));
    show("same pipe", splice(first[0], NULL, first[1], NULL, 100, 0));
    int file = open("/proc/self/exe", O_RDONLY);
    loff_t offset = 1;
    show("file", splice(file, &offset, first[1], NULL, 3, 0));
    show("offset", offset);
    show_read("file", read(first[0], buffer, sizeof buffer));
    show("offset", splice(first[0], &offset, second[1], NULL, 3, 0));
    show("vmsplice", vmsplice(first[1], (struct iovec[]){{"ab", 2}, {"cd", 2}}, 2, 0));
    show_read("vmsplice", read(first[0], buffer, sizeof buffer));
    close(first[1]);
    show("end", splice(first[0], NULL, second[1], NULL, 100, 0));
}

int main(int count, char **arguments) {
    if (count > 1) {
        printf("executed: %s\n", arguments[1]);
        return 0;
    }
    alarm(60);
    timer_files();
    signal_files();
    event_files();
    processes();
    posix_timers();
    splices();
    puts("-- execveat");
    fflush(stdout);
    int self = open("/proc/self/exe", O_PATH | O_CLOEXEC);
    show("empty", syscall(SYS_execveat, self, "", (char *[]){NULL}, NULL, 0));
    show("flags", syscall(SYS_execveat, self, "", (char *[]){NULL}, NULL, 1));
    fflush(stdout);
    if (fork() == 0) {
        syscall(SYS_execveat, self, "", (char *[]){"name", "by descriptor", NULL}, (char *[]){NULL}, AT_EMPTY_PATH);
        _exit(1);
    }
    wait(NULL);
    return 0;
}
