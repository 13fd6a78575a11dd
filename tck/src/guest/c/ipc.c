/* System V shared memory, semaphores and message queues. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KEY 0x67726166

union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static void show(const char *what, long result) {
    printf(" %s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

/* For what is a number of its own on each machine. */
static void works(const char *what, long result) {
    show(what, result == -1 ? -1 : 0);
}

static int child(void (*body)(void)) {
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        body();
        fflush(stdout);
        _exit(0);
    }
    return pid;
}

static void reap(int pid) {
    int status;
    waitpid(pid, &status, 0);
    if (status != 0) {
        printf(" child ended with %x\n", status);
    }
}

static void pause_ms(long ms) {
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void nothing(int signal) {
    (void) signal;
}

/* ---- shared memory ---- */

static int segment;
static volatile int *memory;

static void writes_memory(void) {
    memory[1] = 42;
    struct shmid_ds status;
    shmctl(segment, IPC_STAT, &status);
    printf(" attached in the child: %ld, last %s\n", (long) status.shm_nattch, status.shm_lpid == getppid() ? "parent" : "other");
}

static void attaches_again(void) {
    volatile int *here = shmat(segment, NULL, 0);
    here[2] = 43;
    show("detach", shmdt((const void *) here));
    here = shmat(segment, NULL, SHM_RDONLY);
    show("read-only, reads", here[2]);
    show("to be written after all", mprotect((void *) here, 4096, PROT_READ | PROT_WRITE));
}

static void program(const char *self) {
    char id[16];
    char fd[16];
    int file = memfd_create("shared", 0);
    ftruncate(file, 4096);
    volatile int *mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    mapped[0] = 45;
    snprintf(id, sizeof id, "%d", segment);
    snprintf(fd, sizeof fd, "%d", file);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        execl(self, self, id, fd, NULL);
        _exit(9);
    }
    reap(pid);
    show("written to a mapped file by another program", mapped[1]);
    munmap((void *) mapped, 4096);
    close(file);
}

static void shared_memory(const char *self) {
    puts("shared memory");
    struct shmid_ds status;
    works("absent", shmget(KEY, 100, 0600));
    works("of no size", shmget(KEY, 0, IPC_CREAT | 0600));
    segment = shmget(KEY, 10000, IPC_CREAT | 0640);
    works("new", segment);
    show("found", shmget(KEY, 0, 0) == segment);
    works("too large", shmget(KEY, 20000, 0));
    works("exclusive", shmget(KEY, 100, IPC_CREAT | IPC_EXCL | 0600));
    works("private", shmctl(shmget(IPC_PRIVATE, 5, 0600), IPC_RMID, NULL));
    show("stat", shmctl(segment, IPC_STAT, &status));
    printf(" key %x, mode %o, size %zu, attached %ld, times %d %d %d, creator %d, last %d\n", status.shm_perm.__key, status.shm_perm.mode,
           status.shm_segsz, (long) status.shm_nattch, status.shm_atime != 0, status.shm_dtime != 0, status.shm_ctime != 0,
           status.shm_cpid == getpid(), status.shm_lpid);
    memory = shmat(segment, NULL, 0);
    show("zero", memory[0] + memory[2499]);
    memory[0] = 41;
    reap(child(writes_memory));
    show("written by the child", memory[1]);
    reap(child(attaches_again));
    show("written by another attachment", memory[2]);
    program(self);
    show("written by another program", memory[3]);
    shmctl(segment, IPC_STAT, &status);
    printf(" attached %ld, times %d %d\n", (long) status.shm_nattch, status.shm_atime != 0, status.shm_dtime != 0);
    char *second = shmat(segment, (char *) memory + 0x100000 + 5, SHM_RND);
    printf(" rounded: %ld\n", (long) (second - (char *) memory));
    works("not aligned", (long) shmat(segment, (char *) memory + 0x200000 + 5, 0));
    works("over something", (long) shmat(segment, second, 0));
    show("instead of something", (long) (shmat(segment, second, SHM_REMAP) == second));
    works("instead of nothing", (long) shmat(segment, NULL, SHM_REMAP));
    show("a hole", munmap(second + 4096, 4096));
    show("detach in the middle", shmdt(second + 4096));
    show("detach what is left", shmdt(second));
    show("detach twice", shmdt(second));
    show("detach something else", shmdt(&KEY[(char *) 0]));
    status.shm_perm.mode = 0400;
    show("set", shmctl(segment, IPC_SET, &status));
    show("lock", shmctl(segment, SHM_LOCK, NULL));
    shmctl(segment, IPC_STAT, &status);
    printf(" mode %o\n", status.shm_perm.mode);
    show("unlock", shmctl(segment, SHM_UNLOCK, NULL));
    show("remove", shmctl(segment, IPC_RMID, NULL));
    works("the key is free", shmget(KEY, 100, 0));
    show("still there", memory[1]);
    show("stat", shmctl(segment, IPC_STAT, &status));
    printf(" key %x, mode %o\n", status.shm_perm.__key, status.shm_perm.mode);
    reap(child(attaches_again));
    show("written after the removal", memory[2]);
    show("last detach", shmdt((const void *) memory));
    show("gone", shmctl(segment, IPC_STAT, &status));
    works("attach nothing", (long) shmat(segment, NULL, 0));
    show("wrong command", shmctl(segment, 77, NULL));
    struct shminfo info;
    works("limits", shmctl(0, IPC_INFO, (struct shmid_ds *) &info));
    printf(" %ld\n", (long) info.shmmin);
}

/* ---- semaphores ---- */

static int set;

static int operate(int index, int change, int flags) {
    struct sembuf operation = {(unsigned short) index, (short) change, (short) flags};
    return semop(set, &operation, 1);
}

static int control(int index, int command, int value) {
    union semun argument = {value};
    return semctl(set, index, command, argument);
}

static void decreases(void) {
    show("decrease", operate(0, -3, 0));
}

static void waits_for_zero(void) {
    show("zero", operate(1, 0, 0));
}

static void undoes(void) {
    show("with undo", operate(2, -4, SEM_UNDO));
    show("more", operate(2, 1, SEM_UNDO));
    show("in between", control(2, GETVAL, 0));
}

static void waits_for_removal(void) {
    show("removed", operate(3, -1, 0));
}

static void is_interrupted(void) {
    struct sigaction action = {.sa_handler = nothing, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    show("interrupted", operate(3, -1, 0));
}

static void await_waiters(int index, int command) {
    while (control(index, command, 0) == 0) {
        pause_ms(1);
    }
}

static void semaphores(void) {
    puts("semaphores");
    unsigned short values[5] = {0};
    struct semid_ds status;
    union semun argument = {.array = values};
    works("absent", semget(KEY, 5, 0600));
    works("none", semget(KEY, 0, IPC_CREAT | 0600));
    works("negative", semget(KEY, -1, IPC_CREAT | 0600));
    set = semget(KEY, 5, IPC_CREAT | 0600);
    works("new", set);
    works("more than there are", semget(KEY, 6, 0));
    works("exclusive", semget(KEY, 5, IPC_CREAT | IPC_EXCL));
    argument.buf = &status;
    show("stat", semctl(set, 0, IPC_STAT, argument));
    printf(" key %x, mode %o, count %ld, times %d %d\n", status.sem_perm.__key, status.sem_perm.mode, (long) status.sem_nsems,
           status.sem_otime != 0, status.sem_ctime != 0);
    show("set", control(0, SETVAL, 2));
    show("too high", control(0, SETVAL, 32768));
    show("negative", control(0, SETVAL, -1));
    show("no such", control(5, SETVAL, 1));
    show("value", control(0, GETVAL, 0));
    show("pid", control(0, GETPID, 0) == getpid());
    show("increase", operate(0, 1, 0));
    show("decrease", operate(0, -2, 0));
    show("would wait", operate(0, -2, IPC_NOWAIT));
    show("zero would wait", operate(0, 0, IPC_NOWAIT));
    show("out of range", operate(5, 1, 0));
    show("overflow", operate(0, 32767, 0));
    struct sembuf several[3] = {{0, -1, 0}, {1, 5, 0}, {0, -1, IPC_NOWAIT}};
    show("all or nothing", semop(set, several, 3));
    argument.array = values;
    show("all", semctl(set, 0, GETALL, argument));
    printf(" %d %d %d %d %d\n", values[0], values[1], values[2], values[3], values[4]);
    struct sembuf passing[3] = {{0, -1, 0}, {0, 0, 0}, {0, 4, 0}};
    show("through zero", semop(set, passing, 3));
    show("value", control(0, GETVAL, 0));
    show("no operations", semop(set, several, 0));
    show("too many", semop(set, several, 501));
    show("no set", semop(set + 1, several, 1));
    show("no set at all", semop(-1, several, 1));
    show("bad address", semop(set, (struct sembuf *) 8, 1));
    struct timespec wrong = {0, 1000000000};
    struct timespec soon = {0, 20000000};
    several[0].sem_op = -10;
    show("wrong time", semtimedop(set, several, 1, &wrong));
    show("timed out", semtimedop(set, several, 1, &soon));

    control(0, SETVAL, 0);
    int waiting = child(decreases);
    await_waiters(0, GETNCNT);
    show("waiting", control(0, GETNCNT, 0));
    show("wake", operate(0, 2, 0));
    pause_ms(10);
    show("not yet", control(0, GETNCNT, 0));
    show("wake", operate(0, 2, 0));
    reap(waiting);
    show("value", control(0, GETVAL, 0));
    show("by the child", control(0, GETPID, 0) == waiting);
    control(1, SETVAL, 1);
    waiting = child(waits_for_zero);
    await_waiters(1, GETZCNT);
    show("waiting for zero", control(1, GETZCNT, 0));
    show("set", control(1, SETVAL, 0));
    reap(waiting);

    control(2, SETVAL, 10);
    reap(child(undoes));
    show("undone", control(2, GETVAL, 0));
    show("by the child", control(2, GETPID, 0) != getpid());

    waiting = child(is_interrupted);
    await_waiters(3, GETNCNT);
    kill(waiting, SIGUSR1);
    reap(waiting);
    show("waiting", control(3, GETNCNT, 0));
    for (int i = 0; i < 5; i++) {
        values[i] = (unsigned short) (i * 7);
    }
    argument.array = values;
    show("set all", semctl(set, 0, SETALL, argument));
    show("value", control(4, GETVAL, 0));
    control(3, SETVAL, 0);
    waiting = child(waits_for_removal);
    await_waiters(3, GETNCNT);
    show("remove", control(0, IPC_RMID, 0));
    reap(waiting);
    show("gone", control(0, GETVAL, 0));
    struct seminfo info;
    argument.buf = (struct semid_ds *) &info;
    works("limits", semctl(0, 0, IPC_INFO, argument));
    printf(" %d %d %d\n", info.semopm, info.semvmx, info.semmsl);
}

/* ---- messages ---- */

static int queue;

struct message {
    long type;
    char text[9000];
};

static void put(long type, const char *text) {
    struct message message = {type, ""};
    strcpy(message.text, text);
    show("send", msgsnd(queue, &message, strlen(text) + 1, IPC_NOWAIT));
}

static void get(long type, size_t size, int flags) {
    struct message message = {0, ""};
    long length = msgrcv(queue, &message, size, type, flags);
    show("receive", length);
    if (length >= 0) {
        printf("  %ld \"%.*s\"\n", message.type, (int) length, message.text);
    }
}

static void waits_for_message(void) {
    get(9, 100, 0);
}

static void waits_to_send(void) {
    struct message message = {5, ""};
    show("send at last", msgsnd(queue, &message, 8000, 0));
}

static void messages(void) {
    puts("messages");
    struct msqid_ds status;
    struct message large = {1, ""};
    works("absent", msgget(KEY, 0600));
    queue = msgget(KEY, IPC_CREAT | 0600);
    works("new", queue);
    works("exclusive", msgget(KEY, IPC_CREAT | IPC_EXCL));
    put(1, "one");
    put(3, "three");
    put(2, "two");
    put(3, "three again");
    put(7, "");
    show("stat", msgctl(queue, IPC_STAT, &status));
    printf(" key %x, mode %o, %ld messages, room %ld, times %d %d %d, pids %d %d\n", status.msg_perm.__key, status.msg_perm.mode,
           (long) status.msg_qnum, (long) status.msg_qbytes, status.msg_stime != 0, status.msg_rtime != 0, status.msg_ctime != 0,
           status.msg_lspid == getpid(), status.msg_lrpid);
    get(2, MSG_COPY | 0, IPC_NOWAIT | MSG_COPY);
    get(2, 100, MSG_COPY);
    get(3, 4, IPC_NOWAIT);
    get(3, 4, IPC_NOWAIT | MSG_NOERROR);
    get(-2, 100, IPC_NOWAIT);
    get(-2, 100, IPC_NOWAIT);
    get(-2, 100, IPC_NOWAIT);
    get(3, 100, IPC_NOWAIT | MSG_EXCEPT);
    get(0, 100, IPC_NOWAIT);
    get(0, 100, IPC_NOWAIT);
    show("wrong type", msgsnd(queue, &(struct message) {0, ""}, 1, 0));
    show("negative", msgsnd(queue, &large, -1, 0));
    show("too large", msgsnd(queue, &large, 8193, 0));
    show("full", msgsnd(queue, &large, 8192, IPC_NOWAIT));
    show("full", msgsnd(queue, &large, 8192, IPC_NOWAIT));
    show("full", msgsnd(queue, &large, 1, IPC_NOWAIT));
    int waiting = child(waits_to_send);
    pause_ms(20);
    show("receive", msgrcv(queue, &large, 9000, 0, 0));
    reap(waiting);
    show("receive", msgrcv(queue, &large, 9000, 0, 0));
    show("receive", msgrcv(queue, &large, 9000, 5, 0));
    waiting = child(waits_for_message);
    pause_ms(20);
    put(8, "eight");
    put(9, "nine");
    reap(waiting);
    show("stat", msgctl(queue, IPC_STAT, &status));
    printf(" by the child %d, %ld left\n", status.msg_lrpid == waiting, (long) status.msg_qnum);
    status.msg_qbytes = 10;
    status.msg_perm.mode = 0644;
    show("set", msgctl(queue, IPC_SET, &status));
    put(8, "123456");
    show("stat", msgctl(queue, IPC_STAT, &status));
    printf(" mode %o, room %ld\n", status.msg_perm.mode, (long) status.msg_qbytes);
    waiting = child(waits_for_message);
    pause_ms(20);
    show("remove", msgctl(queue, IPC_RMID, NULL));
    reap(waiting);
    get(0, 100, IPC_NOWAIT);
    struct msginfo info;
    works("limits", msgctl(0, IPC_INFO, (struct msqid_ds *) &info));
    printf(" %d %d\n", info.msgmax, info.msgmnb);
}

int main(int argc, char **argv) {
    if (argc == 3) {
        volatile int *here = shmat(atoi(argv[1]), NULL, 0);
        volatile int *mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, atoi(argv[2]), 0);
        printf(" another program reads %d %d\n", here[1], mapped[0]);
        here[3] = 44;
        mapped[1] = 46;
        return 0;
    }
    shared_memory(argv[0]);
    semaphores();
    messages();
    return 0;
}
