/* Blends two images of bytes by a third one's opacity: widening products, rounding shifts, narrowing. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#ifdef __aarch64__
#include <arm_neon.h>
#else
#pragma GCC target("sse4.1")
#include <immintrin.h>
#endif

enum { COUNT = 640 * 240 };

const long bench_default_size = 40;

static uint8_t *front, *back, *opacity, *result;

void bench_prepare(long size) {
    (void) size;
    front = aligned_alloc(16, COUNT);
    back = aligned_alloc(16, COUNT);
    opacity = aligned_alloc(16, COUNT);
    result = aligned_alloc(16, COUNT);
    uint64_t seed = 7;
    for (int i = 0; i < COUNT; i++) {
        uint64_t bits = bench_random(&seed);
        front[i] = (uint8_t) (bits >> 56);
        back[i] = (uint8_t) (bits >> 48);
        opacity[i] = (uint8_t) (bits >> 40);
    }
}

#ifdef __aarch64__
/* Eight sums, of at most 255 times 255, divided by 255 and rounded. */
static inline uint8x8_t divided(uint16x8_t sum) {
    return vrshrn_n_u16(vrsraq_n_u16(sum, sum, 8), 8);
}
#else
static inline __m128i widened(const uint8_t *at) {
    return _mm_cvtepu8_epi16(_mm_loadl_epi64((const __m128i *) (const void *) at));
}

static inline __m128i eight(int i) {
    __m128i parts = widened(opacity + i);
    __m128i rest = _mm_sub_epi16(_mm_set1_epi16(255), parts);
    __m128i half = _mm_set1_epi16(128);
    __m128i sum = _mm_add_epi16(_mm_mullo_epi16(widened(front + i), parts), _mm_mullo_epi16(widened(back + i), rest));
    __m128i high = _mm_srli_epi16(_mm_add_epi16(sum, half), 8);
    return _mm_srli_epi16(_mm_add_epi16(_mm_add_epi16(sum, high), half), 8);
}
#endif

static void __attribute__((noinline)) blend(void) {
    for (int i = 0; i < COUNT; i += 16) {
#ifdef __aarch64__
        uint8x16_t f = vld1q_u8(front + i);
        uint8x16_t b = vld1q_u8(back + i);
        uint8x16_t parts = vld1q_u8(opacity + i);
        uint8x16_t rest = vmvnq_u8(parts);
        uint16x8_t low = vmull_u8(vget_low_u8(f), vget_low_u8(parts));
        uint16x8_t high = vmull_high_u8(f, parts);
        low = vmlal_u8(low, vget_low_u8(b), vget_low_u8(rest));
        high = vmlal_high_u8(high, b, rest);
        vst1q_u8(result + i, vcombine_u8(divided(low), divided(high)));
#else
        _mm_storeu_si128((__m128i *) (void *) (result + i), _mm_packus_epi16(eight(i), eight(i + 8)));
#endif
    }
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        front[i] ^= 1;
        blend();
    }
    for (long i = 0; i < size; i++) {
        front[i] ^= 1;
    }
    for (int i = 0; i < COUNT; i += 8) {
        uint64_t bits;
        memcpy(&bits, result + i, sizeof bits);
        sum = bench_mix(sum, bits);
    }
    return sum;
}
