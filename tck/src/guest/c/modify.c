/* Code that changes: written at run time, rewritten, unmapped, mapped again at the same place; with fence.i each time. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

typedef long function(long);

/* addi a0, a0, value; ret */
static void emit(uint32_t *code, int value) {
    code[0] = (uint32_t) value << 20 | 10 << 15 | 10 << 7 | 0x13;
    code[1] = 0x00008067;
    __asm__ volatile("fence.i" ::: "memory");
}

int main(void) {
    size_t size = 8192;
    int all = PROT_READ | PROT_WRITE | PROT_EXEC;
    uint32_t *code = mmap(NULL, size, all, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    function *f = (function *) (uintptr_t) code;
    long sum = 0;
    for (int i = 0; i < 300; i++) {
        emit(code, i);
        for (int k = 0; k < i % 7 * 40; k++) {
            sum = f(sum) ^ k;
        }
    }
    printf("rewritten: %ld\n", sum);

    /* hot first, so that compiled code has to be thrown away */
    emit(code, 3);
    for (int i = 0; i < 3000000; i++) {
        sum = f(sum);
    }
    emit(code, 5);
    for (int i = 0; i < 3000000; i++) {
        sum = f(sum);
    }
    printf("hot, then rewritten: %ld\n", sum);

    mprotect(code, size, PROT_READ | PROT_EXEC);
    printf("read and execute: %ld\n", f(100));
    munmap(code, size);
    uint32_t *again = mmap(code, size, all, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    emit(again, 9);
    printf("mapped again: %d %ld\n", again == code, f(100));

    /* a function whose last instruction is on the next page */
    uint32_t *edge = again + 1023;
    emit(edge, 21);
    printf("across pages: %ld\n", ((function *) (uintptr_t) edge)(100));
    edge[1] = 0x00150513; /* addi a0, a0, 1 */
    edge[2] = 0x00008067;
    __asm__ volatile("fence.i" ::: "memory");
    printf("second page changed: %ld\n", ((function *) (uintptr_t) edge)(100));
    return 0;
}
