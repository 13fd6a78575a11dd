/* TCP and UDP on loopback: connections, addresses, options, ends, waiting, readiness. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
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

/* Waits, as what one end does takes its time to the other. */
static void show_poll(const char *what, int fd, short events) {
    struct pollfd pollfd = {.fd = fd, .events = events};
    int count = poll(&pollfd, 1, events & POLLIN ? 1000 : 0);
    printf("%s: %d %x\n", what, count, pollfd.revents);
}

static int option(int fd, int level, int what) {
    int value = -7;
    socklen_t length = sizeof value;
    return getsockopt(fd, level, what, &value, &length) < 0 ? -errno : value;
}

static int set_option(int fd, int level, int what, int value) {
    return setsockopt(fd, level, what, &value, sizeof value);
}

static struct sockaddr_storage address;
static socklen_t length;

static void set_address(int family, int port) {
    memset(&address, 0, sizeof address);
    if (family == AF_INET) {
        struct sockaddr_in *in = (struct sockaddr_in *)&address;
        in->sin_family = AF_INET;
        in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        in->sin_port = htons(port);
        length = sizeof *in;
    } else {
        struct sockaddr_in6 *in = (struct sockaddr_in6 *)&address;
        in->sin6_family = AF_INET6;
        in->sin6_addr = in6addr_loopback;
        in->sin6_port = htons(port);
        length = sizeof *in;
    }
}

static int port_of(int fd) {
    struct sockaddr_storage own;
    socklen_t size = sizeof own;
    getsockname(fd, (struct sockaddr *)&own, &size);
    return ntohs(own.ss_family == AF_INET ? ((struct sockaddr_in *)&own)->sin_port : ((struct sockaddr_in6 *)&own)->sin6_port);
}

static int listening(int family, int flags) {
    int fd = socket(family, SOCK_STREAM | flags, 0);
    set_address(family, 0);
    if (bind(fd, (struct sockaddr *)&address, length) || listen(fd, 8)) {
        show("listening", -1);
    }
    set_address(family, port_of(fd));
    return fd;
}

static volatile int awaits_alarm;

static void on_signal(int signal) {
    (void)signal;
    awaits_alarm = 0;
}

static void *late(void *fd) {
    do {
        usleep(20000);
    } while (awaits_alarm);
    send(*(int *)fd, "late", 4, 0);
    return NULL;
}

static void *connect_late(void *fd) {
    usleep(20000);
    connect(*(int *)fd, (struct sockaddr *)&address, length);
    return NULL;
}

static void *drain(void *fd) {
    static char large[100000];
    long total = 0;
    for (ssize_t got; (got = read(*(int *)fd, large, sizeof large)) > 0;) {
        for (ssize_t i = 0; i < got; i++) {
            if (large[i] != (char)((total + i) * 7)) {
                printf("wrong at %ld\n", total + i);
                return NULL;
            }
        }
        total += got;
    }
    return (void *)total;
}

static void streams(int family) {
    printf("-- streams %s\n", family == AF_INET ? "4" : "6");
    int client = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    printf("flags: %d %o\n", fcntl(client, F_GETFD), fcntl(client, F_GETFL));
    show_poll("new", client, POLLOUT);
    show("unconnected", send(client, "x", 1, MSG_NOSIGNAL));
    show_read("unconnected", recv(client, buffer, 1, 0));
    show("unconnected", getpeername(client, (struct sockaddr *)&(struct sockaddr_storage){0}, &(socklen_t){128}));
    int server = listening(family, 0);
    int other = socket(family, SOCK_STREAM, 0);
    show("in use", bind(other, (struct sockaddr *)&address, length));
    close(other);
    printf("options: %d %d %d %d\n", option(server, SOL_SOCKET, SO_TYPE), option(server, SOL_SOCKET, SO_DOMAIN),
           option(server, SOL_SOCKET, SO_PROTOCOL), option(server, SOL_SOCKET, SO_ACCEPTCONN));
    fcntl(server, F_SETFL, O_NONBLOCK);
    show("nobody", accept(server, NULL, NULL));
    fcntl(server, F_SETFL, 0);
    show("connect", connect(client, (struct sockaddr *)&address, length));
    show("again", connect(client, (struct sockaddr *)&address, length));
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    int accepted = accept4(server, (struct sockaddr *)&peer, &size, SOCK_NONBLOCK);
    printf("accepted: %d %d %d %o\n", size == length, peer.ss_family == family,
           port_of(client) == ntohs(((struct sockaddr_in *)&peer)->sin_port), fcntl(accepted, F_GETFL));
    show_read("nothing", read(accepted, buffer, 1));
    show("write", writev(client, (struct iovec[]){{"hel", 3}, {"lo", 2}}, 2));
    show_poll("ready", accepted, POLLIN);
    int available = 0;
    ioctl(accepted, FIONREAD, &available);
    show("available", available);
    show_read("peek", recv(accepted, buffer, sizeof buffer, MSG_PEEK));
    show_read("read", read(accepted, buffer, sizeof buffer));
    show("no delay", set_option(client, IPPROTO_TCP, TCP_NODELAY, 1));
    printf("no delay: %d\n", option(client, IPPROTO_TCP, TCP_NODELAY) != 0);
    show("keep", set_option(client, SOL_SOCKET, SO_KEEPALIVE, 1));
    printf("keep: %d\n", option(client, SOL_SOCKET, SO_KEEPALIVE));
    show("buffer", set_option(client, SOL_SOCKET, SO_RCVBUF, 8192));
    printf("buffer: %d\n", option(client, SOL_SOCKET, SO_RCVBUF));
    show("no option", set_option(client, IPPROTO_TCP, 9999, 1));
    show("no level", set_option(client, 9999, 1, 1));
    struct tcp_info info;
    size = sizeof info;
    show("info", getsockopt(client, IPPROTO_TCP, TCP_INFO, &info, &size));
    printf("state: %d\n", info.tcpi_state);
    show("rights", sendmsg(client, &(struct msghdr){.msg_iov = &(struct iovec){"r", 1}, .msg_iovlen = 1}, 0));
    show_poll("ready", accepted, POLLIN);
    show_read("r", recvfrom(accepted, buffer, 1, 0, (struct sockaddr *)&peer, &size));

    fcntl(accepted, F_SETFL, 0);
    pthread_t thread;
    pthread_create(&thread, NULL, late, &client);
    show_read("wait", read(accepted, buffer, sizeof buffer));
    pthread_join(thread, NULL);
    write(client, "ab", 2);
    pthread_create(&thread, NULL, late, &client);
    show_read("all", recv(accepted, buffer, 6, MSG_WAITALL));
    pthread_join(thread, NULL);
    pthread_create(&thread, NULL, drain, &accepted);
    static char large[3000000];
    for (size_t i = 0; i < sizeof large; i++) {
        large[i] = i * 7;
    }
    show("much", write(client, large, sizeof large));
    show("half", shutdown(client, SHUT_WR));
    void *total;
    pthread_join(thread, &total);
    show("much", (long)total);
    show("closed", send(client, "x", 1, MSG_NOSIGNAL));
    show("back", write(accepted, "back", 4));
    show_poll("back", client, POLLIN);
    show_read("back", read(client, buffer, sizeof buffer));
    close(accepted);
    show_poll("closed", client, POLLIN | POLLRDHUP);
    show_read("end", read(client, buffer, sizeof buffer));
    close(client);

    client = socket(family, SOCK_STREAM, 0);
    pthread_create(&thread, NULL, connect_late, &client);
    accepted = accept(server, NULL, NULL);
    show("waited", accepted >= 0);
    pthread_join(thread, NULL);
    struct linger linger = {1, 0};
    setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(client);
    show_poll("reset", accepted, POLLIN);
    show_read("reset", read(accepted, buffer, 1));
    show("pipe", send(accepted, "x", 1, MSG_NOSIGNAL));
    close(accepted);

    client = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int started = connect(client, (struct sockaddr *)&address, length);
    printf("started: %d\n", started == 0 || errno == EINPROGRESS);
    show_poll("connected", client, POLLOUT);
    show("error", option(client, SOL_SOCKET, SO_ERROR));
    close(client);
    accepted = accept(server, NULL, NULL);
    show_read("came and went", read(accepted, buffer, 1));
    close(accepted);

    close(server);
    client = socket(family, SOCK_STREAM, 0);
    show("refused", connect(client, (struct sockaddr *)&address, length));
    close(client);
    client = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connect(client, (struct sockaddr *)&address, length);
    show_poll("refused", client, POLLIN | POLLOUT);
    show("refused", option(client, SOL_SOCKET, SO_ERROR));
    show("refused", option(client, SOL_SOCKET, SO_ERROR));
    close(client);
    set_address(family == AF_INET ? AF_INET6 : AF_INET, 1);
    client = socket(family, SOCK_STREAM, 0);
    show("short", connect(client, (struct sockaddr *)&address, 4));
    close(client);
}

static void waiting(void) {
    puts("-- waiting");
    int server = listening(AF_INET, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    connect(client, (struct sockaddr *)&address, length);
    int accepted = accept(server, NULL, NULL);
    struct timeval time = {0, 20000};
    setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    show("accept in time", accept(server, NULL, NULL));
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    show_read("read in time", read(client, buffer, 1));
    socklen_t size = sizeof time;
    getsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &time, &size);
    printf("time: %ld %ld\n", (long)time.tv_sec, (long)time.tv_usec);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {.it_value.tv_usec = 20000};
    setitimer(ITIMER_REAL, &timer, NULL);
    show_read("interrupted", read(accepted, buffer, 1));
    awaits_alarm = 1;
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, late, &client);
    usleep(1000);
    show_read("restarted", read(accepted, buffer, sizeof buffer));
    pthread_join(thread, NULL);

    int set = epoll_create1(0), count;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET | EPOLLRDHUP};
    epoll_ctl(set, EPOLL_CTL_ADD, accepted, &event);
    count = epoll_wait(set, &event, 1, -1);
    printf("edge: %d %x\n", count, event.events);
    show("quiet", epoll_wait(set, &event, 1, 0));
    write(client, "ab", 2);
    count = epoll_wait(set, &event, 1, -1);
    printf("edge: %d %x\n", count, event.events);
    show_read("not all", read(accepted, buffer, 1));
    show("quiet", epoll_wait(set, &event, 1, 10));
    write(client, "c", 1);
    count = epoll_wait(set, &event, 1, -1);
    printf("another: %d %x\n", count, event.events);
    show_read("all", read(accepted, buffer, sizeof buffer));
    shutdown(client, SHUT_WR);
    count = epoll_wait(set, &event, 1, -1);
    printf("hang-up: %d %x\n", count, event.events);
    close(set);

    /* A thread that waits in a descriptor that another thread closes goes on waiting. */
    int copy = dup(client);
    close(client);
    show_poll("open", accepted, POLLOUT);
    close(copy);
    int status;
    signal(SIGPIPE, SIG_DFL);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        for (int i = 0; i < 100; i++) {
            write(accepted, "x", 1);
            usleep(1000);
        }
        _exit(0);
    }
    waitpid(child, &status, 0);
    printf("killed by %d\n", WTERMSIG(status));
    close(accepted);
    close(server);
}

static void datagrams(int family) {
    printf("-- datagrams %s\n", family == AF_INET ? "4" : "6");
    int server = socket(family, SOCK_DGRAM, 0), client = socket(family, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    set_address(family, 0);
    show("bind", bind(server, (struct sockaddr *)&address, length));
    set_address(family, port_of(server));
    show("no address", send(client, "x", 1, 0));
    show("to", sendto(client, "hello", 5, 0, (struct sockaddr *)&address, length));
    struct sockaddr_storage from;
    socklen_t size = sizeof from;
    show_read("from", recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &size));
    printf("from: %d %d\n", size == length, ntohs(((struct sockaddr_in *)&from)->sin_port) == port_of(client));
    show("back", sendto(server, "truncated", 9, 0, (struct sockaddr *)&from, size));
    struct pollfd pollfd = {.fd = client, .events = POLLIN};
    poll(&pollfd, 1, 1000);
    show_read("back", recv(client, buffer, 3, MSG_TRUNC));
    show_read("empty", recv(client, buffer, 3, 0));
    show("connect", connect(client, (struct sockaddr *)&address, length));
    show("empty", send(client, "", 0, 0));
    show_read("empty", recv(server, buffer, 3, 0));
    set_option(server, family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6, family == AF_INET ? IP_PKTINFO : IPV6_RECVPKTINFO, 1);
    struct mmsghdr many[2] = {0};
    struct iovec data[2] = {{"one", 3}, {"three", 5}};
    for (int i = 0; i < 2; i++) {
        many[i].msg_hdr.msg_iov = &data[i];
        many[i].msg_hdr.msg_iovlen = 1;
    }
    show("many", sendmmsg(client, many, 2, 0));
    char control[128] __attribute__((aligned(8)));
    for (int i = 0; i < 2; i++) {
        struct msghdr message = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &(struct iovec){buffer, 4}, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
        ssize_t got = recvmsg(server, &message, 0);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        printf("message: %d %.*s flags %x name %d control %d %d\n", (int)got, (int)got, buffer, message.msg_flags, message.msg_namelen == length, header ? header->cmsg_level : -1, header ? header->cmsg_type : -1);
    }
    close(server);
    send(client, "x", 1, 0);
    poll(&pollfd, 1, 1000);
    printf("refused: %x\n", pollfd.revents);
    show("refused", recv(client, buffer, 1, 0));
    show("disconnect", connect(client, (struct sockaddr *)&(struct sockaddr){.sa_family = AF_UNSPEC}, sizeof(struct sockaddr)));
    show("disconnected", send(client, "x", 1, 0));
    close(client);
}

static void files(void) {
    puts("-- files");
    int server = listening(AF_INET, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    connect(client, (struct sockaddr *)&address, length);
    int accepted = accept(server, NULL, NULL);
    char name[] = "/tmp/graftXXXXXX";
    int file = mkstemp(name);
    unlink(name);
    for (int i = 0; i < 30000; i++) {
        char text[8];
        sprintf(text, "%06d\n", i);
        write(file, text, 7);
    }
    pid_t child = fork();
    if (child == 0) {
        close(accepted);
        off_t offset = 0;
        while (sendfile(client, file, &offset, 210000 - offset) > 0) {
        }
        _exit(offset != 210000);
    }
    close(client);
    unsigned sum = 0;
    long total = 0;
    for (ssize_t got; (got = read(accepted, buffer, sizeof buffer)) > 0; total += got) {
        for (ssize_t i = 0; i < got; i++) {
            sum = sum * 31 + buffer[i];
        }
    }
    int status;
    waitpid(child, &status, 0);
    printf("file: %ld %u %d\n", total, sum, WEXITSTATUS(status));
    struct stat stat;
    fstat(accepted, &stat);
    printf("mode: %o\n", stat.st_mode);
    show("seek", lseek(accepted, 0, SEEK_SET));
    close(accepted);
    close(server);
}

static void names(void) {
    puts("-- names");
    struct ifaddrs *all = NULL;
    show("interfaces", getifaddrs(&all));
    int loopback = 0;
    for (struct ifaddrs *one = all; one; one = one->ifa_next) {
        loopback |= (one->ifa_flags & IFF_LOOPBACK) != 0;
    }
    printf("loopback: %d\n", loopback);
    freeifaddrs(all);
    unsigned index = if_nametoindex("lo");
    char name[IF_NAMESIZE];
    printf("lo: %d %s\n", index != 0, if_indextoname(index, name) ? name : "?");
    show("family", socket(99, SOCK_STREAM, 0));
    show("type", socket(AF_INET, 9, 0));
    show("protocol", socket(AF_INET, SOCK_STREAM, IPPROTO_UDP));
    show("pair", socketpair(AF_INET, SOCK_STREAM, 0, (int[2]){0}));
}

int main(void) {
    alarm(60);
    signal(SIGPIPE, SIG_IGN);
    streams(AF_INET);
    int six = socket(AF_INET6, SOCK_STREAM, 0);
    set_address(AF_INET6, 0);
    if (six >= 0 && bind(six, (struct sockaddr *)&address, length) == 0) {
        show("6 only", set_option(six, IPPROTO_IPV6, IPV6_V6ONLY, 1));
    }
    close(six);
    streams(AF_INET6);
    datagrams(AF_INET);
    datagrams(AF_INET6);
    waiting();
    files();
    names();
    return 0;
}
