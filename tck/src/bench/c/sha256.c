/* SHA-256 (FIPS 180-4) of a buffer. The constants are computed, as the standard defines them, from prime roots. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 14000000;

static uint32_t k[64], initial[8];
static uint8_t *data;

/* First 32 bits of the fraction of a root of n, found digit by digit in integers: the largest x with x^power <= n * 2^(32 * power). */
static uint32_t root_fraction(uint64_t n, int power) {
    unsigned __int128 x = 0;
    for (int bit = 35; bit >= 0; bit--) {
        unsigned __int128 candidate = x | (unsigned __int128) 1 << bit;
        unsigned __int128 value = candidate * candidate;
        int fits;
        if (power == 2) {
            fits = value <= (unsigned __int128) n << 64;
        } else {
            fits = value * candidate <= (unsigned __int128) n << 96;
        }
        if (fits) {
            x = candidate;
        }
    }
    return (uint32_t) x;
}

void bench_prepare(long size) {
    int count = 0;
    for (uint64_t n = 2; count < 64; n++) {
        int prime = 1;
        for (uint64_t d = 2; d * d <= n; d++) {
            prime &= n % d != 0;
        }
        if (prime) {
            k[count] = root_fraction(n, 3);
            if (count < 8) {
                initial[count] = root_fraction(n, 2);
            }
            count++;
        }
    }
    data = malloc((size_t) size + 64);
    uint64_t seed = 77;
    for (long i = 0; i < size; i++) {
        data[i] = (uint8_t) (bench_random(&seed) >> 56);
    }
}

static uint32_t rotate(uint32_t x, int by) {
    return x >> by | x << (32 - by);
}

static void block(uint32_t *state, const uint8_t *p) {
    uint32_t w[64];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t) p[4 * i] << 24 | (uint32_t) p[4 * i + 1] << 16 | (uint32_t) p[4 * i + 2] << 8 | p[4 * i + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
        uint32_t t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
        uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

static void sha256(const uint8_t *p, size_t length, uint32_t *state) {
    memcpy(state, initial, sizeof initial);
    size_t at = 0;
    for (; at + 64 <= length; at += 64) {
        block(state, p + at);
    }
    uint8_t tail[128] = {0};
    size_t rest = length - at, padded = rest < 56 ? 64 : 128;
    memcpy(tail, p + at, rest);
    tail[rest] = 0x80;
    for (int i = 0; i < 8; i++) {
        tail[padded - 1 - (size_t) i] = (uint8_t) ((uint64_t) length * 8 >> 8 * i);
    }
    for (size_t i = 0; i < padded; i += 64) {
        block(state, tail + i);
    }
}

uint64_t bench_round(long size) {
    uint32_t state[8];
    sha256((const uint8_t *) "abc", 3, state);
    if (state[0] != 0xba7816bf || state[7] != 0xf20015ad) {
        return 0; /* the standard's own example failed */
    }
    sha256(data, (size_t) size, state);
    return (uint64_t) state[0] << 32 | state[7];
}
