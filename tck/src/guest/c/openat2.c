/* openat2 and its ways to walk, in a new directory that the first argument names; personality. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static void try_how(int dir, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve, size_t size) {
    char how[64] = "";
    struct open_how known = {flags, mode, resolve};
    memcpy(how, &known, sizeof known);
    if (size == 40) {
        how[39] = 1;
    }
    long fd = syscall(SYS_openat2, dir, path, how, size);
    printf(" %s %llx: ", path, (unsigned long long) resolve);
    if (fd < 0) {
        printf("%s\n", strerrorname_np(errno));
        return;
    }
    struct stat status;
    fstat((int) fd, &status);
    printf("%o, %s\n", status.st_mode & S_IFMT, fcntl((int) fd, F_GETFD) ? "closes on exec" : "stays");
    close((int) fd);
}

int main(int argc, char **argv) {
    static const char *const paths[] = {
        "file", "inner/file", "../outside", "inner/../file", "inner/../../outside", "/", "/etc", "link", "absolute", "up",
        "inner/link", "magic", "magic/file", "..", ".", "/../file", "/file", "dev", "dev/null", "/dev/..", "absent", "inner/back", "loop"};
    char path[64];
    if (argc < 2) {
        return 2;
    }
    show("mkdir", mkdir(argv[1], 0755));
    show("chdir", chdir(argv[1]));
    close(open("outside", O_WRONLY | O_CREAT, 0644));
    mkdir("root", 0755);
    show("chdir", chdir("root"));
    close(open("file", O_WRONLY | O_CREAT, 0644));
    mkdir("inner", 0755);
    close(open("inner/file", O_WRONLY | O_CREAT, 0644));
    symlink("file", "link");
    symlink("/file", "absolute");
    symlink("../outside", "up");
    symlink("../file", "inner/link");
    symlink("..", "inner/back");
    symlink("loop", "loop");
    symlink("/dev", "dev");
    int dir = open(".", O_RDONLY | O_DIRECTORY);
    snprintf(path, sizeof path, "/proc/self/fd/%d", dir);
    symlink(path, "magic");
    static const uint64_t limits[] = {0, RESOLVE_NO_XDEV, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS, RESOLVE_BENEATH, RESOLVE_IN_ROOT,
                                      RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS, RESOLVE_IN_ROOT | RESOLVE_NO_XDEV};
    for (size_t l = 0; l < sizeof limits / sizeof *limits; l++) {
        for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
            /* Whether the root is on the same mount is the machine's affair. */
            if (limits[l] == RESOLVE_NO_XDEV && strcmp(paths[p], "absolute") == 0) {
                continue;
            }
            try_how(dir, paths[p], O_RDONLY | (p % 2 ? O_CLOEXEC : 0), 0, limits[l], sizeof(struct open_how));
        }
    }
    puts("the last link");
    try_how(dir, "link", O_PATH | O_NOFOLLOW, 0, RESOLVE_NO_SYMLINKS, 24);
    try_how(dir, "link", O_RDONLY | O_NOFOLLOW, 0, 0, 24);
    try_how(dir, "up", O_PATH | O_NOFOLLOW, 0, RESOLVE_BENEATH, 24);
    puts("creation");
    try_how(dir, "new", O_WRONLY | O_CREAT, 0600, RESOLVE_BENEATH, 24);
    try_how(dir, "../new", O_WRONLY | O_CREAT, 0600, RESOLVE_BENEATH, 24);
    try_how(dir, "/new2", O_WRONLY | O_CREAT | O_EXCL, 0600, RESOLVE_IN_ROOT, 24);
    show("is in the root", access("new2", F_OK));
    try_how(dir, "new", O_WRONLY, 0600, 0, 24);
    try_how(dir, "new3", O_WRONLY | O_CREAT, 010000, 0, 24);
    try_how(dir, "new", O_WRONLY | O_CREAT, 0600, RESOLVE_CACHED, 24);
    puts("wrong");
    try_how(dir, "file", O_RDONLY, 0, 64, 24);
    try_how(dir, "file", O_RDONLY, 0, RESOLVE_BENEATH | RESOLVE_IN_ROOT, 24);
    try_how(dir, "file", O_RDONLY | 1ull << 40, 0, 0, 24);
    try_how(dir, "file", O_PATH | O_RDWR, 0, 0, 24);
    try_how(dir, "file", O_RDONLY, 0, 0, 23);
    try_how(dir, "file", O_RDONLY, 0, 0, 32);
    try_how(dir, "file", O_RDONLY, 0, 0, 40);
    try_how(dir, "file", O_RDONLY, 0, 0, 5000);
    try_how(dir, "inner", O_RDONLY | O_DIRECTORY | O_CREAT, 0, 0, 24);
    try_how(-5, "file", O_RDONLY, 0, 0, 24);
    try_how(dir, "", O_RDONLY, 0, 0, 24);

    static const char *const made[] = {"file", "inner/file", "inner/link", "inner/back", "inner", "link", "absolute", "up", "loop", "dev", "magic",
                                       "new", "new2", "../outside"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        if (remove(made[i])) {
            show(made[i], -1);
        }
    }
    show("clean", chdir("..") || rmdir("root") || chdir("..") || rmdir(argv[1]));

    puts("personality");
    printf(" %x\n", personality(0xffffffff));
    printf(" %x\n", personality(ADDR_NO_RANDOMIZE));
    printf(" %x\n", personality(0xffffffff));
    fflush(stdout);
    if (fork() == 0) {
        printf(" child %x\n", personality(ADDR_NO_RANDOMIZE | MMAP_PAGE_ZERO));
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    printf(" parent %x\n", personality(0));
    return 0;
}
