/*
 * Flags that a condition reads, where an instruction on the way from the comparison to it faults and a handler mends what was
 * missing: the condition must not have changed. Hot first, then with a fault in each round; flags are written again soon behind
 * the condition.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static long *page;
static long size;
static int faults;

static void handler(int number, siginfo_t *info, void *context) {
    (void) number;
    (void) context;
    faults++;
    if (info->si_addr != page || mprotect(page, size, PROT_READ | PROT_WRITE) != 0) {
        _exit(1);
    }
}

#if defined(__x86_64__)
static long in_condition(long a, long b, long otherwise) {
    long result = otherwise;
    __asm__("cmp %2, %1\n cmovl (%3), %0\n add $1, %0" : "+r"(result) : "r"(a), "r"(b), "r"(page) : "cc", "memory");
    return result;
}

static long before_condition(long a, long b, long otherwise) {
    long result = otherwise, loaded;
    __asm__("cmp %3, %2\n mov (%4), %1\n cmovl %1, %0\n add $1, %0"
            : "+r"(result), "=&r"(loaded) : "r"(a), "r"(b), "r"(page) : "cc", "memory");
    return result;
}

static long before_branch(long a, long b, long otherwise) {
    long result = otherwise, loaded;
    __asm__("cmp %3, %2\n mov (%4), %1\n lea 1(%1), %1\n jge 1f\n mov %1, %0\n1: add $1, %0"
            : "+r"(result), "=&r"(loaded) : "r"(a), "r"(b), "r"(page) : "cc", "memory");
    return result;
}

/* What was compared is gone when the condition comes. */
static long overwritten(long a, long b, long otherwise) {
    long result = otherwise, compared = a;
    __asm__("cmp %3, %1\n mov %2, %1\n cmovl (%4), %0\n add $1, %0"
            : "+r"(result), "+&r"(compared) : "r"(b + 1), "r"(b), "r"(page) : "cc", "memory");
    return result + (compared == b + 1);
}

/* TEST in place of CMP, whose flags have another form. */
static long tested(long a, long b, long otherwise) {
    long result = otherwise, difference = a - b, loaded;
    __asm__("test %2, %2\n mov (%3), %1\n setle %b1\n movzbl %b1, %k1\n add %1, %0"
            : "+r"(result), "=&q"(loaded) : "r"(difference), "r"(page) : "cc", "memory");
    return result;
}

/* More comparisons with memory than an instruction set's lowering has scratch registers. */
static long again(long a, long b, long otherwise) {
    long result = otherwise;
    __asm__(".rept 24\n cmpq $1001, (%1)\n .endr\n cmovge %2, %0\n add %3, %0"
            : "+r"(result) : "r"(page), "r"(a), "r"(b) : "cc", "memory");
    return result;
}
#elif defined(__aarch64__)
static long in_condition(long a, long b, long otherwise) {
    long result = otherwise, loaded;
    __asm__("cmp %2, %3\n ldr %1, [%4]\n csel %0, %1, %0, lt\n adds %0, %0, #1"
            : "+r"(result), "=&r"(loaded) : "r"(a), "r"(b), "r"(page) : "cc", "memory");
    return result;
}

static long before_condition(long a, long b, long otherwise) {
    long result = otherwise, loaded;
    __asm__("cmp %w2, %w3\n ldr %1, [%4]\n add %1, %1, #0\n csel %0, %1, %0, lt\n adds %0, %0, #1"
            : "+r"(result), "=&r"(loaded) : "r"(a), "r"(b), "r"(page) : "cc", "memory");
    return result;
}

static long before_branch(long a, long b, long otherwise) {
    long result = otherwise, loaded;
    __asm__("cmp %2, %3\n ldr %1, [%4]\n add %1, %1, #1\n b.ge 1f\n mov %0, %1\n1: adds %0, %0, #1"
            : "+r"(result), "=&r"(loaded) : "r"(a), "r"(b), "r"(page) : "cc", "memory");
    return result;
}

static long overwritten(long a, long b, long otherwise) {
    long result = otherwise, compared = a, loaded;
    __asm__("cmp %1, %4\n mov %1, %3\n ldr %2, [%5]\n csel %0, %2, %0, lt\n adds %0, %0, #1"
            : "+r"(result), "+&r"(compared), "=&r"(loaded) : "r"(b + 1), "r"(b), "r"(page) : "cc", "memory");
    return result + (compared == b + 1);
}

static long tested(long a, long b, long otherwise) {
    long result = otherwise, difference = a - b, loaded;
    __asm__("tst %2, %2\n ldr %1, [%3]\n cset %1, le\n adds %0, %0, %1"
            : "+r"(result), "=&r"(loaded) : "r"(difference), "r"(page) : "cc", "memory");
    return result;
}

static long again(long a, long b, long otherwise) {
    long result = otherwise, loaded;
    __asm__("ldr %1, [%2]\n .rept 24\n cmp %1, #1001\n .endr\n csel %0, %3, %0, ge\n adds %0, %0, %4"
            : "+r"(result), "=&r"(loaded) : "r"(page), "r"(a), "r"(b) : "cc", "memory");
    return result;
}
#else
/* No flags: the same in C. */
static long in_condition(long a, long b, long otherwise) {
    return (a < b ? *(volatile long *) page : otherwise) + 1;
}

static long before_condition(long a, long b, long otherwise) {
    long loaded = *(volatile long *) page;
    return (a < b ? loaded : otherwise) + 1;
}

static long before_branch(long a, long b, long otherwise) {
    long loaded = *(volatile long *) page + 1;
    return (a < b ? loaded : otherwise) + 1;
}

static long overwritten(long a, long b, long otherwise) {
    return in_condition(a, b, otherwise) + 1;
}

static long tested(long a, long b, long otherwise) {
    *(volatile long *) page;
    return otherwise + (a - b <= 0);
}

static long again(long a, long b, long otherwise) {
    return (*(volatile long *) page >= 1001 ? a : otherwise) + b;
}
#endif

static long (*const functions[])(long, long, long) = {
    in_condition, before_condition, before_branch, overwritten, tested, again,
};

static void run(const char *name, long (*function)(long, long, long), int rounds, int faulting) {
    unsigned long sum = 0;
    for (int i = 0; i < rounds; i++) {
        if (!faulting) {
            *page = 1000 + i % 3;
        } else if (mprotect(page, size, PROT_NONE) != 0) {
            _exit(2);
        }
        long a = i * 7919L % 5 - 2, b = i * 104729L % 7 - 3;
        sum = sum * 31 + (unsigned long) function(a, b, i % 11);
    }
    printf("%s %s: %lx\n", name, faulting ? "with faults" : "hot", sum);
}

int main(void) {
    static const char *const names[] = {"in the condition", "before the condition", "before the branch", "overwritten", "tested", "again"};
    size = sysconf(_SC_PAGESIZE);
    page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    for (int i = 0; i < 6; i++) {
        run(names[i], functions[i], 30000, 0);
        run(names[i], functions[i], 200, 1);
    }
    printf("faults: %s\n", faults >= 600 ? "many" : "few");
    return 0;
}
