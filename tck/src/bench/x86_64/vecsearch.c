/* Looks for a word in a text with PCMPESTRI, as strstr of SSE4.2 does. */
#pragma GCC target("sse4.2")
#include "bench.h"

#include <nmmintrin.h>
#include <stdlib.h>
#include <string.h>

const long bench_default_size = 4 << 20;

static char *text;

void bench_prepare(long size) {
    text = malloc((size_t) size + 16);
    uint64_t seed = 13;
    for (long i = 0; i < size; i++) {
        text[i] = "etaoinshrdlu    "[bench_random(&seed) >> 60];
    }
    memset(text + size, 0, 16);
}

static long __attribute__((noinline)) count(const char *word, long size) {
    int length = (int) strlen(word);
    char padded[16] = {0};
    memcpy(padded, word, (size_t) length);
    __m128i needle = _mm_loadu_si128((const __m128i *) (const void *) padded);
    long found = 0;
    for (long i = 0; i < size;) {
        __m128i here = _mm_loadu_si128((const __m128i *) (const void *) (text + i));
        int at = _mm_cmpestri(needle, length, here, 16, _SIDD_UBYTE_OPS | _SIDD_CMP_EQUAL_ORDERED);
        if (at == 0) {
            found++;
            i++;
        } else {
            i += at;
        }
    }
    return found;
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    sum = bench_mix(sum, (uint64_t) count("shoe", size));
    sum = bench_mix(sum, (uint64_t) count("train", size));
    sum = bench_mix(sum, (uint64_t) count("hit", size));
    return sum;
}
