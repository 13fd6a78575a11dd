/* A hash table with chains, keyed by words: count, look up, delete, grow. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 40000;

struct entry {
    struct entry *next;
    uint32_t hash, count;
    char key[16];
};

static struct entry **buckets;
static size_t capacity, used;
static char (*keys)[16];

void bench_prepare(long size) {
    keys = malloc((size_t) size * sizeof *keys);
    uint64_t seed = 5;
    for (long i = 0; i < size; i++) {
        uint64_t value = bench_random(&seed) % ((uint64_t) size / 2 + 1);
        size_t length = 0;
        do {
            keys[i][length++] = (char) ('a' + value % 26);
            value /= 26;
        } while (value && length < 15);
        keys[i][length] = 0;
    }
}

static uint32_t hash_of(const char *key) {
    uint32_t hash = 2166136261u;
    for (; *key; key++) {
        hash = (hash ^ (uint8_t) *key) * 16777619u;
    }
    return hash;
}

static void grow(void) {
    size_t larger = capacity ? capacity * 2 : 64;
    struct entry **table = calloc(larger, sizeof *table);
    for (size_t i = 0; i < capacity; i++) {
        for (struct entry *e = buckets[i], *next; e; e = next) {
            next = e->next;
            e->next = table[e->hash & (larger - 1)];
            table[e->hash & (larger - 1)] = e;
        }
    }
    free(buckets);
    buckets = table;
    capacity = larger;
}

static struct entry **find(const char *key, uint32_t hash) {
    struct entry **link = &buckets[hash & (capacity - 1)];
    while (*link && ((*link)->hash != hash || strcmp((*link)->key, key))) {
        link = &(*link)->next;
    }
    return link;
}

static void count(const char *key) {
    if (used >= capacity - capacity / 4) {
        grow();
    }
    uint32_t hash = hash_of(key);
    struct entry **link = find(key, hash);
    if (!*link) {
        struct entry *entry = malloc(sizeof *entry);
        entry->next = NULL;
        entry->hash = hash;
        entry->count = 0;
        strcpy(entry->key, key);
        *link = entry;
        used++;
    }
    (*link)->count++;
}

static uint32_t drop(const char *key) {
    struct entry **link = find(key, hash_of(key)), *entry = *link;
    if (!entry) {
        return 0;
    }
    uint32_t seen = entry->count;
    *link = entry->next;
    free(entry);
    used--;
    return seen;
}

static uint64_t fill_and_drain(long size, uint64_t sum) {
    for (long i = 0; i < size; i++) {
        count(keys[i]);
    }
    for (int pass = 0; pass < 3; pass++) {
        for (long i = pass; i < size; i += 2) {
            struct entry *entry = *find(keys[i], hash_of(keys[i]));
            sum += entry ? entry->count : 0;
        }
    }
    for (long i = size - 1; i >= 0; i--) {
        sum = bench_mix(sum, drop(keys[i]));
    }
    free(buckets);
    buckets = NULL;
    capacity = used = 0;
    return sum;
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (int pass = 0; pass < 16; pass++) {
        sum = fill_and_drain(size, sum);
    }
    return sum;
}
