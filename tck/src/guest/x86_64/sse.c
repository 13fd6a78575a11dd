/* SSE2 floating point as programs meet it: rounding, exceptions and their signals, numbers to text, mathematical functions. */
#define _GNU_SOURCE
#include <emmintrin.h>
#include <fenv.h>
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_DOWNWARD, FE_UPWARD};
static volatile double doubles[] = {0.0, -0.0, 1.0, -1.5, 0.1, 1e300, -1e-300, 5e-324, 2.2250738585072014e-308,
                                    1.7976931348623157e308, INFINITY, -INFINITY, 3.5, 1e19, -9.3e18, 4294967296.5};

static uint64_t bits(double value) {
    uint64_t b;
    memcpy(&b, &value, 8);
    return b;
}

static uint32_t bits_of_float(float value) {
    uint32_t b;
    memcpy(&b, &value, 4);
    return b;
}

static void numbers(void) {
    for (size_t i = 0; i < sizeof doubles / 8; i++) {
        double a = doubles[i];
        printf("%g %.17g %a %e %10.3f|%-12.4g|%+.0f\n", a, a, a, a, fabs(a) < 1e15 ? a : 1.0, a, fabs(a) < 1e15 ? a : 2.5);
        printf("  %lx %x %lx %lx %x\n", (int64_t)a, _mm_cvttsd_si32(_mm_set_sd(a)), bits((double)(float)a), bits(sqrt(a)),
               bits_of_float(sqrtf((float)a)));
        for (size_t k = 0; k < sizeof doubles / 8; k++) {
            double b = doubles[k];
            float x = (float)a, y = (float)b;
            printf("  %lx %lx %lx %lx %d%d%d %x %x %x\n", bits(a + b), bits(a - b), bits(a * b), bits(a / b), a < b, a <= b,
                   a == b, bits_of_float(x + y), bits_of_float(x * y), bits_of_float(x / y));
        }
    }
}

static void rounding(void) {
    for (int m = 0; m < 4; m++) {
        fesetround(modes[m]);
        feclearexcept(FE_ALL_EXCEPT);
        volatile double third = doubles[2] / doubles[12], root = sqrt(doubles[4]), sum = doubles[4] + doubles[5];
        volatile float narrow = (float)doubles[4];
        printf("mode %d: %lx %lx %lx %a, rint %g %ld, flags %x %s\n", m, bits(third), bits(root), bits(sum), narrow,
               rint(doubles[12]), lrint(-doubles[12]), fetestexcept(FE_ALL_EXCEPT), fegetround() == modes[m] ? "" : "wrong");
    }
    fesetround(FE_TONEAREST);
}

static void flags(void) {
    feclearexcept(FE_ALL_EXCEPT);
    volatile double result = doubles[0] / doubles[0];
    printf("invalid %x ", fetestexcept(FE_ALL_EXCEPT));
    result = doubles[2] / doubles[0];
    printf("divide %x ", fetestexcept(FE_ALL_EXCEPT));
    result = doubles[5] * doubles[9];
    printf("overflow %x ", fetestexcept(FE_ALL_EXCEPT));
    result = doubles[7] * doubles[4];
    printf("underflow %x %g, MXCSR %x\n", fetestexcept(FE_ALL_EXCEPT), result, _mm_getcsr());
    fenv_t environment;
    feholdexcept(&environment);
    result = doubles[2] / doubles[0];
    printf("held %x, ", fetestexcept(FE_ALL_EXCEPT));
    fesetenv(&environment);
    printf("restored %x\n", fetestexcept(FE_ALL_EXCEPT));
    _mm_setcsr(0x9fc0);
    result = doubles[7] + doubles[7];
    volatile double flushed = doubles[8] * 0.5;
    printf("denormals as zeros %g %g, MXCSR %x\n", result, flushed, _mm_getcsr());
    _mm_setcsr(0x1f80);
}

static sigjmp_buf back;
static const char *volatile expected;

static void handler(int number, siginfo_t *info, void *context) {
    ucontext_t *u = context;
    uint32_t before = u->uc_mcontext.fpregs->mxcsr;
    printf("%s: signal %d, code %d, %s, MXCSR %x, in the handler %x\n", expected, number, info->si_code,
           info->si_addr == (void *)u->uc_mcontext.gregs[REG_RIP] ? "at the instruction" : "elsewhere", before, _mm_getcsr());
    siglongjmp(back, 1);
}

static void trap(const char *name, uint32_t mxcsr, double a0, double a1, double b0, double b1) {
    volatile double a[2] = {a0, a1}, b[2] = {b0, b1};
    __m128d x = _mm_set_pd(a[1], a[0]), y = _mm_set_pd(b[1], b[0]);
    expected = name;
    if (sigsetjmp(back, 1) == 0) {
        _mm_setcsr(mxcsr);
        __asm__ volatile("divpd %1, %0" : "+x"(x) : "x"(y));
        uint32_t after = _mm_getcsr();
        _mm_setcsr(0x1f80);
        uint64_t result[2];
        memcpy(result, &x, 16);
        printf("%s: %lx %lx, MXCSR %x\n", name, result[0], result[1], after);
    }
    _mm_setcsr(0x1f80);
}

static void traps(void) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGFPE, &action, NULL);
    trap("nothing", 0, 6, 8, 2, 4);
    trap("invalid", 0x1f00, 0, 1, 0, 3);
    trap("denormal", 0x1e80, 5e-324, 1, 3, 1);
    trap("division by zero", 0x1d80, 3, 1, 1, 0);
    trap("overflow", 0x1b80, 1, 1e300, 1, 1e-300);
    trap("underflow", 0x1780, 0x1p-1022, 1, 4, 3);
    trap("precision", 0x0f80, 1, 1, 1, 3);
    trap("division before precision", 0, 1, 1, 3, 0);
    feenableexcept(FE_DIVBYZERO | FE_INVALID);
    expected = "enabled";
    if (sigsetjmp(back, 1) == 0) {
        volatile double result = doubles[2] / doubles[0];
        printf("no trap: %g\n", result);
    }
    fedisableexcept(FE_ALL_EXCEPT);
    feclearexcept(FE_ALL_EXCEPT);
}

int main(void) {
    numbers();
    rounding();
    flags();
    traps();
    for (double x = 0.25; x < 40; x *= 1.7) {
        printf("%.13g %.13g %.13g %.13g %.13g %.13g %.6g %.6g\n", sin(x), exp(x), log(x), pow(x, 1.1), atan(x), cbrt(x), sinf(x),
               powf(x, 0.3f));
    }
    printf("%.15g %a %g\n", strtod("1.7976931348623157e308", NULL), strtod("0x1.8p-1070", NULL), strtof("1e-45", NULL));
    return 0;
}
