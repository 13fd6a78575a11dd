/* epoll: levels, edges, one shot, changes of the set, nesting, waiting in another thread. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static int set;

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static int compare(const void *a, const void *b) {
    const struct epoll_event *left = a, *right = b;
    return (left->data.u64 > right->data.u64) - (left->data.u64 < right->data.u64);
}

static void wait_for(const char *what, int from, int timeout) {
    struct epoll_event events[8];
    int count = epoll_wait(from, events, 8, timeout);
    printf("%s: %d", what, count);
    if (count < 0) {
        printf(" %s", strerrorname_np(errno));
    }
    qsort(events, count < 0 ? 0 : count, sizeof *events, compare);
    for (int i = 0; i < count; i++) {
        printf(" %llx:%x", (unsigned long long)events[i].data.u64, events[i].events);
    }
    puts("");
}

static int control(int operation, int fd, unsigned events, unsigned long long data) {
    struct epoll_event event = {.events = events, .data.u64 = data};
    return epoll_ctl(set, operation, fd, &event);
}

static void *writer(void *ends) {
    usleep(20000);
    write(((int *)ends)[1], "late", 4);
    return NULL;
}

static void on_alarm(int signal) {
    (void)signal;
}

int main(void) {
    int ends[2], other[2];
    char buffer[16];
    show("flags", epoll_create1(1));
    show("size", epoll_create(0));
    set = epoll_create1(EPOLL_CLOEXEC);
    show("cloexec", fcntl(set, F_GETFD));
    pipe2(ends, O_NONBLOCK);
    pipe2(other, O_NONBLOCK);

    show("add", control(EPOLL_CTL_ADD, ends[0], EPOLLIN, 0x123456789abcdef0));
    show("again", control(EPOLL_CTL_ADD, ends[0], EPOLLIN, 1));
    show("itself", control(EPOLL_CTL_ADD, set, EPOLLIN, 1));
    show("closed", control(EPOLL_CTL_ADD, 999, EPOLLIN, 1));
    show("absent", control(EPOLL_CTL_MOD, other[0], EPOLLIN, 1));
    show("absent", control(EPOLL_CTL_DEL, other[0], EPOLLIN, 1));
    show("operation", control(9, ends[0], EPOLLIN, 1));
    int file = open("/proc/self/exe", O_RDONLY);
    show("file", control(EPOLL_CTL_ADD, file, EPOLLIN, 1));
    show("no set", epoll_ctl(ends[0], EPOLL_CTL_ADD, other[0], &(struct epoll_event){0}));
    show("no events", epoll_wait(set, NULL, 0, 0));
    wait_for("empty", set, 0);
    wait_for("in time", set, 10);

    write(ends[1], "abc", 3);
    wait_for("level", set, -1);
    wait_for("level", set, -1);
    show("modify", control(EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLET, 2));
    wait_for("edge", set, -1);
    wait_for("edge", set, 0);
    write(ends[1], "d", 1);
    wait_for("new edge", set, -1);
    show("read", read(ends[0], buffer, sizeof buffer));
    wait_for("empty", set, 0);
    show("modify", control(EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT, 3));
    write(ends[1], "e", 1);
    wait_for("one shot", set, -1);
    wait_for("one shot", set, 0);
    write(ends[1], "f", 1);
    wait_for("one shot", set, 0);
    show("modify", control(EPOLL_CTL_MOD, ends[0], EPOLLIN | EPOLLONESHOT, 4));
    wait_for("one shot", set, -1);
    show("delete", control(EPOLL_CTL_DEL, ends[0], 0, 0));
    wait_for("deleted", set, 0);

    show("add", control(EPOLL_CTL_ADD, other[1], EPOLLOUT, 5));
    show("add", control(EPOLL_CTL_ADD, ends[0], EPOLLIN, 6));
    wait_for("both", set, -1);
    struct epoll_event one;
    int seen = 0;
    for (int i = 0; i < 2; i++) {
        epoll_wait(set, &one, 1, -1);
        seen |= 1 << one.data.u64;
    }
    show("in turn", seen == (1 << 5 | 1 << 6));
    close(other[0]);
    wait_for("hang-up", set, -1);
    close(other[1]);
    wait_for("closed", set, -1);
    read(ends[0], buffer, sizeof buffer);
    int copy = dup(ends[0]);
    close(ends[0]);
    write(ends[1], "g", 1);
    wait_for("a copy is open", set, -1);
    close(copy);
    wait_for("no copy is", set, 0);
    close(ends[1]);

    int counter = eventfd(0, EFD_NONBLOCK);
    show("add", control(EPOLL_CTL_ADD, counter, EPOLLIN, 7));
    int outer = epoll_create1(0);
    struct epoll_event nested = {.events = EPOLLIN, .data.u64 = 8};
    show("nest", epoll_ctl(outer, EPOLL_CTL_ADD, set, &nested));
    show("in a circle", control(EPOLL_CTL_ADD, outer, EPOLLIN, 9));
    wait_for("nested", outer, 0);
    eventfd_write(counter, 1);
    wait_for("nested", outer, -1);
    wait_for("inside", set, -1);
    eventfd_t value;
    eventfd_read(counter, &value);
    wait_for("nested", outer, 0);

    pipe(ends);
    control(EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLRDHUP, 10);
    pthread_t thread;
    pthread_create(&thread, NULL, writer, ends);
    wait_for("from a thread", set, -1);
    pthread_join(thread, NULL);
    read(ends[0], buffer, sizeof buffer);
    if (fork() == 0) {
        write(ends[1], "child", 5);
        _exit(0);
    }
    wait_for("from a process", set, -1);
    wait(NULL);
    read(ends[0], buffer, sizeof buffer);

    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {.it_value.tv_usec = 20000};
    setitimer(ITIMER_REAL, &timer, NULL);
    wait_for("interrupted", set, -1);
    sigset_t mask;
    sigfillset(&mask);
    setitimer(ITIMER_REAL, &timer, NULL);
    show("masked", epoll_pwait(set, &one, 1, 60, &mask));
    close(ends[1]);
    wait_for("hang-up", set, -1);
    return 0;
}
