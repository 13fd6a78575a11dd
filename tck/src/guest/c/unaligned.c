/* Loads and stores of every width at every offset, also across a page. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void) {
    uint8_t *base = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uint8_t *middle = base + 4096 - 16;
    for (int i = 0; i < 32; i++) {
        middle[i] = (uint8_t) (i * 37 + 11);
    }
    for (int i = 0; i < 24; i++) {
        uint64_t d;
        uint32_t w;
        uint16_t h;
        int32_t sw;
        int16_t sh;
        double fd;
        float fw;
        __asm__ volatile("ld %0, 0(%1)" : "=r"(d) : "r"(middle + i) : "memory");
        __asm__ volatile("lwu %0, 0(%1)" : "=r"(w) : "r"(middle + i) : "memory");
        __asm__ volatile("lhu %0, 0(%1)" : "=r"(h) : "r"(middle + i) : "memory");
        __asm__ volatile("lw %0, 0(%1)" : "=r"(sw) : "r"(middle + i) : "memory");
        __asm__ volatile("lh %0, 0(%1)" : "=r"(sh) : "r"(middle + i) : "memory");
        __asm__ volatile("fld %0, 0(%1)" : "=f"(fd) : "r"(middle + i) : "memory");
        __asm__ volatile("flw %0, 0(%1)" : "=f"(fw) : "r"(middle + i) : "memory");
        uint64_t fbits;
        uint32_t wbits;
        memcpy(&fbits, &fd, 8);
        memcpy(&wbits, &fw, 4);
        printf("%2d %016lx %08x %04x %d %d %d %d\n", i, d, w, h, sw, sh, fbits == d, wbits == w);
    }
    for (int i = 0; i < 24; i++) {
        uint64_t value = 0x0123456789abcdef * (uint64_t) (i + 1);
        __asm__ volatile("sd %0, 0(%1)" ::"r"(value), "r"(middle + i) : "memory");
        __asm__ volatile("sw %0, 0(%1)" ::"r"(value >> 3), "r"(middle + 25 - i) : "memory");
        __asm__ volatile("sh %0, 0(%1)" ::"r"(value >> 7), "r"(middle + (i * 5) % 29) : "memory");
        uint64_t sum = 0;
        for (int k = 0; k < 32; k++) {
            sum = sum * 31 + middle[k];
        }
        printf("%016lx\n", sum);
    }
    return 0;
}
