/*
 * Many of a kind: processes one after another, processes at once, threads at once and sockets in an epoll instance, as many as the
 * four arguments say; how long each took goes to standard error. Without arguments a soak: each byte of standard input asks for a
 * round of a bit of everything, all of which is given back, and each round ends with a line on standard output.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void took(const char *what, int count, double begun) {
    printf("%d %s\n", count, what);
    fflush(stdout);
    fprintf(stderr, "%s: %.2f s\n", what, seconds() - begun);
}

/* Waits for children that end with the low bits of their number. */
static void reap(int count) {
    for (int i = 0; i < count; i++) {
        int status;
        if (wait(&status) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 7) {
            fail("wait");
        }
    }
}

static void one_after_another(int count) {
    for (int i = 0; i < count; i++) {
        pid_t pid = fork();
        if (pid < 0) {
            fail("fork");
        }
        if (pid == 0) {
            _exit(7);
        }
        reap(1);
    }
}

static void at_once(int count) {
    int gate[2];
    char c;
    if (pipe(gate)) {
        fail("pipe");
    }
    for (int i = 0; i < count; i++) {
        pid_t pid = fork();
        if (pid < 0) {
            fail("fork");
        }
        if (pid == 0) {
            close(gate[1]);
            _exit(read(gate[0], &c, 1) == 0 ? 7 : 8);
        }
    }
    close(gate[0]);
    close(gate[1]);
    reap(count);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all = PTHREAD_COND_INITIALIZER;
static int present;
static int expected;

/* Ends when all others are there. */
static void *meet(void *argument) {
    pthread_mutex_lock(&mutex);
    if (++present == expected) {
        pthread_cond_broadcast(&all);
    }
    while (present < expected) {
        pthread_cond_wait(&all, &mutex);
    }
    pthread_mutex_unlock(&mutex);
    return argument;
}

static void threads(int count) {
    pthread_t *made = calloc((size_t) count, sizeof *made);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 << 10);
    present = 0;
    expected = count;
    for (int i = 0; i < count; i++) {
        if (pthread_create(&made[i], &attributes, meet, NULL)) {
            fail("pthread_create");
        }
    }
    for (int i = 0; i < count; i++) {
        pthread_join(made[i], NULL);
    }
    free(made);
}

/* Pairs, one of each in the set; all are written to, and each tells of it once. */
static void sockets(int count) {
    int set = epoll_create1(0);
    int *others = calloc((size_t) count / 2, sizeof *others);
    int *watched = calloc((size_t) count / 2, sizeof *watched);
    for (int i = 0; i < count / 2; i++) {
        int pair[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) {
            fail("socketpair");
        }
        struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u32 = (uint32_t) i};
        struct epoll_event other = {.events = EPOLLIN | EPOLLET, .data.u32 = UINT32_MAX};
        if (epoll_ctl(set, EPOLL_CTL_ADD, pair[0], &event) || epoll_ctl(set, EPOLL_CTL_ADD, pair[1], &other)) {
            fail("epoll_ctl");
        }
        watched[i] = pair[0];
        others[i] = pair[1];
    }
    for (int i = 0; i < count / 2; i++) {
        if (write(others[i], "x", 1) != 1) {
            fail("write");
        }
    }
    int told = 0;
    struct epoll_event events[256];
    for (int n; told < count / 2; told += n) {
        n = epoll_wait(set, events, 256, 10000);
        if (n <= 0) {
            fail("epoll_wait");
        }
        for (int i = 0; i < n; i++) {
            if (events[i].data.u32 >= (uint32_t) count / 2) {
                fail("an event of nobody");
            }
        }
    }
    if (epoll_wait(set, events, 256, 0) != 0) {
        fail("one event too many");
    }
    for (int i = 0; i < count / 2; i++) {
        close(watched[i]);
        close(others[i]);
    }
    close(set);
    free(others);
    free(watched);
}

static void internet(void) {
    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (server < 0 || bind(server, (struct sockaddr *) &address, size) || listen(server, 5)
            || getsockname(server, (struct sockaddr *) &address, &size)) {
        fail("server");
    }
    int client = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(client, (struct sockaddr *) &address, size)) {
        fail("connect");
    }
    int accepted = accept(server, NULL, NULL);
    char c;
    if (write(client, "x", 1) != 1 || read(accepted, &c, 1) != 1) {
        fail("transfer");
    }
    close(accepted);
    close(client);
    close(server);
}

static void nothing(int signal) {
    (void) signal;
}

static void memory(void) {
    char *private = mmap(NULL, 4 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *shared = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int fd = memfd_create("soak", 0);
    if (private == MAP_FAILED || shared == MAP_FAILED || fd < 0 || ftruncate(fd, 1 << 20)) {
        fail("memory");
    }
    char *file = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    int id = shmget(IPC_PRIVATE, 1 << 20, 0600);
    char *segment = shmat(id, NULL, 0);
    memset(private, 1, 1 << 20);
    memset(shared, 2, 1 << 20);
    memset(file, 3, 1 << 20);
    memset(segment, 4, 1 << 20);
    pid_t pid = fork();
    if (pid == 0) {
        memset(private, 5, 1 << 20);
        memset(shared, 6, 1 << 20);
        _exit(7);
    }
    reap(1);
    if (private[0] != 1 || shared[0] != 6) {
        fail("fork");
    }
    munmap(private, 4 << 20);
    munmap(shared, 1 << 20);
    munmap(file, 1 << 20);
    close(fd);
    shmdt(segment);
    shmctl(id, IPC_RMID, NULL);
}

static void others(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    int watch = inotify_init();
    inotify_add_watch(watch, "/proc", IN_CREATE);
    timer_t posix;
    struct sigevent event = {.sigev_notify = SIGEV_NONE};
    timer_create(CLOCK_MONOTONIC, &event, &posix);
    timer_delete(posix);
    int set = semget(IPC_PRIVATE, 10, 0600);
    int queue = msgget(IPC_PRIVATE, 0600);
    struct {
        long type;
        char text[100];
    } message = {1, ""};
    msgsnd(queue, &message, 100, 0);
    semctl(set, 0, IPC_RMID);
    msgctl(queue, IPC_RMID, NULL);
    signal(SIGUSR1, nothing);
    raise(SIGUSR1);
    close(timer);
    close(watch);
}

static void round_of_everything(void) {
    one_after_another(10);
    at_once(5);
    threads(20);
    sockets(100);
    internet();
    memory();
    others();
    pid_t pid = vfork();
    if (pid == 0) {
        execl("/proc/self/exe", "many", "0", "0", "0", "0", (char *) NULL);
        _exit(1);
    }
    int status;
    if (waitpid(pid, &status, 0) != pid || status != 0) {
        fail("exec");
    }
}

int main(int argc, char **argv) {
    if (argc < 5) {
        int rounds = 0;
        while (getchar() != EOF) {
            round_of_everything();
            printf("round %d\n", ++rounds);
            fflush(stdout);
        }
        return 0;
    }
    int counts[4];
    for (int i = 0; i < 4; i++) {
        counts[i] = atoi(argv[i + 1]);
    }
    if (counts[0] == 0) {
        return 0;
    }
    struct rlimit files = {(rlim_t) counts[3] + 100, (rlim_t) counts[3] + 100};
    setrlimit(RLIMIT_NOFILE, &files);
    double begun = seconds();
    one_after_another(counts[0]);
    took("processes one after another", counts[0], begun);
    begun = seconds();
    at_once(counts[1]);
    took("processes at once", counts[1], begun);
    begun = seconds();
    threads(counts[2]);
    took("threads at once", counts[2], begun);
    begun = seconds();
    sockets(counts[3]);
    took("sockets in epoll", counts[3], begun);
    return 0;
}
