/* Pseudo terminals: lines and their editing, single characters, output, signals, sessions, job control, hang-ups. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int master, slave;

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static void show_read(const char *what, int fd) {
    char buffer[200];
    if (fd == master) {
        usleep(20000); /* Linux passes on what was written a little later. */
    }
    ssize_t length = read(fd, buffer, sizeof buffer);
    printf("%s: %d%s%s ", what, (int)length, length < 0 ? " " : "", length < 0 ? strerrorname_np(errno) : "");
    for (ssize_t i = 0; i < length; i++) {
        printf(buffer[i] < ' ' ? "<%d>" : "%c", buffer[i]);
    }
    puts("");
}

static void show_poll(const char *what, int fd) {
    struct pollfd pollfd = {.fd = fd, .events = POLLIN | POLLOUT};
    poll(&pollfd, 1, 0);
    printf("%s: %x\n", what, pollfd.revents);
}

static void type(const char *text) {
    write(master, text, strlen(text));
    usleep(20000);
}

static void settings(int local, int least, int tenths) {
    struct termios termios;
    tcgetattr(slave, &termios);
    termios.c_lflag = local;
    termios.c_cc[VMIN] = least;
    termios.c_cc[VTIME] = tenths;
    show("settings", tcsetattr(slave, TCSANOW, &termios));
}

static void lines(void) {
    puts("-- lines");
    struct termios termios;
    show("get", tcgetattr(slave, &termios));
    printf("flags: %o %o %o %o %d\n", termios.c_iflag, termios.c_oflag, termios.c_cflag, termios.c_lflag, termios.c_cc[VEOF]);
    show_poll("nothing", slave);
    type("one\rtwo\n");
    show_poll("lines", slave);
    int available = 0;
    ioctl(slave, FIONREAD, &available);
    show_read("line", slave);
    show_read("line", slave);
    show_read("echo", master);
    type("wrong\177\177\177ight");
    show_poll("no line", slave);
    type("\n");
    show_read("erased", slave);
    show_read("echo", master);
    type("kill\025first second\027third\t\177\001\177.\n");
    show_read("line", slave);
    show_read("echo", master);
    type("literal \026\003\n");
    show_read("literal", slave);
    show_read("echo", master);
    type("end\004\004");
    show_read("part", slave);
    show_read("end", slave);
    show_read("echo", master);
    show("write", write(slave, "a\tb\nc\r\n", 7));
    show_read("output", master);
    fcntl(slave, F_SETFL, O_NONBLOCK);
    show_read("nothing", slave);
    fcntl(slave, F_SETFL, 0);
    char byte;
    type("xyz\n");
    show("a byte", read(slave, &byte, 1));
    show_read("rest", slave);
    type("\023");
    fcntl(slave, F_SETFL, O_NONBLOCK);
    show("stopped", write(slave, "x", 1));
    type("\021");
    show("started", write(slave, "x", 1));
    fcntl(slave, F_SETFL, 0);
    show_read("output", master);
}

static void characters(void) {
    puts("-- characters");
    settings(0, 1, 0);
    type("a\003\r");
    show_read("raw", slave);
    settings(0, 0, 0);
    show_read("none", slave);
    settings(0, 0, 1);
    show_read("in time", slave);
    settings(ECHO | ECHOCTL, 3, 0);
    type("ab");
    if (fork() == 0) {
        usleep(20000);
        type("\001");
        _exit(0);
    }
    show_read("three", slave);
    wait(NULL);
    show_read("echo", master);
    type("pending");
    settings(ICANON, 1, 0);
    settings(ICANON | ISIG | ECHO | ECHOE | ECHOCTL | IEXTEN, 1, 0);
    tcflush(slave, TCIFLUSH);
    fcntl(slave, F_SETFL, O_NONBLOCK);
    show_read("flushed", slave);
    fcntl(slave, F_SETFL, 0);
    show_read("echo", master);
}

static void on_signal(int signal) {
    printf("signal %d\n", signal);
    fflush(stdout);
}

static void await(const char *what, pid_t child, int options) {
    int status = 0;
    pid_t found = waitpid(child, &status, options);
    printf("%s: %d", what, found == child);
    if (WIFSTOPPED(status)) {
        printf(" stopped by %d\n", WSTOPSIG(status));
    } else if (WIFSIGNALED(status)) {
        printf(" killed by %d\n", WTERMSIG(status));
    } else if (WIFCONTINUED(status)) {
        puts(" continued");
    } else {
        printf(" ended with %d\n", WEXITSTATUS(status));
    }
    fflush(stdout);
}

/* A shell of sorts: leads a session, with one job. */
static void lead(const char *path) {
    show("leader", setsid() == getpid());
    show("none", open("/dev/tty", O_RDWR));
    int fd = open(path, O_RDWR);
    show("terminal", fd >= 0);
    show("controlled", tcgetsid(fd) == getpid());
    show("foreground", tcgetpgrp(fd) == getpgrp());
    int again = open("/dev/tty", O_RDWR);
    show("again", again >= 0 && isatty(again));
    signal(SIGWINCH, on_signal);
    ioctl(fd, TIOCSWINSZ, &(struct winsize){24, 80, 0, 0});
    struct winsize size;
    ioctl(master, TIOCGWINSZ, &size);
    printf("size: %d %d\n", size.ws_row, size.ws_col);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        char byte;
        _exit(read(fd, &byte, 1) == 1 ? byte : 99);
    }
    setpgid(child, child);
    await("reads behind", child, WUNTRACED);
    type("A\n");
    show("to the front", tcsetpgrp(fd, child));
    kill(-child, SIGCONT);
    await("goes on", child, 0);
    signal(SIGTTOU, SIG_IGN);
    show("back", tcsetpgrp(fd, getpgrp()));
    show("no group", tcsetpgrp(fd, 99999));
    fflush(stdout);
    child = fork();
    if (child == 0) {
        setpgid(0, 0);
        while (tcgetpgrp(fd) != getpgrp()) {
            usleep(1000);
        }
        type("\032");
        pause();
        type("\003");
        pause();
        _exit(0);
    }
    setpgid(child, child);
    tcsetpgrp(fd, child);
    await("stopped", child, WUNTRACED);
    tcsetpgrp(fd, getpgrp());
    signal(SIGUSR1, SIG_IGN);
    tcsetpgrp(fd, child);
    kill(-child, SIGCONT);
    await("continued", child, WCONTINUED);
    type("\003");
    await("interrupted", child, 0);
}

static void packets(void) {
    puts("-- packets");
    struct termios termios;
    tcgetattr(slave, &termios);
    termios.c_iflag |= IXON;
    termios.c_lflag = ISIG | ICANON;
    tcsetattr(slave, TCSANOW, &termios);
    int on = 1;
    show("on", ioctl(master, TIOCPKT, &on));
    on = 0;
    show("asked", ioctl(master, TIOCGPKT, &on));
    printf("%d\n", on);
    show_poll("quiet", master);
    write(slave, "data", 4);
    show_read("data", master);
    type("\023");
    show_poll("news", master);
    write(slave, "", 0);
    show_read("stopped", master);
    type("\021");
    show_read("started", master);
    type("\023\021\023\021");
    show_read("last of all", master);
    tcflow(slave, TCOOFF);
    show_read("off", master);
    tcflow(slave, TCOON);
    show_read("on", master);
    tcflush(slave, TCIFLUSH);
    show_read("input", master);
    tcflush(slave, TCIOFLUSH);
    show_read("both", master);
    type("\003");
    show_read("interrupt", master);
    termios.c_iflag &= ~IXON;
    tcsetattr(slave, TCSANOW, &termios);
    show_read("no flow", master);
    termios.c_iflag |= IXON;
    termios.c_cc[VSTOP] = 'x';
    tcsetattr(slave, TCSANOW, &termios);
    show_poll("other characters", master);
    termios.c_cc[VSTOP] = 023;
    tcsetattr(slave, TCSANOW, &termios);
    write(slave, "more", 4);
    show_read("flow", master);
    show_read("more", master);
    write(slave, "data", 4);
    usleep(20000);
    char c = 9;
    show("one byte", read(master, &c, 1));
    show("of data", c);
    show_read("behind it", master);
    on = 0;
    show("off", ioctl(master, TIOCPKT, &on));
    write(slave, "plain", 5);
    show_read("plain", master);
    show("not at the slave", ioctl(slave, TIOCPKT, &on));
}

static volatile int hung_up;

static void on_hang_up(int signal) {
    hung_up = signal;
}

/* What a program finds whose terminal is gone. */
static void hang_up(void) {
    puts("-- hang-up");
    fflush(stdout);
    int emulator = posix_openpt(O_RDWR | O_NOCTTY);
    unlockpt(emulator);
    int ready[2];
    pipe(ready);
    pid_t child = fork();
    if (child == 0) {
        char c;
        setsid();
        int fd = open(ptsname(emulator), O_RDWR);
        close(emulator);
        close(master);
        signal(SIGHUP, on_hang_up);
        write(ready[1], "r", 1);
        errno = 0;
        show("read ends", read(fd, &c, 1));
        while (!hung_up) {
            usleep(1000);
        }
        show("signal", hung_up);
        show("read", read(fd, &c, 1));
        show("write", write(fd, "c", 1));
        show_poll("poll", fd);
        struct termios termios;
        show("settings", tcgetattr(fd, &termios));
        show("tty", open("/dev/tty", O_RDWR));
        fflush(stdout);
        _exit(3);
    }
    char c;
    read(ready[0], &c, 1);
    usleep(20000);
    close(emulator);
    await("child", child, 0);
    close(ready[0]);
    close(ready[1]);
}

int main(void) {
    alarm(60);
    setvbuf(stdout, NULL, _IOFBF, 4096);
    master = posix_openpt(O_RDWR | O_NOCTTY);
    show("master", master >= 0);
    const char *path = ptsname(master);
    printf("name: %d\n", strncmp(path, "/dev/pts/", 9));
    show("locked", open(path, O_RDWR | O_NOCTTY));
    show("unlock", unlockpt(master));
    show_poll("alone", master);
    slave = open(path, O_RDWR | O_NOCTTY);
    show("slave", slave >= 0);
    struct stat status;
    fstat(slave, &status);
    printf("mode: %o %d\n", status.st_mode & S_IFMT, major(status.st_rdev));
    printf("terminals: %d %d %d\n", isatty(slave), isatty(master), strcmp(ttyname(slave), path));
    show("not mine", tcgetpgrp(slave));
    lines();
    characters();
    packets();
    close(slave);
    show_poll("closed", master);
    show_read("closed", master);
    hang_up();
    puts("-- sessions");
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        lead(path);
        _exit(0);
    }
    /* The child types: it has the last of the masters. */
    char copy[40];
    strcpy(copy, path);
    close(master);
    await("leader", child, 0);
    show("gone", open(copy, O_RDWR | O_NOCTTY));
    return 0;
}
