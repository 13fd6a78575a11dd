/* What is at each path of the arguments: the names in a directory, the first line of a file, where a link leads, or why not. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int no_dots(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        char text[256] = "";
        struct dirent **names;
        printf("%s:", argv[i]);
        int count = scandir(argv[i], &names, no_dots, alphasort);
        if (count >= 0) {
            for (int n = 0; n < count; n++) {
                printf(" %s", names[n]->d_name);
            }
            puts("");
            continue;
        }
        int fd = open(argv[i], O_RDONLY);
        if (fd < 0 || read(fd, text, sizeof text - 1) < 0) {
            printf(" %s\n", strerrorname_np(errno));
            continue;
        }
        close(fd);
        text[strcspn(text, "\n")] = 0;
        printf(" \"%s\"\n", text);
    }
    return 0;
}
