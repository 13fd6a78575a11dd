/* Dot products of floats with FMA on YMM registers, and of doubles one by one. */
#pragma GCC target("avx2,fma")
#include "bench.h"

#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 4096 };

const long bench_default_size = 200;

static float *x, *y;
static double *u, *v;

void bench_prepare(long size) {
    (void) size;
    x = aligned_alloc(32, COUNT * sizeof *x);
    y = aligned_alloc(32, COUNT * sizeof *y);
    u = malloc(COUNT * sizeof *u);
    v = malloc(COUNT * sizeof *v);
    uint64_t seed = 5;
    for (int i = 0; i < COUNT; i++) {
        x[i] = (float) (bench_random(&seed) >> 50) / 1000 - 8;
        y[i] = (float) (bench_random(&seed) >> 50) / 999 - 8;
        u[i] = x[i];
        v[i] = y[i];
    }
}

static float __attribute__((noinline)) packed(void) {
    __m256 sums[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
    for (int i = 0; i < COUNT; i += 16) {
        sums[0] = _mm256_fmadd_ps(_mm256_load_ps(x + i), _mm256_load_ps(y + i), sums[0]);
        sums[1] = _mm256_fmadd_ps(_mm256_load_ps(x + i + 8), _mm256_load_ps(y + i + 8), sums[1]);
    }
    float parts[8];
    _mm256_storeu_ps(parts, _mm256_add_ps(sums[0], sums[1]));
    float sum = 0;
    for (int i = 0; i < 8; i++) {
        sum += parts[i];
    }
    return sum;
}

static double __attribute__((noinline, target("no-avx"))) scalar(void) {
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
        sum += u[i] * v[i];
    }
    return sum;
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        x[i % COUNT] += 1;
        u[i % COUNT] += 1;
        float single = packed();
        double one = scalar();
        uint64_t bits = 0;
        memcpy(&bits, &one, sizeof bits);
        sum = bench_mix(sum, bits);
        bits = 0;
        memcpy(&bits, &single, sizeof single);
        sum = bench_mix(sum, bits);
    }
    for (long i = 0; i < size; i++) {
        x[i % COUNT] -= 1;
        u[i % COUNT] -= 1;
    }
    return sum;
}
