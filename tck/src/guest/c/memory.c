/* The address space: anonymous and file mappings, brk, protections, holes, mremap, big and small allocations. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void show(const char *what, int ok) {
    printf("%s: %s\n", what, ok ? "yes" : "no");
}

int main(int argc, char **argv) {
    char *p = mmap(NULL, 5 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    show("zeroed", p[0] == 0 && p[5 * 4096 - 1] == 0);
    memset(p, 'a', 5 * 4096);
    show("hole", munmap(p + 4096, 4096) == 0 && p[0] == 'a' && p[2 * 4096] == 'a');
    char *q = mmap(p + 4096, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    show("hole filled", q == p + 4096 && q[17] == 0);
    show("bad length", mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED && errno == EINVAL);
    show("bad address", munmap(p + 1, 4096) == -1 && errno == EINVAL);
    show("protect nothing", mprotect((void *) 0x10000000, 4096, PROT_READ) == -1 && errno == ENOMEM);
    show("fault address", write(1, (void *) 16, 4) == -1 && errno == EFAULT);
    show("read into read-only", read(0, q, 1) <= 0);

    char *small = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(small, "moved");
    char *large = mremap(small, 4096, 64 * 4096, MREMAP_MAYMOVE);
    show("grown", large != MAP_FAILED && strcmp(large, "moved") == 0 && large[63 * 4096] == 0);
    char *less = mremap(large, 64 * 4096, 4096, 0);
    show("shrunk", less == large && strcmp(less, "moved") == 0);

    char *start = sbrk(0);
    show("brk up", sbrk(1 << 20) == start && start[0] == 0);
    memset(start, 'b', 1 << 20);
    show("brk down", sbrk(-(1 << 19)) != (void *) -1);
    show("brk up again", sbrk(1 << 19) != (void *) -1 && start[1 << 19] == 0 && start[0] == 'b');

    if (argc > 1) {
        int fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0600);
        show("file", fd >= 0 && write(fd, "0123456789", 10) == 10);
        char *private = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
        private[0] = 'P';
        char byte = 0;
        show("private", private[1] == '1' && private[10] == 0 && pread(fd, &byte, 1, 0) == 1 && byte == '0');
        char *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        shared[1] = 'S';
        msync(shared, 4096, MS_SYNC);
        munmap(shared, 4096);
        show("shared", pread(fd, &byte, 1, 1) == 1 && byte == 'S');
        show("bad offset", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 5) == MAP_FAILED && errno == EINVAL);
        close(fd);
        show("closed", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED && errno == EBADF);
        unlink(argv[1]);
    }

    uint64_t sum = 0;
    for (int round = 0; round < 50; round++) {
        size_t size = (size_t) 1 << (round % 22);
        unsigned char *block = malloc(size);
        memset(block, round, size);
        block = realloc(block, size * 2 + 1);
        sum = sum * 31 + block[size - 1];
        free(block);
    }
    printf("heap: %016lx\n", sum);
    char *huge = mmap(NULL, (size_t) 1 << 32, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    show("4 GiB reserved", huge != MAP_FAILED);
    huge[(size_t) 3 << 30] = 1;
    show("and dropped", madvise(huge, (size_t) 1 << 32, MADV_DONTNEED) == 0 && huge[(size_t) 3 << 30] == 0
         && munmap(huge, (size_t) 1 << 32) == 0);
    return 0;
}
