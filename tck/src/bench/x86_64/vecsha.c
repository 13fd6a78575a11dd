/* SHA-256 with the SHA extensions, block after block. */
#pragma GCC target("sse4.1,ssse3,sha")
#include "bench.h"

#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

const long bench_default_size = 8 << 20;

static uint8_t *data;

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static uint32_t constants[64];

/* The cube root of a prime, times 2^32, by bisection in integers. */
static uint32_t fraction(uint32_t prime) {
    unsigned __int128 wanted = prime;
    uint64_t root = 0;
    for (int bit = 35; bit >= 0; bit--) {
        uint64_t next = root | UINT64_C(1) << bit;
        /* next^3 <= prime * 2^96, divided by 2^48 without losing what decides. */
        unsigned __int128 square = (unsigned __int128) next * next;
        unsigned __int128 high = (square >> 32) * next + (((square & UINT32_MAX) * next) >> 32);
        if (high < wanted << 64) {
            root = next;
        }
    }
    return (uint32_t) root;
}

void bench_prepare(long size) {
    data = aligned_alloc(64, (size_t) size);
    uint64_t seed = 9;
    for (long i = 0; i < size; i++) {
        data[i] = (uint8_t) (bench_random(&seed) >> 56);
    }
    int count = 0;
    for (uint32_t n = 2; count < 64; n++) {
        int prime = 1;
        for (uint32_t d = 2; d * d <= n; d++) {
            prime &= n % d != 0;
        }
        if (prime) {
            constants[count++] = fraction(n);
        }
    }
}

static void __attribute__((noinline)) blocks(uint32_t state[8], const uint8_t *at, long count) {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef = _mm_set_epi32((int) state[0], (int) state[1], (int) state[4], (int) state[5]);
    __m128i cdgh = _mm_set_epi32((int) state[2], (int) state[3], (int) state[6], (int) state[7]);
    for (; count > 0; count--, at += 64) {
        __m128i oldAbef = abef;
        __m128i oldCdgh = cdgh;
        __m128i words[4];
        for (int i = 0; i < 4; i++) {
            words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *) (const void *) (at + 16 * i)), order);
        }
        for (int i = 0; i < 16; i++) {
            __m128i sum = _mm_add_epi32(
                words[i & 3], _mm_loadu_si128((const __m128i *) (const void *) (constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
            __m128i next = _mm_sha256msg1_epu32(words[i & 3], words[(i + 1) & 3]);
            next = _mm_add_epi32(next, _mm_alignr_epi8(words[(i + 3) & 3], words[(i + 2) & 3], 4));
            words[i & 3] = _mm_sha256msg2_epu32(next, words[(i + 3) & 3]);
        }
        abef = _mm_add_epi32(abef, oldAbef);
        cdgh = _mm_add_epi32(cdgh, oldCdgh);
    }
    uint32_t halves[8];
    _mm_storeu_si128((__m128i *) (void *) halves, abef);
    _mm_storeu_si128((__m128i *) (void *) (halves + 4), cdgh);
    state[0] = halves[3];
    state[1] = halves[2];
    state[2] = halves[7];
    state[3] = halves[6];
    state[4] = halves[1];
    state[5] = halves[0];
    state[6] = halves[5];
    state[7] = halves[4];
}

/* The size is a multiple of 64; no padding. */
uint64_t bench_round(long size) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    blocks(state, data, size / 64);
    uint64_t sum = 0;
    for (int i = 0; i < 8; i++) {
        sum = bench_mix(sum, state[i]);
    }
    return sum;
}
