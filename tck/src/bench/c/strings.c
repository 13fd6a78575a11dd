/*
 * String functions, written out so that host and guest run the same code: length, copy, compare, search, tokens, case,
 * numbers to text and back. Compiled with -fno-builtin -fno-tree-loop-distribute-patterns (see the Makefile), so that the
 * compiler does not put the C library's functions in their place.
 */
#include "bench.h"

#include <stddef.h>
#include <stdlib.h>

const long bench_default_size = 800;

enum { TEXT = 16384 };

static char *text, *copy;

static size_t length(const char *s) {
    const char *p = s;
    while (*p) {
        p++;
    }
    return (size_t) (p - s);
}

static char *append(char *to, const char *from) {
    while ((*to = *from)) {
        to++;
        from++;
    }
    return to;
}

static int compare(const char *a, const char *b) {
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return (unsigned char) *a - (unsigned char) *b;
}

static const char *search(const char *text_, const char *word) {
    for (; *text_; text_++) {
        const char *a = text_, *b = word;
        while (*b && *a == *b) {
            a++;
            b++;
        }
        if (!*b) {
            return text_;
        }
    }
    return NULL;
}

static void capitals(char *s) {
    for (; *s; s++) {
        if (*s >= 'a' && *s <= 'z') {
            *s = (char) (*s - 'a' + 'A');
        }
    }
}

static char *number(char *to, uint64_t value) {
    char digits[20];
    int count = 0;
    do {
        digits[count++] = (char) ('0' + value % 10);
        value /= 10;
    } while (value);
    while (count) {
        *to++ = digits[--count];
    }
    *to = 0;
    return to;
}

static uint64_t parse(const char *s) {
    uint64_t value = 0;
    while (*s >= '0' && *s <= '9') {
        value = value * 10 + (uint64_t) (*s++ - '0');
    }
    return value;
}

void bench_prepare(long size) {
    (void) size;
    text = malloc(TEXT + 64);
    copy = malloc(TEXT + 64);
    static const char *const words[] = {"region", "guest ", "of", " the ", "signal", ", and ", "a", "memory ", "in "};
    uint64_t seed = 9;
    char *end = text;
    *end = 0;
    while (end - text < TEXT - 16) {
        end = append(end, words[bench_random(&seed) % 9]);
    }
    append(end, "needle");
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (long i = 0; i < size; i++) {
        sum = bench_mix(sum, length(text));
        append(copy, text);
        sum = bench_mix(sum, (uint64_t) compare(copy, text));
        sum = bench_mix(sum, (uint64_t) (search(text, "needle") - text));
        capitals(copy);
        sum = bench_mix(sum, (uint64_t) (unsigned) compare(copy, text));
        uint64_t words = 0;
        for (const char *p = copy; *p;) {
            while (*p == ' ' || *p == ',') {
                p++;
            }
            const char *word = p;
            uint32_t hash = 0;
            while (*p && *p != ' ' && *p != ',') {
                hash = hash * 31 + (unsigned char) *p++;
            }
            words += p != word;
            sum += hash;
        }
        sum = bench_mix(sum, words);
        char *end = copy;
        for (uint64_t n = 1; n < 300; n++) {
            char *digits = end;
            end = number(end, n * n * n * 977);
            sum += parse(digits);
        }
        sum = bench_mix(sum, length(copy));
    }
    return sum;
}
