/* Watching files: inotify(7), on files of the host and on those in memory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int queue;
static uint32_t last_cookie;

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

/* Prints what is in the queue. Cookies are numbers of the kernel's own: only which are alike is shown. */
static void events(const char *what) {
    char buffer[4096] __attribute__((aligned(8)));
    printf("%s:", what);
    for (;;) {
        ssize_t length = read(queue, buffer, sizeof buffer);
        if (length < 0) {
            break;
        }
        for (char *at = buffer; at < buffer + length;) {
            struct inotify_event *event = (struct inotify_event *)at;
            printf(" %d %x", event->wd, event->mask);
            if (event->len) {
                printf(" %s/%u", event->name, event->len);
            }
            if (event->cookie) {
                printf(event->cookie == last_cookie ? " same" : " new");
                last_cookie = event->cookie;
            }
            printf(",");
            at += sizeof *event + event->len;
        }
    }
    puts("");
}

static void touch(const char *name, const char *text) {
    int fd = open(name, O_CREAT | O_WRONLY, 0600);
    if (text) {
        write(fd, text, strlen(text));
    }
    close(fd);
}

static void changes(void) {
    show("directory", inotify_add_watch(queue, ".", IN_ALL_EVENTS));
    touch("first", "text");
    events("created");
    char text[8];
    int fd = open("first", O_RDONLY);
    read(fd, text, sizeof text);
    read(fd, text, sizeof text);
    close(fd);
    events("read");
    fd = open("first", O_WRONLY | O_TRUNC);
    write(fd, text, 3);
    write(fd, text, 1);
    events("written");
    ftruncate(fd, 1);
    pwrite(fd, text, 1, 5);
    close(fd);
    events("truncated");
    chmod("first", 0640);
    utimensat(AT_FDCWD, "first", NULL, 0);
    events("attributes");
    mkdir("folder", 0700);
    mkdir("other folder with a long name", 0700);
    events("folders");
    rename("first", "second");
    events("renamed");
    rename("second", "folder/second");
    events("moved away");
    rename("folder/second", "second");
    events("moved back");
    link("second", "third");
    symlink("second", "symlink");
    events("links");
    rename("second", "third");
    unlink("third");
    unlink("second");
    unlink("symlink");
    events("unlinked");
    rmdir("folder");
    events("folder removed");
}

static void selves(void) {
    mkdir("inner", 0700);
    touch("inner/file", "text");
    touch("file", "text");
    events("before");
    int inner = inotify_add_watch(queue, "inner", IN_ALL_EVENTS | IN_ONLYDIR);
    int file = inotify_add_watch(queue, "file", IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF);
    printf("numbers %d %d\n", inner, file);
    show("again", inotify_add_watch(queue, "file", IN_DELETE_SELF | IN_MOVE_SELF | IN_MASK_ADD));
    show("exists", inotify_add_watch(queue, "file", IN_OPEN | IN_MASK_CREATE));
    show("only folders", inotify_add_watch(queue, "file", IN_OPEN | IN_ONLYDIR));
    show("nothing", inotify_add_watch(queue, "file", 0));
    show("absent", inotify_add_watch(queue, "absent", IN_OPEN));
    show("no queue", inotify_add_watch(0, "file", IN_OPEN));
    show("less of the directory", inotify_add_watch(queue, ".", IN_CREATE | IN_DELETE));
    touch("file", "more");
    rename("file", "moved");
    rename("inner", "renamed");
    events("moved");
    unlink("renamed/file");
    rmdir("renamed");
    events("folder gone");
    show("remove it again", inotify_rm_watch(queue, inner));
    int fd = open("moved", O_RDONLY);
    unlink("moved");
    events("still open");
    close(fd);
    events("closed");
    show("remove", inotify_rm_watch(queue, 1));
    touch("file", "text");
    events("no more");
    int once = inotify_add_watch(queue, "file", IN_OPEN | IN_ONESHOT);
    touch("file", "text");
    touch("file", "text");
    events("once");
    show("over", inotify_rm_watch(queue, once));
    inotify_add_watch(queue, ".", IN_CREATE | IN_DELETE);
}

static void waiting(void) {
    struct pollfd poll_queue = {.fd = queue, .events = POLLIN};
    show("empty", poll(&poll_queue, 1, 0));
    fcntl(queue, F_SETFL, 0);
    pid_t child = fork();
    if (child == 0) {
        usleep(20000);
        touch("of the child", NULL);
        _exit(0);
    }
    show("poll", poll(&poll_queue, 1, 10000));
    int bytes = 0;
    show("bytes", ioctl(queue, FIONREAD, &bytes));
    printf("%d\n", bytes);
    char small[31];
    show("too small", read(queue, small, sizeof small));
    fcntl(queue, F_SETFL, O_NONBLOCK);
    events("of a child");
    waitpid(child, NULL, 0);
    fcntl(queue, F_SETFL, 0);
    child = fork();
    if (child == 0) {
        usleep(20000);
        unlink("of the child");
        _exit(0);
    }
    char buffer[64];
    show("read", read(queue, buffer, sizeof buffer));
    printf("%x %s\n", ((struct inotify_event *)buffer)->mask, ((struct inotify_event *)buffer)->name);
    waitpid(child, NULL, 0);
    fcntl(queue, F_SETFL, O_NONBLOCK);
}

static void in(const char *directory) {
    printf("in %s\n", directory[0] == '/' ? directory : "a directory");
    char name[64];
    snprintf(name, sizeof name, "%s/inotify-%d", directory, getpid());
    mkdir(name, 0700);
    int before = open(".", O_DIRECTORY);
    chdir(name);
    queue = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    show("flags", fcntl(queue, F_GETFD) == FD_CLOEXEC && (fcntl(queue, F_GETFL) & O_NONBLOCK));
    changes();
    selves();
    waiting();
    unlink("file");
    rmdir("other folder with a long name");
    fchdir(before);
    rmdir(name);
    events("end");
    close(queue);
    close(before);
}

int main(void) {
    show("init", inotify_init1(1));
    in(".");
    in("/dev/shm");
    return 0;
}
