/* Indirect calls: shapes with a table of functions, and comparators handed over by pointer. */
#include "bench.h"

#include <stdlib.h>

const long bench_default_size = 3000;

struct shape;
struct methods {
    int64_t (*area)(const struct shape *);
    int64_t (*perimeter)(const struct shape *);
    void (*scale)(struct shape *, int64_t);
};
struct shape {
    const struct methods *methods;
    int64_t a, b, c;
};

static int64_t square_area(const struct shape *s) { return s->a * s->a; }
static int64_t square_perimeter(const struct shape *s) { return 4 * s->a; }
static void square_scale(struct shape *s, int64_t by) { s->a = s->a * by % 1009; }
static int64_t oblong_area(const struct shape *s) { return s->a * s->b; }
static int64_t oblong_perimeter(const struct shape *s) { return 2 * (s->a + s->b); }
static void oblong_scale(struct shape *s, int64_t by) { s->a = s->a * by % 1013; s->b = s->b * by % 1019; }
static int64_t circle_area(const struct shape *s) { return 355 * s->a * s->a / 113; }
static int64_t circle_perimeter(const struct shape *s) { return 710 * s->a / 113; }
static void circle_scale(struct shape *s, int64_t by) { s->a = (s->a + by) % 997; }
static int64_t box_area(const struct shape *s) { return 2 * (s->a * s->b + s->b * s->c + s->a * s->c); }
static int64_t box_perimeter(const struct shape *s) { return 4 * (s->a + s->b + s->c); }
static void box_scale(struct shape *s, int64_t by) { s->c = (s->a ^ by) & 0x3ff; }

static const struct methods kinds[] = {
    {square_area, square_perimeter, square_scale},
    {oblong_area, oblong_perimeter, oblong_scale},
    {circle_area, circle_perimeter, circle_scale},
    {box_area, box_perimeter, box_scale},
};

enum { SHAPES = 1024 };

static struct shape shapes[SHAPES];

void bench_prepare(long size) {
    (void) size;
}

static int by_area(const void *x, const void *y) {
    const struct shape *a = *(const struct shape *const *) x, *b = *(const struct shape *const *) y;
    int64_t left = a->methods->area(a), right = b->methods->area(b);
    return left < right ? -1 : left > right ? 1 : a < b ? -1 : a > b;
}

static void insertion_sort(const struct shape **array, long count, int (*order)(const void *, const void *)) {
    for (long i = 1; i < count; i++) {
        const struct shape *item = array[i];
        long j = i;
        while (j > 0 && order(&array[j - 1], &item) > 0) {
            array[j] = array[j - 1];
            j--;
        }
        array[j] = item;
    }
}

uint64_t bench_round(long size) {
    uint64_t seed = 21, sum = 0;
    for (int i = 0; i < SHAPES; i++) {
        uint64_t r = bench_random(&seed);
        shapes[i] = (struct shape) {&kinds[r >> 62], r & 0x3ff, r >> 10 & 0x3ff, r >> 20 & 0x3ff};
    }
    for (long round = 0; round < size; round++) {
        for (int i = 0; i < SHAPES; i++) {
            struct shape *s = &shapes[i];
            sum += (uint64_t) s->methods->area(s);
            sum ^= (uint64_t) s->methods->perimeter(s);
            s->methods->scale(s, round & 15);
        }
        if (round % 16 == 0) {
            const struct shape *few[64];
            for (int i = 0; i < 64; i++) {
                few[i] = &shapes[i * 16];
            }
            insertion_sort(few, 64, by_area);
            sum = bench_mix(sum, (uint64_t) (few[31] - shapes));
        }
    }
    return sum;
}
