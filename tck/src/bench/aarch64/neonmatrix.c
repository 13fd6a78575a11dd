/* Product of matrices of floats, four by four: FMLA by element in NEON, broadcasts and FMA in SSE. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#ifdef __aarch64__
#include <arm_neon.h>
#else
#pragma GCC target("fma")
#include <immintrin.h>
#endif

const long bench_default_size = 200;

static float *a, *b, *c;

void bench_prepare(long size) {
    size_t count = (size_t) size * (size_t) size;
    a = aligned_alloc(16, count * sizeof *a);
    b = aligned_alloc(16, count * sizeof *b);
    c = aligned_alloc(16, count * sizeof *c);
    uint64_t seed = 3;
    for (size_t i = 0; i < count; i++) {
        a[i] = (float) (bench_random(&seed) >> 54) - 512.5f;
        b[i] = (float) (bench_random(&seed) >> 54) / 3;
    }
}

static void __attribute__((noinline)) multiply(long n) {
    for (long i = 0; i < n; i++) {
        for (long j = 0; j < n; j += 4) {
#ifdef __aarch64__
            float32x4_t sum = vdupq_n_f32(0);
            for (long k = 0; k < n; k += 4) {
                float32x4_t factors = vld1q_f32(&a[i * n + k]);
                sum = vfmaq_laneq_f32(sum, vld1q_f32(&b[k * n + j]), factors, 0);
                sum = vfmaq_laneq_f32(sum, vld1q_f32(&b[(k + 1) * n + j]), factors, 1);
                sum = vfmaq_laneq_f32(sum, vld1q_f32(&b[(k + 2) * n + j]), factors, 2);
                sum = vfmaq_laneq_f32(sum, vld1q_f32(&b[(k + 3) * n + j]), factors, 3);
            }
            vst1q_f32(&c[i * n + j], sum);
#else
            __m128 sum = _mm_setzero_ps();
            for (long k = 0; k < n; k++) {
                sum = _mm_fmadd_ps(_mm_loadu_ps(&b[k * n + j]), _mm_set1_ps(a[i * n + k]), sum);
            }
            _mm_storeu_ps(&c[i * n + j], sum);
#endif
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
