/* Unix sockets: pairs, names, connections, messages with files and credentials, ends, waiting. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static char buffer[256];

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static void show_read(const char *what, long result) {
    printf("%s: %ld%s%s", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
    printf(result > 0 ? " %.*s\n" : "\n", (int)result, buffer);
}

static void show_poll(const char *what, int fd) {
    struct pollfd pollfd = {.fd = fd, .events = POLLIN | POLLOUT | POLLRDHUP};
    int count = poll(&pollfd, 1, 0);
    printf("%s: %d %x\n", what, count, pollfd.revents);
}

static socklen_t name(struct sockaddr_un *address, const char *text) {
    address->sun_family = AF_UNIX;
    strcpy(address->sun_path + (text[0] == '@'), text + (text[0] == '@'));
    if (text[0] == '@') {
        address->sun_path[0] = 0;
    }
    return offsetof(struct sockaddr_un, sun_path) + strlen(text) + (text[0] != '@');
}

static int bind_to(int fd, const char *text) {
    struct sockaddr_un address = {0};
    socklen_t length = name(&address, text);
    return bind(fd, (struct sockaddr *)&address, length);
}

static int connect_to(int fd, const char *text) {
    struct sockaddr_un address = {0};
    socklen_t length = name(&address, text);
    return connect(fd, (struct sockaddr *)&address, length);
}

static void show_name(const char *what, int fd, int (*get)(int, struct sockaddr *, socklen_t *)) {
    struct sockaddr_un address = {0};
    socklen_t length = sizeof address;
    int result = get(fd, (struct sockaddr *)&address, &length);
    if (result < 0) {
        show(what, result);
    } else {
        printf("%s: %d %d [%s]\n", what, address.sun_family, (int)length,
               address.sun_path[0] ? address.sun_path : address.sun_path + 1);
    }
}

static int option(int fd, int what) {
    int value = -7;
    socklen_t length = sizeof value;
    return getsockopt(fd, SOL_SOCKET, what, &value, &length) < 0 ? -errno : value;
}

static void set_option(int fd, int what, int value) {
    setsockopt(fd, SOL_SOCKET, what, &value, sizeof value);
}

static void pairs(void) {
    const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
    for (int i = 0; i < 3; i++) {
        int ends[2];
        printf("-- type %d\n", types[i]);
        show("pair", socketpair(AF_UNIX, types[i] | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends));
        printf("flags: %d %d\n", fcntl(ends[0], F_GETFD), (fcntl(ends[0], F_GETFL) & ~O_LARGEFILE) == (O_RDWR | O_NONBLOCK));
        printf("options: %d %d %d %d %d\n", option(ends[0], SO_TYPE), option(ends[0], SO_DOMAIN),
               option(ends[0], SO_PROTOCOL), option(ends[0], SO_ACCEPTCONN), option(ends[0], SO_ERROR));
        show_poll("idle", ends[0]);
        show_read("nothing", read(ends[0], buffer, sizeof buffer));
        show("write", write(ends[1], "one", 3));
        show("send", send(ends[1], "three", 5, 0));
        show_poll("full", ends[0]);
        int available = -1;
        show("ioctl", ioctl(ends[0], FIONREAD, &available));
        show("available", available);
        show_read("peek", recv(ends[0], buffer, sizeof buffer, MSG_PEEK));
        show_read("peek a bit", recv(ends[0], buffer, 2, MSG_PEEK));
        show_read("a bit", recv(ends[0], buffer, 2, 0));
        show_read("the rest", read(ends[0], buffer, sizeof buffer));
        show("two words", writev(ends[1], (struct iovec[]){{"ab", 2}, {"cd", 2}}, 2));
        show_read("truncated", recv(ends[0], buffer, 1, MSG_TRUNC));
        show_read("behind", read(ends[0], buffer, sizeof buffer));
        show("empty", send(ends[1], "", 0, 0));
        show_poll("empty", ends[0]);
        show_read("empty", recv(ends[0], buffer, sizeof buffer, 0));
        show("seek", lseek(ends[0], 0, SEEK_SET));
        struct stat status;
        fstat(ends[0], &status);
        printf("mode: %o\n", status.st_mode);
        show_name("name", ends[0], getsockname);
        show_name("peer", ends[0], getpeername);

        show("shut writing", shutdown(ends[1], SHUT_WR));
        show("write", send(ends[1], "x", 1, MSG_NOSIGNAL));
        show_poll("writer", ends[1]);
        show_poll("reader", ends[0]);
        show_read("end", recv(ends[0], buffer, sizeof buffer, 0));
        show("other way", write(ends[0], "back", 4));
        show_read("other way", read(ends[1], buffer, sizeof buffer));
        show("shut reading", shutdown(ends[1], SHUT_RD));
        show("write", send(ends[0], "x", 1, MSG_NOSIGNAL));
        show("how", shutdown(ends[1], 3));
        close(ends[1]);
        show_poll("alone", ends[0]);
        show("write", send(ends[0], "x", 1, MSG_NOSIGNAL));
        close(ends[0]);

        socketpair(AF_UNIX, types[i], 0, ends);
        write(ends[0], "lost", 4);
        write(ends[1], "kept", 4);
        close(ends[1]);
        show_poll("peer gone", ends[0]);
        show_read("kept", recv(ends[0], buffer, sizeof buffer, MSG_DONTWAIT));
        show_read("reset", recv(ends[0], buffer, sizeof buffer, MSG_DONTWAIT));
        show_read("then", recv(ends[0], buffer, sizeof buffer, MSG_DONTWAIT));
        show_poll("then", ends[0]);
        close(ends[0]);
    }
    int ends[2];
    show("family", socketpair(AF_UNIX, 9, 0, ends));
    show("protocol", socketpair(AF_UNIX, SOCK_STREAM, 9, ends));
    show("flags", socket(AF_UNIX, SOCK_STREAM | 0x10, 0));
    show("no socket", send(1, "", 0, 0));
    show("no file", send(99, "", 0, 0));
}

static void connections(const char *where) {
    printf("-- %s\n", where);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
    show_poll("new", client);
    show("early", listen(listener, 5));
    show("unconnected", send(client, "x", 1, MSG_NOSIGNAL));
    show_read("unconnected", recv(client, buffer, 1, 0));
    show_name("unconnected", client, getpeername);
    show("nobody", connect_to(client, where));
    show("bind", bind_to(listener, where));
    show("again", bind_to(listener, where));
    show("taken", bind_to(client, where));
    show("not listening", connect_to(client, where));
    show("accept", accept(listener, NULL, NULL));
    show("listen", listen(listener, 1));
    printf("listens: %d\n", option(listener, SO_ACCEPTCONN));
    show_poll("listens", listener);
    int wrong = socket(AF_UNIX, SOCK_DGRAM, 0);
    show("wrong type", connect_to(wrong, where));
    close(wrong);
    show("connect", connect_to(client, where));
    show("connected", connect_to(client, where));
    show_poll("arrived", listener);
    show("early", write(client, "early", 5));
    int more[3], made = 0;
    for (int i = 0; i < 3; i++) {
        more[i] = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
        made += connect_to(more[i], where) == 0;
    }
    show("backlog", made);
    show("full", connect_to(more[2], where));
    struct sockaddr_un address;
    socklen_t length = sizeof address;
    int server = accept4(listener, (struct sockaddr *)&address, &length, SOCK_CLOEXEC);
    printf("accepted: %d %d %d\n", server >= 0, (int)length, fcntl(server, F_GETFD));
    show_read("early", read(server, buffer, sizeof buffer));
    show_name("server", server, getsockname);
    show_name("client", client, getpeername);
    show_name("anonymous", server, getpeername);
    struct ucred who;
    length = sizeof who;
    show("who", getsockopt(server, SOL_SOCKET, SO_PEERCRED, &who, &length));
    printf("who: %d %d %d\n", who.pid == getpid(), who.uid == geteuid(), who.gid == getegid());
    getsockopt(more[2], SOL_SOCKET, SO_PEERCRED, &who, &length);
    printf("who: %d %d %d\n", who.pid, (int)who.uid, (int)who.gid);
    show("address", sendto(client, "x", 1, 0, (struct sockaddr *)&address, sizeof address));
    close(listener);
    show_read("never accepted", recv(more[0], buffer, 1, 0));
    show_read("never accepted", recv(more[0], buffer, 1, 0));
    show("closed", connect_to(more[2], where));
    for (int i = 0; i < 3; i++) {
        close(more[i]);
    }
    close(client);
    show_read("end", read(server, buffer, sizeof buffer));
    close(server);
    if (where[0] != '@') {
        struct stat status;
        stat(where, &status);
        printf("mode: %o\n", status.st_mode & ~0022);
        show("open", open(where, O_RDWR));
        client = socket(AF_UNIX, SOCK_STREAM, 0);
        show("exists", bind_to(client, where));
        unlink(where);
        show("no file", connect_to(client, where));
        close(client);
    }
}

static void datagrams(void) {
    puts("-- datagrams");
    int first = socket(AF_UNIX, SOCK_DGRAM, 0), second = socket(AF_UNIX, SOCK_DGRAM, 0);
    char own[40];
    sprintf(own, "@graft-test-%d", getpid());
    show("bind", bind_to(first, own));
    show("unconnected", send(second, "x", 1, 0));
    struct sockaddr_un address = {0};
    socklen_t length = name(&address, own);
    show("to", sendto(second, "hello", 5, 0, (struct sockaddr *)&address, length));
    struct sockaddr_un from;
    socklen_t size = sizeof from;
    show_read("from", recvfrom(first, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &size));
    printf("length: %d\n", (int)size);
    show("automatic", bind(second, (struct sockaddr *)&(struct sockaddr_un){.sun_family = AF_UNIX}, 2));
    size = sizeof from;
    getsockname(second, (struct sockaddr *)&from, &size);
    printf("length: %d\n", (int)size);
    show("connect", connect_to(second, own));
    show("send", send(second, "named", 5, 0));
    size = sizeof from;
    show_read("from", recvfrom(first, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &size));
    printf("length: %d\n", (int)size);
    show("back", sendto(first, "back", 4, 0, (struct sockaddr *)&from, size));
    show_read("back", recv(second, buffer, sizeof buffer, 0));
    int third = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    show("third", sendto(third, "x", 1, 0, (struct sockaddr *)&from, size));
    show("listen", listen(third, 1));
    show("accept", accept(third, NULL, NULL));
    connect_to(third, own);
    int sent = 0;
    while (send(third, "x", 1, 0) == 1) {
        sent++;
    }
    printf("queue: %d %s\n", sent, strerrorname_np(errno));
    show_poll("full", third);
    recv(first, buffer, 1, 0);
    show_poll("room", third);
    show("room", send(third, "x", 1, 0));
    close(first);
    show("gone", send(third, "x", 1, 0));
    show("gone", send(third, "x", 1, 0));
    show("disconnect", connect(second, (struct sockaddr *)&(struct sockaddr){.sa_family = AF_UNSPEC}, 2));
    show("disconnected", send(second, "x", 1, 0));
    show("nobody", sendto(second, "x", 1, 0, (struct sockaddr *)&address, length));
    char *large = calloc(1, 1 << 20);
    int ends[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    show("too large", send(ends[0], large, 1 << 20, 0));
    show("large", send(ends[0], large, 100000, 0));
    show("large", recv(ends[1], large, 1 << 20, 0));
    close(ends[0]);
    close(ends[1]);
    close(second);
    close(third);
}

static ssize_t send_files(int fd, const char *text, const int *files, int count, int credentials) {
    char control[256] = {0};
    struct iovec data = {(void *)text, strlen(text)};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control};
    struct cmsghdr *header = (struct cmsghdr *)control;
    if (count > 0) {
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(header), files, count * sizeof(int));
        message.msg_controllen += CMSG_SPACE(count * sizeof(int));
    }
    if (credentials) {
        struct ucred self = {getpid() + (credentials > 1), getuid(), getgid()};
        header = (struct cmsghdr *)(control + message.msg_controllen);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_CREDENTIALS;
        header->cmsg_len = CMSG_LEN(sizeof self);
        memcpy(CMSG_DATA(header), &self, sizeof self);
        message.msg_controllen += CMSG_SPACE(sizeof self);
    }
    return sendmsg(fd, &message, MSG_NOSIGNAL);
}

static int received[8];

static void receive_files(const char *what, int fd, int space, int flags, pid_t sender) {
    char control[256] __attribute__((aligned(8)));
    struct iovec data = {buffer, sizeof buffer};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = space ? control : NULL, .msg_controllen = space};
    ssize_t length = recvmsg(fd, &message, flags);
    if (length < 0) {
        show(what, length);
        return;
    }
    printf("%s: %d %.*s flags %x control %d", what, (int)length, (int)length, buffer, message.msg_flags, (int)message.msg_controllen);
    int count = 0;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        printf(" (%d %d %d", header->cmsg_level, header->cmsg_type, (int)header->cmsg_len);
        if (header->cmsg_type == SCM_RIGHTS) {
            for (size_t i = 0; i < (header->cmsg_len - CMSG_LEN(0)) / sizeof(int); i++) {
                memcpy(&received[count], CMSG_DATA(header) + i * sizeof(int), sizeof(int));
                printf(" cloexec %d", fcntl(received[count], F_GETFD));
                count++;
            }
        } else if (header->cmsg_type == SCM_CREDENTIALS && header->cmsg_len >= CMSG_LEN(sizeof(struct ucred))) {
            struct ucred who;
            memcpy(&who, CMSG_DATA(header), sizeof who);
            printf(" %s %d %d", who.pid == sender ? "sender" : "other", who.uid == getuid(), who.gid == getgid());
        }
        printf(")");
    }
    puts("");
    received[count] = -1;
}

static void close_received(void) {
    for (int i = 0; received[i] >= 0; i++) {
        close(received[i]);
    }
}

static void messages(void) {
    puts("-- messages");
    int ends[2], pipes[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    pipe(pipes);
    show("send", send_files(ends[0], "file", pipes, 1, 0));
    close(pipes[0]);
    receive_files("receive", ends[1], 64, MSG_CMSG_CLOEXEC, 0);
    write(pipes[1], "through", 7);
    show_read("passed", read(received[0], buffer, sizeof buffer));
    close_received();
    signal(SIGPIPE, SIG_IGN);
    show("nobody reads", write(pipes[1], "x", 1));
    close(pipes[1]);

    int files[3] = {0, 1, 2};
    show("send", send(ends[0], "plain ", 6, 0));
    show("three", send_files(ends[0], "three", files, 3, 0));
    show("send", send(ends[0], " behind", 7, 0));
    receive_files("peek", ends[1], 64, MSG_PEEK, 0);
    close_received();
    receive_files("receive", ends[1], 64, 0, 0);
    close_received();
    receive_files("receive", ends[1], 64, 0, 0);
    show("three", send_files(ends[0], "three", files, 3, 0));
    receive_files("room for two", ends[1], CMSG_SPACE(2 * sizeof(int)), 0, 0);
    close_received();
    show("three", send_files(ends[0], "three", files, 3, 0));
    receive_files("no room", ends[1], 0, 0, 0);
    show("three", send_files(ends[0], "three", files, 3, 0));
    show_read("read", read(ends[1], buffer, sizeof buffer));
    files[1] = 99;
    show("bad", send_files(ends[0], "x", files, 2, 0));
    show("empty", send_files(ends[0], "", files, 1, 0));
    show_read("empty", recv(ends[1], buffer, 1, MSG_DONTWAIT));

    set_option(ends[1], SO_PASSCRED, 1);
    printf("option: %d\n", option(ends[1], SO_PASSCRED));
    pid_t child = fork();
    if (child == 0) {
        _exit(write(ends[0], "child", 5) != 5);
    }
    waitpid(child, NULL, 0);
    write(ends[0], "parent", 6);
    receive_files("from", ends[1], 64, 0, child);
    receive_files("from", ends[1], 64, 0, getpid());
    show("both", send_files(ends[0], "both", files, 1, 1));
    receive_files("both", ends[1], 128, 0, getpid());
    close_received();
    close(ends[0]);
    receive_files("end", ends[1], 128, 0, 0);
    close(ends[1]);

    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
    for (int i = 0; i < 3; i++) {
        send_files(ends[0], "packet", files, 1, 0);
    }
    receive_files("packet", ends[1], 64, 0, 0);
    close_received();
    struct mmsghdr many[3] = {0};
    char texts[3][4];
    struct iovec data[3];
    for (int i = 0; i < 3; i++) {
        data[i] = (struct iovec){texts[i], 4};
        many[i].msg_hdr.msg_iov = &data[i];
        many[i].msg_hdr.msg_iovlen = 1;
    }
    int count = recvmmsg(ends[1], many, 3, MSG_WAITFORONE, NULL);
    printf("many: %d", count);
    for (int i = 0; i < count; i++) {
        printf(" %u %x", many[i].msg_len, many[i].msg_hdr.msg_flags);
    }
    puts("");
    for (int i = 0; i < 3; i++) {
        memcpy(texts[i], "abc", 4);
        data[i].iov_len = i + 1;
    }
    show("many", sendmmsg(ends[1], many, 3, 0));
    for (int i = 0; i < 3; i++) {
        show_read("one", recv(ends[0], buffer, sizeof buffer, 0));
    }
    /* A socket that travels through itself, and one whose receiver never looks. */
    send_files(ends[0], "self", &ends[1], 1, 0);
    receive_files("self", ends[1], 64, 0, 0);
    write(ends[0], "to a copy", 9);
    show_read("copy", read(received[0], buffer, sizeof buffer));
    close_received();
    pipe(pipes);
    send_files(ends[0], "never", &pipes[1], 1, 0);
    close(pipes[1]);
    close(ends[0]);
    show("held", fcntl(pipes[0], F_SETFL, O_NONBLOCK));
    show_read("held", read(pipes[0], buffer, 1));
    close(ends[1]);
    show_read("let go", read(pipes[0], buffer, 1));
    close(pipes[0]);
}

static int shared[2];

static volatile int awaits_alarm;

static void on_signal(int signal) {
    (void)signal;
    awaits_alarm = 0;
}

static void *late(void *text) {
    do {
        usleep(20000);
    } while (awaits_alarm);
    send(shared[1], text, strlen(text), MSG_NOSIGNAL);
    return NULL;
}

static void *drain(void *size) {
    usleep(20000);
    long left = *(long *)size;
    char large[10000];
    while (left > 0) {
        ssize_t got = recv(shared[0], large, sizeof large, 0);
        if (got <= 0) {
            break;
        }
        left -= got;
    }
    return NULL;
}

static void waiting(void) {
    puts("-- waiting");
    pthread_t thread;
    socketpair(AF_UNIX, SOCK_STREAM, 0, shared);
    pthread_create(&thread, NULL, late, "late");
    show_read("wait", read(shared[0], buffer, sizeof buffer));
    pthread_join(thread, NULL);
    send(shared[1], "ab", 2, 0);
    pthread_create(&thread, NULL, late, "cdef");
    show_read("all", recv(shared[0], buffer, 5, MSG_WAITALL));
    pthread_join(thread, NULL);
    long size = 3000000;
    char *large = calloc(1, size);
    pthread_create(&thread, NULL, drain, &size);
    send(shared[1], large, 1, 0);
    show("all of it", write(shared[1], large, size - 2));
    pthread_join(thread, NULL);
    int flags = fcntl(shared[1], F_GETFL);
    fcntl(shared[1], F_SETFL, flags | O_NONBLOCK);
    long part = write(shared[1], large, size);
    printf("a part: %d\n", part > 100000 && part < size);
    show("no more", write(shared[1], large, size));
    show_poll("no more", shared[1]);
    fcntl(shared[1], F_SETFL, flags);

    struct timeval time = {0, 20000};
    show("time", setsockopt(shared[1], SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time));
    show("in time", send(shared[1], large, size, MSG_NOSIGNAL));
    show("time", setsockopt(shared[1], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time));
    show_read("in time", read(shared[1], buffer, 1));
    time.tv_usec = 1000000;
    show("no time", setsockopt(shared[1], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time));
    socklen_t length = sizeof time;
    getsockopt(shared[1], SOL_SOCKET, SO_RCVTIMEO, &time, &length);
    printf("time: %ld %ld\n", (long)time.tv_sec, (long)time.tv_usec);
    close(shared[0]);
    close(shared[1]);

    socketpair(AF_UNIX, SOCK_STREAM, 0, shared);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {.it_value.tv_usec = 20000};
    setitimer(ITIMER_REAL, &timer, NULL);
    show_read("interrupted", read(shared[0], buffer, 1));
    awaits_alarm = 1;
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
    pthread_create(&thread, NULL, late, "restarted");
    usleep(1000);
    show_read("restarted", read(shared[0], buffer, sizeof buffer));
    pthread_join(thread, NULL);
    sigaction(SIGPIPE, &action, NULL);
    int status, set = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN | EPOLLET | EPOLLRDHUP, .data.u32 = 5};
    epoll_ctl(set, EPOLL_CTL_ADD, shared[0], &event);
    show("quiet", epoll_wait(set, &event, 1, 0));
    pthread_create(&thread, NULL, late, "edge");
    int count = epoll_wait(set, &event, 1, -1);
    printf("edge: %d %x\n", count, event.events);
    pthread_join(thread, NULL);
    show("quiet", epoll_wait(set, &event, 1, 0));
    write(shared[1], "x", 1);
    show("new edge", epoll_wait(set, &event, 1, -1));
    shutdown(shared[1], SHUT_WR);
    count = epoll_wait(set, &event, 1, -1);
    printf("hang-up: %d %x\n", count, event.events);
    close(set);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGPIPE, SIG_DFL);
        write(shared[1], "x", 1);
        _exit(0);
    }
    waitpid(child, &status, 0);
    printf("killed by %d\n", WTERMSIG(status));
    child = fork();
    if (child == 0) {
        signal(SIGPIPE, SIG_DFL);
        send(shared[1], "x", 1, MSG_NOSIGNAL);
        _exit(3);
    }
    waitpid(child, &status, 0);
    printf("ended with %d\n", WEXITSTATUS(status));
    close(shared[0]);
    close(shared[1]);
}

/* A server in a process of its own. */
static void serve(void) {
    puts("-- server");
    char own[40];
    sprintf(own, "@graft-server-%d", getpid());
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    bind_to(listener, own);
    listen(listener, 5);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        for (int i = 0; i < 3; i++) {
            int client = accept(listener, NULL, NULL);
            ssize_t length = recv(client, buffer, sizeof buffer, 0);
            for (ssize_t at = 0; at < length; at++) {
                buffer[at] -= 'a' - 'A';
            }
            send(client, buffer, length, 0);
            close(client);
        }
        _exit(0);
    }
    close(listener);
    for (int i = 0; i < 3; i++) {
        int client = socket(AF_UNIX, SOCK_SEQPACKET, 0);
        show("connect", connect_to(client, own));
        struct ucred who;
        socklen_t length = sizeof who;
        getsockopt(client, SOL_SOCKET, SO_PEERCRED, &who, &length);
        printf("who: %d\n", who.pid == getpid());
        send(client, "request", 7, 0);
        show_read("answer", recv(client, buffer, sizeof buffer, 0));
        show_read("end", recv(client, buffer, sizeof buffer, 0));
        close(client);
    }
    waitpid(child, NULL, 0);
}

int main(void) {
    alarm(60);
    pairs();
    int listening = socket(AF_UNIX, SOCK_STREAM, 0);
    show("long", bind(listening, (struct sockaddr *)&(struct sockaddr_un){.sun_family = AF_UNIX}, 111));
    show("other family", bind(listening, (struct sockaddr *)&(struct sockaddr_un){.sun_family = AF_INET}, 10));
    show("no folder", bind_to(listening, "absent/socket"));
    close(listening);
    char folder[] = "/tmp/graftXXXXXX";
    if (!mkdtemp(folder) || chdir(folder)) {
        return 1;
    }
    connections("socket");
    rmdir(folder);
    connections("@graft-test");
    datagrams();
    messages();
    waiting();
    serve();
    return 0;
}
