/* Double matrix product with packed SSE2 arithmetic: rows of the result as sums of multiples of rows. */
#include "bench.h"

#include <emmintrin.h>
#include <stdlib.h>
#include <string.h>

const long bench_default_size = 200;

static double *a, *b, *c;

void bench_prepare(long size) {
    size_t count = (size_t) size * (size_t) size;
    a = aligned_alloc(16, count * sizeof *a);
    b = aligned_alloc(16, count * sizeof *b);
    c = aligned_alloc(16, count * sizeof *c);
    uint64_t seed = 3;
    for (size_t i = 0; i < count; i++) {
        a[i] = (double) (bench_random(&seed) >> 54) - 512;
        b[i] = (double) (bench_random(&seed) >> 54) / 3;
    }
}

static void __attribute__((noinline)) multiply(long n) {
    for (long i = 0; i < n; i++) {
        for (long j = 0; j < n; j += 4) {
            __m128d low = _mm_setzero_pd();
            __m128d high = _mm_setzero_pd();
            for (long k = 0; k < n; k++) {
                __m128d factor = _mm_set1_pd(a[i * n + k]);
                low = _mm_add_pd(low, _mm_mul_pd(factor, _mm_loadu_pd(&b[k * n + j])));
                high = _mm_add_pd(high, _mm_mul_pd(factor, _mm_loadu_pd(&b[k * n + j + 2])));
            }
            _mm_storeu_pd(&c[i * n + j], low);
            _mm_storeu_pd(&c[i * n + j + 2], high);
        }
    }
}

/* The size is a multiple of 4. */
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
