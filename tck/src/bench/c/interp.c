/* A switch interpreter for a small stack machine, running a prime count and a checksum loop. */
#include "bench.h"

const long bench_default_size = 5000;

enum op { PUSH, LOAD, STORE, ADD, SUB, MUL, REM, XOR, SHIFT, LESS, EQUAL, JUMP, JUMP_IF_ZERO, DUP, SWAP, HALT };

#define I(op, argument) ((op) | (uint32_t) (argument) << 8)

/* Variables: 0 limit, 1 candidate, 2 divisor, 3 count, 4 checksum. */
static const uint32_t program[] = {
    /* 0 */ I(PUSH, 2), I(STORE, 1),
    /* 2: outer */ I(LOAD, 1), I(LOAD, 0), I(LESS, 0), I(JUMP_IF_ZERO, 42),
    /* 6 */ I(PUSH, 2), I(STORE, 2),
    /* 8: inner */ I(LOAD, 1), I(LOAD, 2), I(DUP, 0), I(MUL, 0), I(LESS, 0), I(JUMP_IF_ZERO, 16), I(JUMP, 25), I(HALT, 0),
    /* 16 */ I(LOAD, 1), I(LOAD, 2), I(REM, 0), I(JUMP_IF_ZERO, 30),
    /* 20 */ I(LOAD, 2), I(PUSH, 1), I(ADD, 0), I(STORE, 2), I(JUMP, 8),
    /* 25: prime */ I(LOAD, 3), I(PUSH, 1), I(ADD, 0), I(STORE, 3), I(JUMP, 30),
    /* 30: next */ I(LOAD, 4), I(PUSH, 5), I(SHIFT, 0), I(LOAD, 4), I(XOR, 0), I(LOAD, 1), I(ADD, 0), I(STORE, 4),
    /* 38 */ I(LOAD, 1), I(PUSH, 1), I(ADD, 0), I(JUMP, 1),
    /* 42: end */ I(LOAD, 3), I(LOAD, 4), I(SWAP, 0), I(SUB, 0), I(PUSH, 0), I(EQUAL, 0), I(HALT, 0),
};

static uint64_t variables[8];

void bench_prepare(long size) {
    (void) size;
}

static uint64_t __attribute__((noinline)) run(const uint32_t *code) {
    uint64_t stack[32], *top = stack, steps = 0;
    for (const uint32_t *pc = code;;) {
        uint32_t instruction = *pc++;
        uint32_t argument = instruction >> 8;
        steps++;
        switch (instruction & 0xff) {
            case PUSH: *top++ = argument; break;
            case LOAD: *top++ = variables[argument]; break;
            case STORE: variables[argument] = *--top; break;
            case ADD: top--; top[-1] += top[0]; break;
            case SUB: top--; top[-1] -= top[0]; break;
            case MUL: top--; top[-1] *= top[0]; break;
            case REM: top--; top[-1] %= top[0]; break;
            case XOR: top--; top[-1] ^= top[0]; break;
            case SHIFT: top--; top[-1] <<= top[0] & 63; break;
            case LESS: top--; top[-1] = top[-1] < top[0]; break;
            case EQUAL: top--; top[-1] = top[-1] == top[0]; break;
            case JUMP: pc = code + argument; break;
            case JUMP_IF_ZERO: if (*--top == 0) { pc = code + argument; } break;
            case DUP: top[0] = top[-1]; top++; break;
            case SWAP: { uint64_t value = top[-1]; top[-1] = top[-2]; top[-2] = value; break; }
            default: return steps;
        }
    }
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    for (int pass = 0; pass < 20; pass++) {
        for (int i = 0; i < 8; i++) {
            variables[i] = 0;
        }
        variables[0] = (uint64_t) size + (uint64_t) pass;
        sum = bench_mix(sum, run(program));
        sum = bench_mix(sum, variables[3]);
        sum = bench_mix(sum, variables[4]);
    }
    return sum;
}
