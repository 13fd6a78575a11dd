/* Two mounts of directories that the test has made: the first argument can be written, the second is another one, read-only. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

/* Whether a call gives a descriptor, whose number says nothing here. */
static void opened(const char *what, int fd) {
    show(what, fd < 0 ? -1 : 0);
    if (fd >= 0) {
        close(fd);
    }
}

static void refused(void) {
    int fd = open("file", O_RDONLY);
    char name[64];
    struct timespec times[2] = {{1, 0}, {2, 0}};
    opened("open to read", dup(fd));
    opened("open to write", open("file", O_WRONLY));
    opened("open to truncate", open("file", O_RDONLY | O_TRUNC));
    opened("create what is there", open("file", O_RDONLY | O_CREAT, 0644));
    opened("create and write what is there", open("file", O_RDWR | O_CREAT, 0644));
    opened("create", open("new", O_WRONLY | O_CREAT, 0644));
    opened("create exclusively what is there", open("file", O_WRONLY | O_CREAT | O_EXCL, 0644));
    opened("without a name", open(".", O_WRONLY | O_TMPFILE, 0644));
    show("mkdir", mkdir("new", 0755));
    show("mkdir of what is there", mkdir("folder", 0755));
    show("rmdir", rmdir("folder"));
    show("rmdir of nothing", rmdir("absent"));
    show("mkfifo", mkfifo("fifo", 0644));
    show("symlink", symlink("file", "link"));
    show("symlink over something", symlink("file", "file"));
    show("link", link("file", "link"));
    show("unlink", unlink("file"));
    show("unlink of nothing", unlink("absent"));
    show("rename", rename("file", "other"));
    show("rename of nothing", rename("absent", "other"));
    show("chmod", chmod("file", 0600));
    show("fchmod", fchmod(fd, 0600));
    show("chown", chown("file", -1, -1));
    show("fchown", fchown(fd, -1, -1));
    show("utimensat", utimensat(AT_FDCWD, "file", times, 0));
    show("futimens", futimens(fd, times));
    show("truncate", truncate("file", 0));
    show("ftruncate", ftruncate(fd, 0));
    show("setxattr", setxattr("file", "user.a", "b", 1, 0));
    show("fsetxattr", fsetxattr(fd, "user.a", "b", 1, 0));
    show("removexattr", removexattr("file", "user.a"));
    show("access to read", access("file", R_OK));
    show("access to write", access("file", W_OK));
    show("access of a directory", access("folder", W_OK));
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    opened("reopen to read", open(name, O_RDONLY));
    opened("reopen to write", open(name, O_WRONLY));
    show("chmod of a descriptor", chmod(name, 0600));
    show("truncate of a descriptor", truncate(name, 0));
    close(fd);
    fd = open("file", O_PATH);
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    opened("reopen a path to write", open(name, O_WRONLY));
    close(fd);
    fd = open("folder", O_RDONLY);
    show("mkdirat", mkdirat(fd, "new", 0755));
    show("renameat", renameat(fd, "inner", AT_FDCWD, "inner"));
    close(fd);
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = {AF_UNIX, "socket"};
    show("bind", bind(s, (struct sockaddr *) &address, sizeof address));
    close(s);
    fd = open("file", O_RDONLY);
    void *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    show("shared mapping", shared == MAP_FAILED ? -1 : 0);
    close(fd);
}

static void place(const char *path) {
    struct statfs status;
    show("statfs", statfs(path, &status));
    int fd = open(path, O_RDONLY);
    printf(" read-only: %d", (status.f_flags & ST_RDONLY) != 0);
    fstatfs(fd, &status);
    printf(" and %d\n", (status.f_flags & ST_RDONLY) != 0);
    close(fd);
    FILE *mounts = fopen("/proc/self/mounts", "r");
    char line[1024];
    while (mounts && fgets(line, sizeof line, mounts)) {
        char point[512];
        char options[512];
        if (sscanf(line, "%*s %511s %*s %511s", point, options) == 2 && strcmp(point, path) == 0) {
            printf(" in /proc/mounts: %.2s\n", options);
        }
    }
    if (mounts) {
        fclose(mounts);
    }
}

int main(int argc, char **argv) {
    char text[100] = "";
    char path[4096];
    if (argc < 3) {
        return 2;
    }
    const char *writable = argv[1];
    const char *read_only = argv[2];
    show("chdir", chdir(writable));
    place(writable);
    int fd = open("made", O_RDWR | O_CREAT | O_EXCL, 0644);
    show("write", write(fd, "made", 4));
    close(fd);
    show("mkdir", mkdir("folder", 0755));
    show("rename", rename("made", "folder/made"));
    show("unlink", unlink("folder/made"));
    show("rmdir", rmdir("folder"));
    snprintf(path, sizeof path, "%s/file", read_only);
    show("link over mounts", link(path, "link"));
    show("rename over mounts", rename(path, "file"));
    show("remove the mount point", rmdir(writable));
    show("rename the mount point", rename(writable, "/elsewhere"));
    show("above", chdir(".."));
    /* The directory above a mount point is the one that it was mounted in. */
    const char *name = strrchr(writable, '/') + 1;
    show("and back", chdir(name));
    show("getcwd", getcwd(path, sizeof path) && strcmp(path, writable) == 0);
    show("link to above", symlink("../../../../../../../../../..", "up"));
    struct stat root;
    struct stat up;
    stat("/", &root);
    stat("up", &up);
    show("leads to the root", root.st_ino == up.st_ino && root.st_dev == up.st_dev);
    show("unlink", unlink("up"));

    show("chdir", chdir(read_only));
    place(read_only);
    refused();
    fd = open("file", O_RDONLY);
    show("read", read(fd, text, sizeof text - 1));
    printf("%s", text);
    close(fd);
    return 0;
}
