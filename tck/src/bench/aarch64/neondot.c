/* Dot products of floats and of doubles with fused multiplication and addition, 128 bits at a time. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#ifdef __aarch64__
#include <arm_neon.h>
#else
#pragma GCC target("fma")
#include <immintrin.h>
#endif

enum { COUNT = 4096 };

const long bench_default_size = 200;

static float *x, *y;
static double *u, *v;

void bench_prepare(long size) {
    (void) size;
    x = aligned_alloc(16, COUNT * sizeof *x);
    y = aligned_alloc(16, COUNT * sizeof *y);
    u = aligned_alloc(16, COUNT * sizeof *u);
    v = aligned_alloc(16, COUNT * sizeof *v);
    uint64_t seed = 5;
    for (int i = 0; i < COUNT; i++) {
        x[i] = (float) (bench_random(&seed) >> 50) / 1000 - 8;
        y[i] = (float) (bench_random(&seed) >> 50) / 999 - 8;
        u[i] = x[i];
        v[i] = y[i];
    }
}

static float __attribute__((noinline)) floats(void) {
    float parts[4];
#ifdef __aarch64__
    float32x4_t first = vdupq_n_f32(0);
    float32x4_t second = vdupq_n_f32(0);
    for (int i = 0; i < COUNT; i += 8) {
        first = vfmaq_f32(first, vld1q_f32(x + i), vld1q_f32(y + i));
        second = vfmaq_f32(second, vld1q_f32(x + i + 4), vld1q_f32(y + i + 4));
    }
    vst1q_f32(parts, vaddq_f32(first, second));
#else
    __m128 first = _mm_setzero_ps();
    __m128 second = _mm_setzero_ps();
    for (int i = 0; i < COUNT; i += 8) {
        first = _mm_fmadd_ps(_mm_loadu_ps(x + i), _mm_loadu_ps(y + i), first);
        second = _mm_fmadd_ps(_mm_loadu_ps(x + i + 4), _mm_loadu_ps(y + i + 4), second);
    }
    _mm_storeu_ps(parts, _mm_add_ps(first, second));
#endif
    return parts[0] + parts[1] + parts[2] + parts[3];
}

static double __attribute__((noinline)) doubles(void) {
    double parts[2];
#ifdef __aarch64__
    float64x2_t first = vdupq_n_f64(0);
    float64x2_t second = vdupq_n_f64(0);
    for (int i = 0; i < COUNT; i += 4) {
        first = vfmaq_f64(first, vld1q_f64(u + i), vld1q_f64(v + i));
        second = vfmaq_f64(second, vld1q_f64(u + i + 2), vld1q_f64(v + i + 2));
    }
    vst1q_f64(parts, vaddq_f64(first, second));
#else
    __m128d first = _mm_setzero_pd();
    __m128d second = _mm_setzero_pd();
    for (int i = 0; i < COUNT; i += 4) {
        first = _mm_fmadd_pd(_mm_loadu_pd(u + i), _mm_loadu_pd(v + i), first);
        second = _mm_fmadd_pd(_mm_loadu_pd(u + i + 2), _mm_loadu_pd(v + i + 2), second);
    }
    _mm_storeu_pd(parts, _mm_add_pd(first, second));
#endif
    return parts[0] + parts[1];
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        float single = floats();
        double one = doubles();
        uint64_t bits = 0;
        memcpy(&bits, &one, sizeof bits);
        sum = bench_mix(sum, bits);
        bits = 0;
        memcpy(&bits, &single, sizeof single);
        sum = bench_mix(sum, bits);
    }
    return sum;
}
