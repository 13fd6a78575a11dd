/* Looks for bytes as memchr of AVX2 does, and counts others with PSADBW. */
#pragma GCC target("avx2")
#include "bench.h"

#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 1 << 16 };

const long bench_default_size = 2000;

static uint8_t *data;

void bench_prepare(long size) {
    (void) size;
    data = aligned_alloc(32, COUNT);
    uint64_t seed = 17;
    for (int i = 0; i < COUNT; i++) {
        data[i] = (uint8_t) (bench_random(&seed) >> 57);
    }
    data[COUNT - 1] = 0xff;
}

static long __attribute__((noinline)) find(uint8_t byte) {
    __m256i wanted = _mm256_set1_epi8((char) byte);
    for (long i = 0;; i += 64) {
        __m256i first = _mm256_cmpeq_epi8(wanted, _mm256_load_si256((const __m256i *) (const void *) (data + i)));
        __m256i second =
            _mm256_cmpeq_epi8(wanted, _mm256_load_si256((const __m256i *) (const void *) (data + i + 32)));
        if (_mm256_movemask_epi8(_mm256_or_si256(first, second)) != 0) {
            uint64_t bits = (uint32_t) _mm256_movemask_epi8(first);
            bits |= (uint64_t) (uint32_t) _mm256_movemask_epi8(second) << 32;
            return i + __builtin_ctzll(bits);
        }
    }
}

static long __attribute__((noinline)) count(uint8_t byte) {
    __m256i wanted = _mm256_set1_epi8((char) byte);
    __m256i sums = _mm256_setzero_si256();
    for (long i = 0; i < COUNT; i += 32) {
        __m256i equal = _mm256_cmpeq_epi8(wanted, _mm256_load_si256((const __m256i *) (const void *) (data + i)));
        sums = _mm256_add_epi64(sums, _mm256_sad_epu8(_mm256_sub_epi8(_mm256_setzero_si256(), equal), _mm256_setzero_si256()));
    }
    long parts[4];
    _mm256_storeu_si256((__m256i *) (void *) parts, sums);
    return parts[0] + parts[1] + parts[2] + parts[3];
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        sum = bench_mix(sum, (uint64_t) find(0xff));
        sum = bench_mix(sum, (uint64_t) count((uint8_t) (i & 127)));
    }
    return sum;
}
