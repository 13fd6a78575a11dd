/* Looks for a byte as memchr of NEON does, by comparison and narrowing shift, and counts others with sums across lanes. */
#include "bench.h"

#include <stdlib.h>

#ifdef __aarch64__
#include <arm_neon.h>
#else
#include <emmintrin.h>
#endif

enum { COUNT = 1 << 16 };

const long bench_default_size = 500;

static uint8_t *data;

void bench_prepare(long size) {
    (void) size;
    data = aligned_alloc(16, COUNT);
    uint64_t seed = 17;
    for (int i = 0; i < COUNT; i++) {
        data[i] = (uint8_t) (bench_random(&seed) >> 57);
    }
    data[COUNT - 3] = 0xff;
}

#ifdef __aarch64__
static long __attribute__((noinline)) find(uint8_t byte) {
    uint8x16_t wanted = vdupq_n_u8(byte);
    for (long i = 0;; i += 16) {
        uint16x8_t equal = vreinterpretq_u16_u8(vceqq_u8(wanted, vld1q_u8(data + i)));
        uint64_t bits = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(equal, 4)), 0);
        if (bits != 0) {
            return i + __builtin_ctzll(bits) / 4;
        }
    }
}

static long __attribute__((noinline)) count(uint8_t byte) {
    uint8x16_t wanted = vdupq_n_u8(byte);
    long sum = 0;
    for (long i = 0; i < COUNT; i += 1024) {
        uint8x16_t counts = vdupq_n_u8(0);
        for (long j = 0; j < 1024; j += 16) {
            counts = vsubq_u8(counts, vceqq_u8(wanted, vld1q_u8(data + i + j)));
        }
        sum += vaddlvq_u8(counts);
    }
    return sum;
}
#else
static inline __m128i equal(__m128i wanted, const uint8_t *at) {
    return _mm_cmpeq_epi8(wanted, _mm_load_si128((const __m128i *) (const void *) at));
}

static long __attribute__((noinline)) find(uint8_t byte) {
    __m128i wanted = _mm_set1_epi8((char) byte);
    for (long i = 0;; i += 16) {
        int bits = _mm_movemask_epi8(equal(wanted, data + i));
        if (bits != 0) {
            return i + __builtin_ctz((unsigned) bits);
        }
    }
}

static long __attribute__((noinline)) count(uint8_t byte) {
    __m128i wanted = _mm_set1_epi8((char) byte);
    long sum = 0;
    for (long i = 0; i < COUNT; i += 1024) {
        __m128i counts = _mm_setzero_si128();
        for (long j = 0; j < 1024; j += 16) {
            counts = _mm_sub_epi8(counts, equal(wanted, data + i + j));
        }
        __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());
        sum += _mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
    }
    return sum;
}
#endif

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        sum = bench_mix(sum, (uint64_t) find(0xff));
        sum = bench_mix(sum, (uint64_t) count((uint8_t) (i & 127)));
    }
    return sum;
}
