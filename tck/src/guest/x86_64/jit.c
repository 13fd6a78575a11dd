/* A small just-in-time compiler: code is written, patched, freed and written again at the same place, in the ways that real
 * ones do it, also while another thread runs it. No step waits for anything but its own stores. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef long function(long);
typedef unsigned char byte;

enum { PAGE = 4096, RWX = PROT_READ | PROT_WRITE | PROT_EXEC };

static function *at(const byte *code) {
    return (function *) (uintptr_t) code;
}

static void put32(byte *to, int value) {
    memcpy(to, &value, 4);
}

static byte *map(void *wish, size_t size, int protection) {
    int fixed = wish ? MAP_FIXED : 0;
    byte *start = mmap(wish, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | fixed, -1, 0);
    if (start == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return start;
}

/* ---- code ---- */

/* lea rax, [rdi + value]; ret */
static byte *emit_add(byte *code, int value) {
    memcpy(code, "\x48\x8d\x87", 3);
    put32(code + 3, value);
    code[7] = 0xc3;
    return code + 8;
}

/* call target; add rax, value; ret: a constant and a target to patch */
static byte *emit_call(byte *code, const byte *target, int value) {
    code[0] = 0xe8;
    put32(code + 1, (int) (target - (code + 5)));
    memcpy(code + 5, "\x48\x05", 2);
    put32(code + 7, value);
    code[11] = 0xc3;
    return code + 12;
}

/* mov rax, rdi; mov ecx, count; 1: imul rax, rax, factor; add rax, rcx; dec ecx; jnz 1b; ret */
static byte *emit_loop(byte *code, int count, int factor) {
    memcpy(code, "\x48\x89\xf8\xb9", 4);
    put32(code + 4, count);
    memcpy(code + 8, "\x48\x69\xc0", 3);
    put32(code + 11, factor);
    memcpy(code + 15, "\x48\x01\xc8\xff\xc9\x75\xf2\xc3", 8);
    return code + 23;
}

/* ---- one thread ---- */

static void rewrites(int rounds) {
    byte *code = map(NULL, PAGE, RWX);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        emit_add(code, i * 3);
        sum = at(code)(sum) ^ i;
        emit_loop(code, i % 50 + 1, i);
        sum = at(code)(sum);
    }
    munmap(code, PAGE);
    printf("rewritten: %lx\n", sum);
}

/* Code is appended behind code that runs, and data lies between. */
static void appends(int functions) {
    size_t size = (size_t) functions * 32;
    byte *code = map(NULL, size, RWX);
    byte *end = code;
    long sum = 1;
    for (int i = 0; i < functions; i++) {
        byte *function = end;
        end = emit_loop(end, 5, i);
        put32(end, 0);
        for (int k = 0; k < 4; k++) {
            sum += at(function)(sum);
            sum += at(code + 27 * (k * i / 4))(sum);
            put32(end, (int) sum);
        }
        end += 4;
    }
    munmap(code, size);
    printf("appended: %lx\n", sum);
}

static void patches(int rounds, int calls) {
    byte *code = map(NULL, 2 * PAGE, RWX);
    byte *one = code + PAGE, *two = code + PAGE + 64;
    emit_add(one, 1);
    emit_add(two, 1000);
    emit_call(code, one, 5);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        for (int k = 0; k < calls; k++) {
            sum = at(code)(sum);
        }
        switch (i % 4) {
            case 0: put32(code + 1, (int) (two - (code + 5))); break; /* the target */
            case 1: put32(code + 7, i); break;                        /* the constant */
            case 2: put32(two + 3, 2000 + i); break;                  /* the callee, on another page */
            default: put32(code + 1, (int) (one - (code + 5)));
        }
    }
    munmap(code, 2 * PAGE);
    printf("patched: %lx\n", sum);
}

static void write_xor_execute(int rounds) {
    byte *code = map(NULL, PAGE, PROT_READ | PROT_WRITE);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        mprotect(code, PAGE, PROT_READ | PROT_WRITE);
        emit_loop(code + i % 7, i % 9 + 1, i);
        mprotect(code, PAGE, PROT_READ | PROT_EXEC);
        sum += at(code + i % 7)(i);
    }
    munmap(code, PAGE);
    printf("write xor execute: %lx\n", sum);
}

static void reuses(int rounds) {
    byte *code = map(NULL, 4 * PAGE, RWX);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        /* across the border of two pages */
        byte *function = code + 2 * PAGE - 11 + i % 11;
        emit_loop(function, 3, i);
        sum += at(function)(sum);
        munmap(code, 4 * PAGE);
        map(code, 4 * PAGE, RWX);
    }
    munmap(code, 4 * PAGE);
    printf("reused: %lx\n", sum);
}

static void reads(int rounds) {
    int ends[2];
    if (pipe(ends) < 0) {
        perror("pipe");
        exit(1);
    }
    byte *code = map(NULL, PAGE, RWX);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        byte text[64];
        ssize_t size = emit_loop(text, 4, i) - text;
        if (write(ends[1], text, size) != size || read(ends[0], code, size) != size) {
            exit(1);
        }
        sum += at(code)(i);
    }
    munmap(code, PAGE);
    printf("read from a pipe: %lx\n", sum);
}

/* mov rax, rdi; mov ecx, size; lea rsi, [rip + source]; lea rdi, [rip]; rep movsb; 8 bytes that are replaced; ret */
static void rewrites_itself(int rounds) {
    static const byte text[] =
            "\x48\x89\xf8\xb9\x08\x00\x00\x00\x48\x8d\x35\x12\x00\x00\x00\x48\x8d\x3d\x02\x00\x00\x00\xf3\xa4"
            "\x0f\x0b\x0f\x0b\x0f\x0b\x0f\x0b\xc3\x48\x05\x00\x00\x00\x00\x90\x90";
    byte *code = map(NULL, PAGE, RWX);
    memcpy(code, text, sizeof text);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        put32(code + 35, i);
        sum = at(code)(sum);
    }
    munmap(code, PAGE);
    printf("rewrites itself: %lx\n", sum);
}

/* The same pages once to write and once to run. */
static void dual_mapping(int rounds) {
    int file = memfd_create("code", MFD_CLOEXEC);
    if (file < 0 || ftruncate(file, 2 * PAGE) < 0) {
        perror("memfd");
        exit(1);
    }
    byte *writable = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    byte *code = mmap(NULL, 2 * PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, file, 0);
    if (writable == MAP_FAILED || code == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    close(file);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        int offset = PAGE - 11 + i % 11;
        emit_loop(writable + offset, 3, i);
        sum += at(code + offset)(sum);
        writable[offset + 11] ^= 1;
        sum += at(code + offset)(sum);
    }
    munmap(writable, 2 * PAGE);
    munmap(code, 2 * PAGE);
    printf("mapped twice: %lx\n", sum);
}

/* ---- two threads ---- */

static byte *shared;
static atomic_long turn, answer;

/* Runs what it is told to as soon as it hears of it. */
static void *follow(void *rounds) {
    for (long i = 1; i <= (long) rounds; i++) {
        while (atomic_load_explicit(&turn, memory_order_relaxed) != i) {
            ;
        }
        atomic_store_explicit(&answer, at(shared)(i), memory_order_relaxed);
        atomic_store(&turn, -i);
    }
    return NULL;
}

static void for_another_thread(long rounds) {
    shared = map(NULL, PAGE, RWX);
    emit_add(shared, 0);
    turn = 0;
    pthread_t thread;
    pthread_create(&thread, NULL, follow, (void *) rounds);
    long wrong = 0;
    for (long i = 1; i <= rounds; i++) {
        put32(shared + 3, (int) (7 * i));
        atomic_store_explicit(&turn, i, memory_order_relaxed);
        while (atomic_load(&turn) != -i) {
            ;
        }
        wrong += answer != 8 * i;
    }
    pthread_join(thread, NULL);
    printf("for another thread: %ld wrong\n", wrong);
}

static void *run_loop(void *unused) {
    (void) unused;
    return (void *) at(shared)(0);
}

/* 1: inc rdi; jmp 1b, whose jump is made one to the next instruction: mov rax, constant; ret */
static void loops_of_another_thread(int rounds) {
    shared = map(NULL, PAGE, RWX);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
        memcpy(shared, "\x48\xff\xc7\x90\xeb\xfa\x48\xc7\xc0", 9);
        put32(shared + 9, i);
        shared[13] = 0xc3;
        pthread_t thread;
        pthread_create(&thread, NULL, run_loop, NULL);
        usleep(i % 4 * 1000);
        *(volatile byte *) (shared + 5) = 0;
        void *result;
        pthread_join(thread, &result);
        sum += (long) result;
    }
    munmap(shared, PAGE);
    printf("loops of another thread: %ld\n", sum);
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 2000;
    rewrites(rounds);
    appends(rounds);
    patches(rounds, 3);
    patches(8, rounds);
    write_xor_execute(rounds);
    reuses(rounds / 2);
    reads(rounds);
    rewrites_itself(rounds);
    dual_mapping(rounds);
    for_another_thread(rounds);
    loops_of_another_thread(20);
    return 0;
}
