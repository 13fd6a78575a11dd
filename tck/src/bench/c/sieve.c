/* The sieve of Eratosthenes over bytes that fit a cache: strided stores, then a scan; thirty times. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 1000000;

static uint8_t *composite;

void bench_prepare(long size) {
    composite = malloc((size_t) size + 1);
}

static uint64_t __attribute__((noinline)) sieve(long size) {
    memset(composite, 0, (size_t) size + 1);
    for (long p = 2; p * p <= size; p++) {
        if (!composite[p]) {
            for (long multiple = p * p; multiple <= size; multiple += p) {
                composite[multiple] = 1;
            }
        }
    }
    uint64_t count = 0, sum = 0;
    for (long n = 2; n <= size; n++) {
        if (!composite[n]) {
            count++;
            sum += (uint64_t) n;
        }
    }
    return bench_mix(count, sum);
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (int pass = 0; pass < 30; pass++) {
        sum = bench_mix(sum, sieve(size - pass));
    }
    return sum;
}
