/* Files and directories below a new directory that the first argument names. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static void show(const char *what, long result) {
    printf("%s: %ld%s%s\n", what, result, result == -1 ? " " : "", result == -1 ? strerrorname_np(errno) : "");
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *) a, *(char *const *) b);
}

static void list(const char *name) {
    DIR *dir = opendir(name);
    char *names[64];
    int count = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir)) && count < 64;) {
        char text[300];
        snprintf(text, sizeof text, "%s/%d", entry->d_name, entry->d_type);
        names[count++] = strdup(text);
    }
    if (dir) {
        closedir(dir);
    }
    qsort(names, (size_t) count, sizeof *names, by_name);
    for (int i = 0; i < count; i++) {
        printf(" %s", names[i]);
    }
    puts("");
}

int main(int argc, char **argv) {
    char buffer[64] = "";
    struct stat st;
    umask(022);
    show("mkdir", mkdir(argc > 1 ? argv[1] : "files.tmp", 0755));
    show("chdir", chdir(argc > 1 ? argv[1] : "files.tmp"));
    show("absent", open("absent", O_RDONLY));
    int fd = open("a", O_RDWR | O_CREAT | O_EXCL, 0640);
    show("create", fd >= 0);
    show("exclusive", open("a", O_RDWR | O_CREAT | O_EXCL, 0640));
    show("write", write(fd, "hello, file\n", 12));
    show("seek", lseek(fd, -5, SEEK_END));
    show("read", read(fd, buffer, sizeof buffer));
    printf("%s", buffer);
    show("end", read(fd, buffer, sizeof buffer));
    show("pwrite", pwrite(fd, "HELLO", 5, 0));
    show("pread", pread(fd, buffer, 12, 0));
    printf("%.12s", buffer);
    show("hole", lseek(fd, 5000, SEEK_SET));
    struct iovec parts[] = {{"one", 3}, {"two", 3}, {"", 0}, {"three", 5}};
    show("writev", writev(fd, parts, 4));
    show("fstat", fstat(fd, &st));
    printf("size %ld, mode %o, links %ld\n", (long) st.st_size, st.st_mode, (long) st.st_nlink);
    show("ftruncate", ftruncate(fd, 7));
    show("size", lseek(fd, 0, SEEK_END));
    show("bad seek", lseek(fd, -1, SEEK_SET));
    int copy = dup(fd);
    show("dup shares the offset", lseek(copy, 3, SEEK_SET) == 3 && lseek(fd, 0, SEEK_CUR) == 3);
    show("close", close(copy));
    show("closed twice", close(copy));
    int append = open("a", O_WRONLY | O_APPEND);
    show("append", write(append, "++", 2));
    show("read from a writer", read(append, buffer, 1));
    close(append);
    show("appended", lseek(fd, 0, SEEK_END));
    show("fchmod", fchmod(fd, 0600));
    show("link", link("a", "b"));
    show("symlink", symlink("b", "c"));
    show("readlink", readlink("c", buffer, sizeof buffer));
    show("lstat", lstat("c", &st));
    printf("is a link %d, size %ld\n", S_ISLNK(st.st_mode), (long) st.st_size);
    show("stat", stat("c", &st));
    printf("mode %o, links %ld\n", st.st_mode, (long) st.st_nlink);
    show("no follow", open("c", O_RDONLY | O_NOFOLLOW));
    show("mkdir", mkdir("d", 0700));
    show("rename", rename("b", "d/e"));
    show("dangling", access("c", F_OK));
    show("readable", access("a", R_OK | W_OK));
    show("not a directory", open("a/x", O_RDONLY));
    show("is a directory", open("d", O_WRONLY));
    show("directory not empty", rmdir("d"));
    int dir = open("d", O_RDONLY | O_DIRECTORY);
    show("openat", openat(dir, "e", O_RDONLY) >= 0);
    show("fstatat", fstatat(dir, "e", &st, 0));
    list(".");
    list("d");
    show("utimensat", utimensat(AT_FDCWD, "a", (struct timespec[]) {{1000, 5000}, {2000000000, 999999000}}, 0));
    stat("a", &st);
    printf("times %ld %ld.%09ld\n", (long) st.st_atime, (long) st.st_mtime, st.st_mtim.tv_nsec);
    FILE *stream = fopen("text", "w+");
    for (int i = 0; i < 5000; i++) {
        fprintf(stream, "line %d\n", i);
    }
    rewind(stream);
    long sum = 0;
    for (int value; fscanf(stream, "line %d\n", &value) == 1;) {
        sum += value;
    }
    fclose(stream);
    show("stdio", sum);
    show("unlink", unlink("text"));
    show("unlinkat", unlinkat(dir, "e", 0));
    show("rmdir", rmdir("d"));
    show("unlink", unlink("c"));
    show("unlink", unlink("a"));
    show("unlinked is still there", pread(fd, buffer, 5, 0));
    show("chdir", chdir(".."));
    show("rmdir", rmdir(argc > 1 ? argv[1] : "files.tmp"));
    show("cwd", getcwd(buffer, 1) != NULL);
    show("path too long", open(memset(malloc(5000), 'x', 4999), O_RDONLY));
    return 0;
}
