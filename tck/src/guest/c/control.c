/* Control flow that does not nest: setjmp and longjmp, deep and mutual recursion, computed goto, callbacks, qsort. */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf target;

static void __attribute__((noinline)) dive(int depth, int value) {
    if (depth == 0) {
        longjmp(target, value);
    }
    dive(depth - 1, value);
    puts("not reached");
}

static unsigned odd(unsigned n);
static unsigned __attribute__((noinline)) even(unsigned n) {
    return n == 0 ? 1 : odd(n - 1);
}
static unsigned __attribute__((noinline)) odd(unsigned n) {
    return n == 0 ? 0 : even(n - 1);
}

static uint64_t __attribute__((noinline)) deep(uint64_t n) {
    volatile uint64_t keep = n;
    return n == 0 ? 0 : deep(n - 1) + keep;
}

static int threaded(const uint8_t *code) {
    static const void *const labels[] = {&&stop, &&increment, &&twice, &&skip};
    int value = 1;
    goto *labels[*code];
increment:
    value++;
    goto *labels[*++code];
twice:
    value *= 2;
    goto *labels[*++code];
skip:
    code++;
    goto *labels[*++code];
stop:
    return value;
}

static int descending(const void *a, const void *b) {
    return *(const int *) b - *(const int *) a;
}

static int text(const void *a, const void *b) {
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

int main(void) {
    for (volatile int i = 1; i <= 200; i++) {
        int value = setjmp(target);
        if (value == 0) {
            dive(i * 3, i);
        } else if (value % 50 == 0) {
            printf("back with %d\n", value);
        }
    }
    printf("even %u %u\n", even(100000), even(99999));
    printf("deep %lu\n", deep(100000));
    static const uint8_t code[] = {1, 2, 1, 2, 3, 0, 2, 1, 0};
    printf("threaded %d\n", threaded(code));
    int numbers[500];
    for (int i = 0; i < 500; i++) {
        numbers[i] = i * 7919 % 1009;
    }
    qsort(numbers, 500, sizeof *numbers, descending);
    printf("qsort %d %d %d\n", numbers[0], numbers[250], numbers[499]);
    const char *words[] = {"pear", "fig", "apple", "quince", "date", "plum"};
    qsort(words, 6, sizeof *words, text);
    for (int i = 0; i < 6; i++) {
        printf("%s ", words[i]);
    }
    int *found = bsearch(&(int) {numbers[99]}, numbers, 500, sizeof *numbers, descending);
    printf("%d\n", found != NULL && *found == numbers[99]);
    return 0;
}
