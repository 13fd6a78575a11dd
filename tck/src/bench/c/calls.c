/* Recursive calls: Fibonacci, Ackermann, Takeuchi. */
#include "bench.h"

const long bench_default_size = 34;

void bench_prepare(long size) {
    (void) size;
}

static uint64_t __attribute__((noinline)) fib(uint64_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static uint64_t __attribute__((noinline)) ackermann(uint64_t m, uint64_t n) {
    if (m == 0) {
        return n + 1;
    }
    return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

static int __attribute__((noinline)) tak(int x, int y, int z) {
    return y >= x ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

uint64_t bench_round(long size) {
    uint64_t sum = bench_mix(0, fib((uint64_t) size));
    sum = bench_mix(sum, ackermann(2, (uint64_t) size * 20));
    return bench_mix(sum, (uint64_t) tak((int) size / 2 + 3, (int) size / 3, 5));
}
