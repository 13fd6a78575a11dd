/* Integer matrix product by the three nested loops. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 440;

static int32_t *a, *b, *c;

void bench_prepare(long size) {
    size_t count = (size_t) size * (size_t) size;
    a = malloc(count * sizeof *a);
    b = malloc(count * sizeof *b);
    c = malloc(count * sizeof *c);
    uint64_t seed = 3;
    for (size_t i = 0; i < count; i++) {
        a[i] = (int32_t) (bench_random(&seed) >> 54) - 512;
        b[i] = (int32_t) (bench_random(&seed) >> 54) / 4;
    }
}

static void __attribute__((noinline)) multiply(long n) {
    for (long i = 0; i < n; i++) {
        for (long j = 0; j < n; j++) {
            int32_t sum = 0;
            for (long k = 0; k < n; k++) {
                sum += a[i * n + k] * b[k * n + j];
            }
            c[i * n + j] = sum;
        }
    }
}

uint64_t bench_round(long size) {
    multiply(size);
    uint64_t sum = 0;
    for (long i = 0; i < size * size; i++) {
        uint64_t bits = 0;
        memcpy(&bits, &c[i], sizeof c[i]);
        sum = bench_mix(sum, bits);
    }
    return sum;
}
