/* Arguments, environment, auxiliary vector and standard input as the kernel hands them over. */
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        printf("%d: [%s]\n", i, argv[i]);
    }
    printf("end: %s\n", argv[argc] == NULL ? "null" : "not null");
    printf("GRAFT_TEST=%s\n", getenv("GRAFT_TEST") ? getenv("GRAFT_TEST") : "unset");
    printf("page size %lu, clock tick %lu\n", getauxval(AT_PAGESZ), getauxval(AT_CLKTCK));
    printf("phdr %d, entry %d, random %d, secure %lu\n", getauxval(AT_PHDR) != 0, getauxval(AT_ENTRY) != 0,
           getauxval(AT_RANDOM) != 0, getauxval(AT_SECURE));
    printf("uid %d, gid %d\n", getauxval(AT_UID) == getuid(), getauxval(AT_GID) == getgid());
    unsigned long hwcap = getauxval(AT_HWCAP);
    for (int i = 0; i < 26; i++) {
        if (hwcap >> i & 1 && strchr("imafdc", 'a' + i)) {
            putchar('a' + i);
        }
    }
    putchar('\n');
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        printf("in: %s", line);
    }
    return argc;
}
