/* Ten rounds of AES in counter mode, four blocks at a time. The round keys are random numbers: their schedule is not measured. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#ifdef __aarch64__
#pragma GCC target("+crypto")
#include <arm_neon.h>
typedef uint8x16_t block_t;
#else
#pragma GCC target("aes")
#include <wmmintrin.h>
typedef __m128i block_t;
#endif

const long bench_default_size = 4 << 20;

static block_t keys[11];
static uint8_t *data, *result;

void bench_prepare(long size) {
    data = malloc((size_t) size);
    result = malloc((size_t) size);
    uint64_t seed = 11;
    for (long i = 0; i < size; i++) {
        data[i] = (uint8_t) (bench_random(&seed) >> 56);
    }
    for (int i = 0; i < 11; i++) {
        uint64_t halves[2] = {bench_random(&seed), bench_random(&seed)};
        memcpy(&keys[i], halves, sizeof halves);
    }
}

#ifdef __aarch64__
/* AESE adds the key before the bytes are replaced, AESENC after the columns are mixed. */
static inline void encrypt(block_t blocks[4]) {
    for (int round = 0; round < 9; round++) {
        for (int j = 0; j < 4; j++) {
            blocks[j] = vaesmcq_u8(vaeseq_u8(blocks[j], keys[round]));
        }
    }
    for (int j = 0; j < 4; j++) {
        blocks[j] = veorq_u8(vaeseq_u8(blocks[j], keys[9]), keys[10]);
    }
}

static inline block_t counter(uint64_t number) {
    return vreinterpretq_u8_u64(vcombine_u64(vcreate_u64(number), vcreate_u64(0x1234567890)));
}

static inline void add(long i, block_t stream) {
    vst1q_u8(result + i, veorq_u8(vld1q_u8(data + i), stream));
}
#else
static inline void encrypt(block_t blocks[4]) {
    for (int j = 0; j < 4; j++) {
        blocks[j] = _mm_xor_si128(blocks[j], keys[0]);
    }
    for (int round = 1; round < 10; round++) {
        for (int j = 0; j < 4; j++) {
            blocks[j] = _mm_aesenc_si128(blocks[j], keys[round]);
        }
    }
    for (int j = 0; j < 4; j++) {
        blocks[j] = _mm_aesenclast_si128(blocks[j], keys[10]);
    }
}

static inline block_t counter(uint64_t number) {
    return _mm_set_epi64x(0x1234567890, (long long) number);
}

static inline void add(long i, block_t stream) {
    __m128i text = _mm_loadu_si128((const __m128i *) (const void *) (data + i));
    _mm_storeu_si128((__m128i *) (void *) (result + i), _mm_xor_si128(text, stream));
}
#endif

static void __attribute__((noinline)) all(long size) {
    for (long i = 0; i < size; i += 64) {
        block_t blocks[4];
        for (int j = 0; j < 4; j++) {
            blocks[j] = counter((uint64_t) (i / 16 + j));
        }
        encrypt(blocks);
        for (int j = 0; j < 4; j++) {
            add(i + 16 * j, blocks[j]);
        }
    }
}

/* The size is a multiple of 64. */
uint64_t bench_round(long size) {
    all(size);
    uint64_t sum = 0;
    for (long i = 0; i < size; i += 8) {
        uint64_t bits;
        memcpy(&bits, result + i, sizeof bits);
        sum = bench_mix(sum, bits);
    }
    return sum;
}
