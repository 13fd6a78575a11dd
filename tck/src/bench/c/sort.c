/* Sorting: quicksort, heapsort and merge sort of integers, and the C library's qsort with a comparator. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 180000;

static int64_t *original, *work, *spare;

void bench_prepare(long size) {
    original = malloc((size_t) size * sizeof *original);
    work = malloc((size_t) size * sizeof *work);
    spare = malloc((size_t) size * sizeof *spare);
    uint64_t seed = 33;
    for (long i = 0; i < size; i++) {
        original[i] = (int64_t) bench_random(&seed) >> 20;
    }
}

static void swap(int64_t *a, int64_t *b) {
    int64_t value = *a;
    *a = *b;
    *b = value;
}

static void quicksort(int64_t *a, long low, long high) {
    while (low < high) {
        int64_t pivot = a[low + (high - low) / 2];
        long i = low, j = high;
        while (i <= j) {
            while (a[i] < pivot) {
                i++;
            }
            while (a[j] > pivot) {
                j--;
            }
            if (i <= j) {
                swap(&a[i++], &a[j--]);
            }
        }
        if (j - low < high - i) {
            quicksort(a, low, j);
            low = i;
        } else {
            quicksort(a, i, high);
            high = j;
        }
    }
}

static void sift(int64_t *a, long root, long count) {
    for (long child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && a[child] < a[child + 1]) {
            child++;
        }
        if (a[root] >= a[child]) {
            return;
        }
        swap(&a[root], &a[child]);
    }
}

static void heapsort_(int64_t *a, long count) {
    for (long root = count / 2 - 1; root >= 0; root--) {
        sift(a, root, count);
    }
    for (long end = count - 1; end > 0; end--) {
        swap(&a[0], &a[end]);
        sift(a, 0, end);
    }
}

static void merge_sort(int64_t *a, int64_t *other, long count) {
    if (count < 2) {
        return;
    }
    long half = count / 2;
    merge_sort(a, other, half);
    merge_sort(a + half, other, count - half);
    memcpy(other, a, (size_t) half * sizeof *a);
    for (long i = 0, j = half, k = 0; i < half; k++) {
        a[k] = j < count && a[j] < other[i] ? a[j++] : other[i++];
    }
}

static int order(const void *x, const void *y) {
    int64_t a = *(const int64_t *) x, b = *(const int64_t *) y;
    return a < b ? -1 : a > b;
}

static uint64_t check(uint64_t sum, long size) {
    for (long i = 1; i < size; i++) {
        if (work[i - 1] > work[i]) {
            return 0;
        }
    }
    sum = bench_mix(sum, (uint64_t) work[size / 3]);
    memcpy(work, original, (size_t) size * sizeof *work);
    return sum;
}

uint64_t bench_round(long size) {
    memcpy(work, original, (size_t) size * sizeof *work);
    quicksort(work, 0, size - 1);
    uint64_t sum = check(1, size);
    heapsort_(work, size);
    sum = check(sum, size);
    merge_sort(work, spare, size);
    sum = check(sum, size);
    qsort(work, (size_t) size, sizeof *work, order);
    return check(sum, size);
}
