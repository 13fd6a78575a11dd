/*
 * Usage: PROGRAM [ROUNDS [SIZE]]. Prints a line for each round: its number, its time in nanoseconds by the monotonic
 * clock, and the checksum; fails if a round's checksum differs from the first one's.
 */
#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000000 + time.tv_nsec;
}

int main(int argc, char **argv) {
    long rounds = argc > 1 ? atol(argv[1]) : 10;
    long size = argc > 2 ? atol(argv[2]) : 0;
    if (rounds < 1 || size < 0) {
        fprintf(stderr, "usage: %s [rounds [size]]\n", argv[0]);
        return 2;
    }
    if (size == 0) {
        size = bench_default_size;
    }
    bench_prepare(size);
    uint64_t first = 0;
    for (long round = 1; round <= rounds; round++) {
        int64_t start = now();
        uint64_t checksum = bench_round(size);
        int64_t nanos = now() - start;
        printf("round %ld %" PRId64 " %016" PRIx64 "\n", round, nanos, checksum);
        fflush(stdout);
        if (round == 1) {
            first = checksum;
        } else if (checksum != first) {
            fprintf(stderr, "%s: the checksum of round %ld differs\n", argv[0], round);
            return 1;
        }
    }
    return 0;
}
