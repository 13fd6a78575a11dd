/* An LZ77-type compressor with hash chains, and its decompressor. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 5000000;

enum { HASH_BITS = 14, WINDOW = 32768, CHAIN = 16, MIN_MATCH = 4, MAX_MATCH = 130 };

static uint8_t *input, *packed, *output;
static int32_t *head, *previous;

void bench_prepare(long size) {
    input = malloc((size_t) size);
    packed = malloc((size_t) size * 2);
    output = malloc((size_t) size);
    head = malloc(sizeof *head << HASH_BITS);
    previous = malloc(sizeof *previous * WINDOW);
    uint64_t seed = 17;
    for (long i = 0; i < size;) {
        uint64_t r = bench_random(&seed);
        if (i > 100 && (r & 3)) {
            long from = i - 1 - (long) (r >> 8 & 0x3fff) % i;
            for (long length = (long) (r >> 32 & 31) + 3; length && i < size; length--) {
                input[i++] = input[from++];
            }
        } else {
            input[i++] = (uint8_t) (r >> 16 & 0x3f) + 32;
        }
    }
}

static uint32_t hash_at(const uint8_t *p) {
    uint32_t value = (uint32_t) p[0] | (uint32_t) p[1] << 8 | (uint32_t) p[2] << 16 | (uint32_t) p[3] << 24;
    return value * 2654435761u >> (32 - HASH_BITS);
}

static void remember(long at) {
    uint32_t hash = hash_at(input + at);
    previous[at & (WINDOW - 1)] = head[hash];
    head[hash] = (int32_t) at;
}

/* Format: a byte below 128 is a run of that many plus one literals; else a match of (byte - 128 + 4) at a 2-byte distance. */
static size_t compress(long size) {
    memset(head, 0xff, sizeof *head << HASH_BITS);
    uint8_t *out = packed;
    long literals = 0;
    for (long at = 0; at < size;) {
        long best = 0, distance = 0;
        if (at + MIN_MATCH <= size) {
            long candidate = head[hash_at(input + at)];
            for (int tries = CHAIN; tries && candidate >= 0 && at - candidate < WINDOW; tries--) {
                long length = 0, limit = size - at < MAX_MATCH ? size - at : MAX_MATCH;
                while (length < limit && input[candidate + length] == input[at + length]) {
                    length++;
                }
                if (length > best) {
                    best = length;
                    distance = at - candidate;
                }
                candidate = previous[candidate & (WINDOW - 1)];
            }
        }
        if (best >= MIN_MATCH) {
            *out++ = (uint8_t) (128 + best - MIN_MATCH);
            *out++ = (uint8_t) distance;
            *out++ = (uint8_t) (distance >> 8);
            literals = 0;
            for (long end = at + best; at < end; at++) {
                if (at + MIN_MATCH <= size) {
                    remember(at);
                }
            }
        } else {
            if (literals == 0 || literals == 128) {
                out++;
                literals = 0;
            }
            out[0] = input[at];
            out[-1 - literals] = (uint8_t) literals;
            out++;
            literals++;
            if (at + MIN_MATCH <= size) {
                remember(at);
            }
            at++;
        }
    }
    return (size_t) (out - packed);
}

static size_t expand(size_t packed_size) {
    const uint8_t *in = packed, *end = packed + packed_size;
    uint8_t *out = output;
    while (in < end) {
        int code = *in++;
        if (code < 128) {
            for (int i = 0; i <= code; i++) {
                *out++ = *in++;
            }
        } else {
            const uint8_t *from = out - (in[0] | in[1] << 8);
            in += 2;
            for (int i = 0; i < code - 128 + MIN_MATCH; i++) {
                *out++ = *from++;
            }
        }
    }
    return (size_t) (out - output);
}

uint64_t bench_round(long size) {
    size_t packed_size = compress(size);
    size_t size_again = expand(packed_size);
    uint64_t sum = bench_mix(packed_size, size_again);
    sum = bench_mix(sum, (uint64_t) (memcmp(input, output, (size_t) size) == 0));
    for (size_t i = 0; i < packed_size; i += 64) {
        sum = bench_mix(sum, packed[i]);
    }
    return sum;
}
