/*
 * A benchmark program is one C file that defines the three names below; bench.c has main. Rounds are independent: each
 * does the same work on the same data and returns the same checksum, so that the time of a round shows the state of the
 * translator and nothing else.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>

/* Amount of work in a round when the command line gives none: 100 to 300 ms under qemu-user. */
extern const long bench_default_size;

/* Called once, before the clock of the first round starts; allocates and fills the inputs. */
void bench_prepare(long size);

/* The measured work. Returns a checksum of everything it computed. */
uint64_t bench_round(long size);

/* A pseudo-random sequence that is the same on every host (xorshift64*). */
static inline uint64_t bench_random(uint64_t *state) {
    uint64_t x = *state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *state = x;
    return x * 0x2545f4914f6cdd1dULL;
}

/* Folds a value into a checksum. */
static inline uint64_t bench_mix(uint64_t sum, uint64_t value) {
    sum ^= value + 0x9e3779b97f4a7c15ULL + (sum << 6) + (sum >> 2);
    return sum;
}

#endif
