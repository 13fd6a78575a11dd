/* Arithmetic at the edges, and numbers to text: what a C library computes, bit for bit. */
#include <fenv.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t bits(double value) {
    uint64_t b;
    memcpy(&b, &value, 8);
    return b;
}

static volatile double doubles[] = {0.0, -0.0, 1.0, -1.5, 0.1, 1e300, -1e-300, 5e-324, 2.2250738585072014e-308,
                                    1.7976931348623157e308, INFINITY, -INFINITY, NAN, 3.5, 1e19, -9.3e18, 4294967296.5};
static volatile int64_t longs[] = {0, 1, -1, 7, -13, INT64_MAX, INT64_MIN, INT32_MAX, INT32_MIN, 0x123456789abcdef};

int main(void) {
    for (size_t i = 0; i < sizeof longs / 8; i++) {
        for (size_t k = 0; k < sizeof longs / 8; k++) {
            int64_t a = longs[i], b = longs[k], q, r;
            uint64_t uq, ur;
            int64_t wq, wr;
            __asm__("div %0, %1, %2" : "=r"(q) : "r"(a), "r"(b));
            __asm__("rem %0, %1, %2" : "=r"(r) : "r"(a), "r"(b));
            __asm__("divu %0, %1, %2" : "=r"(uq) : "r"(a), "r"(b));
            __asm__("remu %0, %1, %2" : "=r"(ur) : "r"(a), "r"(b));
            __asm__("divw %0, %1, %2" : "=r"(wq) : "r"(a), "r"(b));
            __asm__("remuw %0, %1, %2" : "=r"(wr) : "r"(a), "r"(b));
            __int128 wide = (__int128) a * b;
            unsigned __int128 unsigned_wide = (unsigned __int128) (uint64_t) a * (uint64_t) b;
            printf("%lx %lx: %lx %lx %lx %lx %lx %lx %lx %lx\n", a, b, q, r, uq, ur, wq, wr, (uint64_t) (wide >> 64),
                   (uint64_t) (unsigned_wide >> 64));
        }
    }
    for (size_t i = 0; i < sizeof doubles / 8; i++) {
        double a = doubles[i];
        printf("%g %.17g %a %e %10.3f|%-12.4g|%+.0f\n", a, a, a, a, fabs(a) < 1e15 ? a : 1.0, a, fabs(a) < 1e15 ? a : 2.5);
        int64_t l;
        uint64_t ul;
        int32_t w;
        __asm__("fcvt.l.d %0, %1, rtz" : "=r"(l) : "f"(a));
        __asm__("fcvt.lu.d %0, %1, rtz" : "=r"(ul) : "f"(a));
        __asm__("fcvt.w.d %0, %1, rne" : "=r"(w) : "f"(a));
        printf("  %lx %lx %x %lx\n", l, ul, w, bits((double) (float) a));
        for (size_t k = 0; k < sizeof doubles / 8; k++) {
            double b = doubles[k];
            printf("  %lx %lx %lx %lx %lx %d%d%d\n", bits(a + b), bits(a - b), bits(a * b), bits(a / b),
                   bits(fma(a, b, 0.5)), a < b, a <= b, a == b);
        }
    }
    static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_DOWNWARD, FE_UPWARD};
    for (int m = 0; m < 4; m++) {
        fesetround(modes[m]);
        feclearexcept(FE_ALL_EXCEPT);
        volatile double third = doubles[2] / doubles[13], root = sqrt(doubles[4]), sum = doubles[4] + doubles[5];
        volatile float narrow = (float) doubles[4];
        printf("mode %d: %lx %lx %lx %a, rint %g, flags %x\n", m, bits(third), bits(root), bits(sum), narrow,
               rint(doubles[13]), fetestexcept(FE_ALL_EXCEPT));
    }
    fesetround(FE_TONEAREST);
    feclearexcept(FE_ALL_EXCEPT);
    volatile double zero = doubles[0] / doubles[0];
    printf("invalid %x ", fetestexcept(FE_ALL_EXCEPT));
    zero = doubles[2] / doubles[0];
    printf("divide %x ", fetestexcept(FE_ALL_EXCEPT));
    zero = doubles[5] * doubles[9];
    printf("overflow %x ", fetestexcept(FE_ALL_EXCEPT));
    zero = doubles[7] * doubles[4];
    printf("underflow %x %g\n", fetestexcept(FE_ALL_EXCEPT), zero);
    for (double x = 0.25; x < 40; x *= 1.7) {
        printf("%a %a %a %a %a %a\n", sin(x), exp(x), log(x), pow(x, 1.1), atan(x), cbrt(x));
    }
    long double quad = 1.0L / 3;
    printf("%.30Lf %Lg\n", quad, quad * 1e400L);
    printf("%.15g %ld %lu %g\n", strtod("1.7976931348623157e308", NULL), strtol("-99999999999999999999", NULL, 10),
           strtoul("0xffffffffffffffff", NULL, 16), strtod("0x1.8p-1070", NULL));
    printf("%d %d %d %d\n", __builtin_clzl(1), __builtin_ctzl(1l << 40), __builtin_popcountl(0xff00ff00ff), abs(INT_MIN + 1));
    return 0;
}
