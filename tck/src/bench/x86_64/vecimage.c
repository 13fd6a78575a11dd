/* Filters an image of bytes: a blur of integers, then a sharpening of floats and back. */
#pragma GCC target("sse4.1")
#include "bench.h"

#include <smmintrin.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 640, HEIGHT = 240 };

const long bench_default_size = 40;

static uint8_t *image, *blurred, *result;

void bench_prepare(long size) {
    (void) size;
    image = aligned_alloc(16, WIDTH * HEIGHT);
    blurred = calloc(1, WIDTH * HEIGHT);
    result = calloc(1, WIDTH * HEIGHT);
    uint64_t seed = 7;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        image[i] = (uint8_t) ((i % WIDTH + i / WIDTH) / 5 + (bench_random(&seed) >> 59));
    }
}

static __m128i words(const uint8_t *at) {
    return _mm_cvtepu8_epi16(_mm_loadl_epi64((const __m128i *) (const void *) at));
}

/* Eight pixels of three rows: weights 1, 2, 1. */
static __m128i column(const uint8_t *at) {
    __m128i middle = _mm_slli_epi16(words(at), 1);
    return _mm_add_epi16(_mm_add_epi16(words(at - WIDTH), words(at + WIDTH)), middle);
}

static void __attribute__((noinline)) blur(void) {
    for (int y = 1; y < HEIGHT - 1; y++) {
        for (int x = 8; x < WIDTH - 8; x += 8) {
            const uint8_t *at = image + y * WIDTH + x;
            __m128i sides = _mm_add_epi16(column(at - 1), column(at + 1));
            __m128i sum = _mm_add_epi16(sides, _mm_slli_epi16(column(at), 1));
            __m128i mean = _mm_srli_epi16(_mm_add_epi16(sum, _mm_set1_epi16(8)), 4);
            _mm_storel_epi64((__m128i *) (void *) (blurred + y * WIDTH + x), _mm_packus_epi16(mean, mean));
        }
    }
}

static __m128 floats(const uint8_t *at) {
    int32_t four;
    memcpy(&four, at, sizeof four);
    return _mm_cvtepi32_ps(_mm_cvtepu8_epi32(_mm_cvtsi32_si128(four)));
}

static void __attribute__((noinline)) sharpen(void) {
    __m128 amount = _mm_set1_ps(0.75f);
    for (int i = 0; i < WIDTH * HEIGHT; i += 4) {
        __m128 old = floats(image + i);
        __m128 sharp = _mm_add_ps(old, _mm_mul_ps(amount, _mm_sub_ps(old, floats(blurred + i))));
        __m128i rounded = _mm_cvtps_epi32(_mm_min_ps(_mm_max_ps(sharp, _mm_setzero_ps()), _mm_set1_ps(255)));
        __m128i packed = _mm_packus_epi16(_mm_packs_epi32(rounded, rounded), _mm_setzero_si128());
        int32_t four = _mm_cvtsi128_si32(packed);
        memcpy(result + i, &four, sizeof four);
    }
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        blur();
        sharpen();
    }
    for (int i = 0; i < WIDTH * HEIGHT; i += 8) {
        uint64_t bits;
        memcpy(&bits, result + i, sizeof bits);
        sum = bench_mix(sum, bits);
    }
    return sum;
}
