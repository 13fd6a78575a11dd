/* Every AMO and LR/SC, word and double word, on chosen values: old value and memory afterwards. */
#include <stdint.h>
#include <stdio.h>

#define AMO(name, width, type)                                                                            \
    do {                                                                                                  \
        for (unsigned i = 0; i < 5; i++) {                                                                \
            for (unsigned k = 0; k < 5; k++) {                                                            \
                uint64_t cell = values[i], old;                                                           \
                __asm__ volatile(name "." width ".aqrl %0, %2, %1"                                        \
                                 : "=r"(old), "+A"(cell)                                                  \
                                 : "r"(values[k])                                                         \
                                 : "memory");                                                             \
                printf("%s.%s %lx %lx: %lx %lx\n", name, width, values[i], values[k], old, cell);         \
            }                                                                                             \
        }                                                                                                 \
    } while (0)

static const uint64_t values[] = {0, 1, ~0ull, 0x8000000080000000ull, 0x123456789abcdef0ull};

int main(void) {
    AMO("amoswap", "w", 4);
    AMO("amoadd", "w", 4);
    AMO("amoand", "w", 4);
    AMO("amoor", "w", 4);
    AMO("amoxor", "w", 4);
    AMO("amomin", "w", 4);
    AMO("amomax", "w", 4);
    AMO("amominu", "w", 4);
    AMO("amomaxu", "w", 4);
    AMO("amoswap", "d", 8);
    AMO("amoadd", "d", 8);
    AMO("amoand", "d", 8);
    AMO("amoor", "d", 8);
    AMO("amoxor", "d", 8);
    AMO("amomin", "d", 8);
    AMO("amomax", "d", 8);
    AMO("amominu", "d", 8);
    AMO("amomaxu", "d", 8);
    uint64_t cell = 0xfedcba9876543210, loaded, failed;
    __asm__ volatile("lr.w %0, %2\n\tsc.w %1, %3, %2" : "=&r"(loaded), "=&r"(failed), "+A"(cell) : "r"(5l));
    printf("lr.w/sc.w %lx %lu %lx\n", loaded, failed, cell);
    __asm__ volatile("lr.d %0, %2\n\tsc.d %1, %3, %2" : "=&r"(loaded), "=&r"(failed), "+A"(cell) : "r"(77l));
    printf("lr.d/sc.d %lx %lu %lx\n", loaded, failed, cell);
    __asm__ volatile("sc.d %0, %2, %1" : "=&r"(failed), "+A"(cell) : "r"(99l));
    printf("sc.d without a reservation %lu %lx\n", failed, cell);
    return 0;
}
