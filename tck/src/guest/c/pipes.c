/* Pipes, poll, non-blocking reads, duplicated descriptors, a reader and a writer thread. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

static int ends[2];

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static void *writer(void *unused) {
    static char block[70000];
    memset(block, 'w', sizeof block);
    for (int i = 0; i < 5; i++) {
        if (write(ends[1], block, sizeof block) != sizeof block) {
            puts("short write");
        }
    }
    close(ends[1]);
    return unused;
}

int main(void) {
    char buffer[4096];
    int available = 0;
    show("pipe", pipe2(ends, O_CLOEXEC | O_NONBLOCK));
    show("flags", fcntl(ends[0], F_GETFD));
    show("empty", read(ends[0], buffer, 1));
    struct pollfd fds[] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}};
    show("poll", poll(fds, 2, 0));
    printf("%x %x\n", fds[0].revents, fds[1].revents);
    show("write", write(ends[1], "abcdef", 6));
    show("poll", poll(fds, 2, -1));
    printf("%x %x\n", fds[0].revents, fds[1].revents);
    show("FIONREAD", ioctl(ends[0], FIONREAD, &available));
    printf("%d\n", available);
    show("read", read(ends[0], buffer, 4));
    long filled = 0;
    for (ssize_t n; (n = write(ends[1], buffer, sizeof buffer)) > 0;) {
        filled += n;
    }
    show("full", filled > 60000);
    fcntl(ends[1], F_SETFL, 0);
    fcntl(ends[0], F_SETFL, 0);
    show("blocking", fcntl(ends[0], F_GETFL) & O_NONBLOCK);
    close(ends[1]);
    long drained = 0;
    for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;) {
        drained += n;
    }
    show("drained", drained == filled + 2);
    show("hang-up", poll(fds, 1, 0));
    printf("%x\n", fds[0].revents);
    close(ends[0]);
    show("closed", poll(fds, 1, 0));
    printf("%x\n", fds[0].revents);

    show("pipe", pipe(ends));
    show("dup2", dup2(ends[0], 20));
    show("dup3", dup3(ends[0], ends[0], 0));
    close(ends[0]);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(20, &set);
    struct timeval timeout = {0, 1000};
    show("select", select(21, &set, NULL, NULL, &timeout));
    pthread_t thread;
    pthread_create(&thread, NULL, writer, NULL);
    long total = 0;
    for (ssize_t n; (n = read(20, buffer, sizeof buffer)) > 0;) {
        total += n;
    }
    pthread_join(thread, NULL);
    show("total", total);
    show("terminal", isatty(20));
    show("bad descriptor", write(77, "x", 1));
    show("null", open("/dev/null", O_RDWR) >= 0);
    int zero = open("/dev/zero", O_RDONLY);
    memset(buffer, 1, sizeof buffer);
    show("zero", read(zero, buffer, sizeof buffer));
    show("zeros", buffer[0] == 0 && buffer[4095] == 0);
    return 0;
}
