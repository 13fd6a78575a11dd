/*
 * Ends in the way that the first argument names. Each must give the status Linux gives: the exit status, or death by
 * the signal.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char text[] = "read-only";

static uint64_t __attribute__((noinline)) deep(volatile uint64_t *previous) {
    volatile uint64_t here[64];
    here[0] = previous[0] + 1;
    return deep(here) + here[0];
}

typedef void action(void);

static void jump(void *target) {
    ((action *) target)();
}

static char *page(int protection) {
    return mmap(NULL, 8192, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void exit_status(void) { exit(42); }
static void exit_high(void) { exit(0x1ff); }
static void exit_group_raw(void) { _exit(7); }
static void abort_(void) { abort(); }
static void null_read(void) { printf("%d\n", *(volatile int *) 0); }
static void null_write(void) { *(volatile int *) 8 = 1; }
static void null_call(void) { jump(NULL); }
static void wild_read(void) { printf("%d\n", *(volatile char *) 0x7f123456789abcd0); }
static void negative_read(void) { printf("%d\n", *(volatile char *) -8l); }
static void wild_jump(void) { jump((void *) 0x123456789abcd0); }
static void read_only_write(void) { *(volatile char *) text = 'R'; }
static void code_write(void) { *(volatile char *) (uintptr_t) exit_status = 0; }
static void data_call(void) { jump(page(PROT_READ | PROT_WRITE)); }
static void illegal_zero(void) { __asm__ volatile(".word 0"); }
static void illegal_ones(void) { __asm__ volatile(".word -1"); }
static void illegal_csr(void) { __asm__ volatile("csrr t0, mstatus"); }
static void breakpoint(void) { __asm__ volatile("ebreak"); }
static void stack_overflow(void) { volatile uint64_t zero[1] = {0}; printf("%d\n", (int) deep(zero)); }
static void raise_term(void) { raise(SIGTERM); }
static void raise_kill(void) { kill(getpid(), SIGKILL); }
static void raise_user(void) { raise(SIGUSR1); }
static void raise_child(void) { raise(SIGCHLD); puts("ignored by default"); }
static void ignored(void) { signal(SIGTERM, SIG_IGN); raise(SIGTERM); puts("ignored"); exit(3); }
static void broken_pipe(void) {
    int ends[2];
    if (pipe(ends) == 0) {
        close(ends[0]);
        ssize_t written = write(ends[1], "x", 1);
        printf("%zd\n", written);
    }
}
static void unmapped(void) { char *p = page(PROT_READ | PROT_WRITE); p[0] = 1; munmap(p, 8192); printf("%d\n", p[0]); }
static void protect_none(void) { char *p = page(PROT_READ | PROT_WRITE); p[0] = 1; mprotect(p, 4096, PROT_NONE); printf("%d\n", p[0]); }
static void protect_read(void) { char *p = page(PROT_READ | PROT_WRITE); mprotect(p, 4096, PROT_READ); printf("%d\n", p[0]); fflush(stdout); p[0] = 1; }
static void page_end(void) { char *p = page(PROT_READ | PROT_WRITE); munmap(p + 4096, 4096); uint64_t v; memcpy(&v, p + 4088, 8); fflush(stdout); printf("%d\n", (int) *(volatile uint64_t *) (p + 4092)); }
static void assertion(void) { fputs("before\n", stdout); fflush(stdout); __builtin_trap(); }
static void double_free(void) { char *volatile p = malloc(64); free(p); free(p); }

/* A fault in the middle of a hot loop, once compiled code runs it. */
static void hot_loop(void) {
    volatile int *p = (volatile int *) page(PROT_READ | PROT_WRITE);
    long sum = 0;
    munmap((char *) p + 4096, 4096);
    for (long i = 0; i < 40000000; i++) {
        sum += p[i < 39999999 ? i & 1023 : 1024];
    }
    printf("%ld\n", sum);
}

#define ACTION(name) {#name, name}
static const struct {
    const char *name;
    action *run;
} actions[] = {
    ACTION(exit_status), ACTION(exit_high), ACTION(exit_group_raw), {"abort", abort_}, ACTION(null_read),
    ACTION(null_write), ACTION(null_call), ACTION(wild_read), ACTION(negative_read), ACTION(wild_jump),
    ACTION(read_only_write), ACTION(code_write), ACTION(data_call), ACTION(illegal_zero), ACTION(illegal_ones),
    ACTION(illegal_csr), ACTION(breakpoint), ACTION(stack_overflow), ACTION(raise_term), ACTION(raise_kill),
    ACTION(raise_user), ACTION(raise_child), ACTION(ignored), ACTION(broken_pipe), ACTION(unmapped),
    ACTION(protect_none), ACTION(protect_read), ACTION(page_end), ACTION(assertion), ACTION(double_free),
    ACTION(hot_loop),
};

int main(int argc, char **argv) {
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (argc > 1 && strcmp(argv[1], actions[i].name) == 0) {
            printf("%s\n", argv[1]);
            fflush(stdout);
            actions[i].run();
            return 0;
        }
    }
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        puts(actions[i].name);
    }
    return 2;
}
