/* Binary search trees on the heap: malloc and free, pointer chasing, unpredictable branches. */
#include "bench.h"

#include <stdlib.h>

const long bench_default_size = 20000;

struct node {
    struct node *left, *right;
    uint64_t key;
};

void bench_prepare(long size) {
    (void) size;
}

static struct node *insert(struct node *root, uint64_t key) {
    struct node **link = &root;
    while (*link) {
        if ((*link)->key == key) {
            return root;
        }
        link = key < (*link)->key ? &(*link)->left : &(*link)->right;
    }
    struct node *node = malloc(sizeof *node);
    node->left = node->right = NULL;
    node->key = key;
    *link = node;
    return root;
}

static int contains(const struct node *root, uint64_t key) {
    while (root && root->key != key) {
        root = key < root->key ? root->left : root->right;
    }
    return root != NULL;
}

static uint64_t fold(const struct node *root, uint64_t sum) {
    return root ? fold(root->right, bench_mix(fold(root->left, sum), root->key)) : sum;
}

static long depth(const struct node *root) {
    if (!root) {
        return 0;
    }
    long left = depth(root->left), right = depth(root->right);
    return 1 + (left > right ? left : right);
}

static void release(struct node *root) {
    if (root) {
        release(root->left);
        release(root->right);
        free(root);
    }
}

static uint64_t grow_and_cut(long size, uint64_t seed) {
    struct node *root = NULL;
    for (long i = 0; i < size; i++) {
        root = insert(root, bench_random(&seed) % ((uint64_t) size * 4));
    }
    uint64_t hits = 0;
    for (long i = 0; i < size; i++) {
        hits += (uint64_t) contains(root, bench_random(&seed) % ((uint64_t) size * 4));
    }
    uint64_t sum = bench_mix(fold(root, hits), (uint64_t) depth(root));
    release(root);
    return sum;
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (uint64_t pass = 1; pass <= 16; pass++) {
        sum = bench_mix(sum, grow_and_cut(size, pass));
    }
    return sum;
}
