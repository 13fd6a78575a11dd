/*
 * Computes what it reads on the host's floating-point unit. Input lines: operation, rounding mode as FpArithmetic
 * numbers them, operands in hexadecimal bits. Output lines: result bits and exception flags, in hexadecimal, flags
 * numbered as FpEnvironment does. Operations of single precision end in s, of double precision in d.
 */
#include <fenv.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_DOWNWARD, FE_UPWARD};

static double d(uint64_t bits) {
    double value;
    memcpy(&value, &bits, 8);
    return value;
}

static uint64_t db(double value) {
    uint64_t bits;
    memcpy(&bits, &value, 8);
    return bits;
}

static float s(uint64_t bits) {
    float value;
    uint32_t low = bits;
    memcpy(&value, &low, 4);
    return value;
}

static uint64_t sb(float value) {
    uint32_t bits;
    memcpy(&bits, &value, 4);
    return bits;
}

static unsigned flags(void) {
    int raised = fetestexcept(FE_ALL_EXCEPT);
    return (raised & FE_INEXACT ? 1 : 0) | (raised & FE_UNDERFLOW ? 2 : 0) | (raised & FE_OVERFLOW ? 4 : 0)
            | (raised & FE_DIVBYZERO ? 8 : 0) | (raised & FE_INVALID ? 16 : 0);
}

int main(void) {
    char operation[16];
    int mode;
    unsigned long long a, b, c;
    while (scanf("%15s %d %llx %llx %llx", operation, &mode, &a, &b, &c) == 5) {
        volatile double x = d(a), y = d(b), z = d(c), rd = 0;
        volatile float u = s(a), v = s(b), w = s(c), rs = 0;
        uint64_t result = 0;
        int single = operation[strlen(operation) - 1] == 's';
        fesetround(modes[mode]);
        feclearexcept(FE_ALL_EXCEPT);
        switch (operation[0]) {
        case 'a': if (single) rs = u + v; else rd = x + y; break;
        case 's': if (single) rs = u - v; else rd = x - y; break;
        case 'm': if (single) rs = u * v; else rd = x * y; break;
        case 'd': if (single) rs = u / v; else rd = x / y; break;
        case 'r': if (single) rs = sqrtf(u); else rd = sqrt(x); break;
        case 'f': if (single) rs = fmaf(u, v, w); else rd = fma(x, y, z); break;
        case 'n': if (single) rs = (float) x; else rd = (double) u; break;
        case 'i': if (single) rs = (float) (int64_t) a; else rd = (double) (int64_t) a; break;
        case 'q': if (single) rs = rintf(u); else rd = rint(x); break;
        }
        unsigned raised = flags();
        result = single ? sb(rs) : db(rd);
        fesetround(FE_TONEAREST);
        printf("%llx %x\n", (unsigned long long) result, raised);
    }
    return 0;
}
