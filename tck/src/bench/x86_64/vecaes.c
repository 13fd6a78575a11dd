/* AES-128 in counter mode with AES-NI, four blocks at a time. */
#pragma GCC target("sse4.1,aes")
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <wmmintrin.h>

const long bench_default_size = 8 << 20;

static __m128i keys[11];
static uint8_t *data, *result;

#define NEXT(i, constant) keys[i] = next(keys[(i) - 1], _mm_aeskeygenassist_si128(keys[(i) - 1], constant))

static __m128i next(__m128i key, __m128i assist) {
    assist = _mm_shuffle_epi32(assist, 0xff);
    for (int i = 0; i < 3; i++) {
        key = _mm_xor_si128(key, _mm_slli_si128(key, 4));
    }
    return _mm_xor_si128(key, assist);
}

void bench_prepare(long size) {
    data = malloc((size_t) size);
    result = malloc((size_t) size);
    uint64_t seed = 11;
    for (long i = 0; i < size; i++) {
        data[i] = (uint8_t) (bench_random(&seed) >> 56);
    }
    keys[0] = _mm_set_epi64x(0x0f0e0d0c0b0a0908, 0x0706050403020100);
    NEXT(1, 0x01);
    NEXT(2, 0x02);
    NEXT(3, 0x04);
    NEXT(4, 0x08);
    NEXT(5, 0x10);
    NEXT(6, 0x20);
    NEXT(7, 0x40);
    NEXT(8, 0x80);
    NEXT(9, 0x1b);
    NEXT(10, 0x36);
}

static void __attribute__((noinline)) encrypt(long size) {
    __m128i counter = _mm_set_epi64x(0x1234567890, 0);
    const __m128i one = _mm_set_epi64x(0, 1);
    for (long i = 0; i < size; i += 64) {
        __m128i block[4];
        for (int j = 0; j < 4; j++) {
            block[j] = _mm_xor_si128(counter, keys[0]);
            counter = _mm_add_epi64(counter, one);
        }
        for (int round = 1; round < 10; round++) {
            for (int j = 0; j < 4; j++) {
                block[j] = _mm_aesenc_si128(block[j], keys[round]);
            }
        }
        for (int j = 0; j < 4; j++) {
            __m128i text = _mm_loadu_si128((const __m128i *) (const void *) (data + i + 16 * j));
            __m128i stream = _mm_aesenclast_si128(block[j], keys[10]);
            _mm_storeu_si128((__m128i *) (void *) (result + i + 16 * j), _mm_xor_si128(text, stream));
        }
    }
}

/* The size is a multiple of 64. */
uint64_t bench_round(long size) {
    encrypt(size);
    uint64_t sum = 0;
    for (long i = 0; i < size; i += 8) {
        uint64_t bits;
        memcpy(&bits, result + i, sizeof bits);
        sum = bench_mix(sum, bits);
    }
    return sum;
}
