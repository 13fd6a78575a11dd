/*
 * Which signals exceptions of the CPU become, and what the signal frame tells: addresses at the border of those that are
 * canonical, on the stack and elsewhere, #UD, breakpoints, division, SSE and x87. Then the vsyscall page.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

static void *resume __attribute__((used));
static void *begin __attribute__((used));
static int caught;

static void handler(int number, siginfo_t *info, void *context) {
    ucontext_t *uc = context;
    greg_t *r = uc->uc_mcontext.gregs;
    long away = r[REG_RIP] - (long) begin;
    caught = 1;
    printf(" %d code %d", number, info->si_code);
    if (number == SIGFPE || number == SIGILL || (number == SIGTRAP && info->si_code > 0 && info->si_code < 128)) {
        printf(" at +%ld", (long) info->si_addr - (long) begin);
    } else {
        printf(" at %lx", (long) info->si_addr);
    }
    printf(" trap %ld error %lx", (long) r[REG_TRAPNO], (long) r[REG_ERR]);
    if (r[REG_TRAPNO] == 14) {
        printf(" cr2 %lx", (long) r[REG_CR2]);
    }
    if (away >= 0 && away < 16) {
        printf(" pc +%ld", away);
    }
    printf("\n");
    uc->uc_mcontext.fpregs->mxcsr = 0x1f80;
    uc->uc_mcontext.fpregs->cwd = 0x37f;
    uc->uc_mcontext.fpregs->swd = 0;
    r[REG_RSP] = r[REG_R15];
    r[REG_RIP] = (greg_t) resume;
}

/* `before` sets up from RAX; `code` faults. The stack pointer is in R15, RBP in R14. */
#define TRY(name, value, before, code)                                                                        \
    do {                                                                                                      \
        caught = 0;                                                                                           \
        printf("%s %lx:", name, (long) (value));                                                              \
        fflush(stdout);                                                                                       \
        __asm__ volatile("mov %%rsp, %%r15; mov %%rbp, %%r14; mov %0, %%rax\n"                                \
                         "lea 2f(%%rip), %%rcx; mov %%rcx, resume(%%rip)\n"                                   \
                         "lea 1f(%%rip), %%rcx; mov %%rcx, begin(%%rip)\n" before "\n1: " code                \
                         "\n2: mov %%r15, %%rsp; mov %%r14, %%rbp"                                            \
                         :                                                                                    \
                         : "r"((uint64_t) (value))                                                            \
                         : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r14", "r15", "xmm0", "memory", "cc");  \
        if (!caught) {                                                                                        \
            printf(" nothing\n");                                                                             \
        }                                                                                                     \
    } while (0)

static void addresses(void) {
    static const uint64_t values[] = {
        0x1000, 0x7ffffffff000, 0x7ffffffffff8, 0x7ffffffffffc, 0x800000000000, 0x800000000004, 0x800000000008,
        0x8000000000000000, 0xffff7ffffffffffc, 0xffff800000000000, 0xfffffffffffffff0,
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        uint64_t a = values[i];
        TRY("load", a, "", "mov (%%rax), %%rdx");
        TRY("load of a byte", a, "", "movb (%%rax), %%dl");
        TRY("store", a, "", "mov %%rdx, (%%rax)");
        TRY("push", a, "mov %%rax, %%rsp", "push %%rdx");
        TRY("pop", a, "mov %%rax, %%rsp", "pop %%rdx");
        TRY("call", a, "mov %%rax, %%rsp", "call 2f");
        TRY("ret", a, "mov %%rax, %%rsp", "ret");
        TRY("leave", a, "mov %%rax, %%rbp", "leave");
        TRY("push of memory", a, "", "push (%%rax)");
        TRY("pop to memory", a, "push %%rax", "pop (%%rax)");
        TRY("call through memory", a, "", "call *(%%rax)");
        TRY("by RSP", a, "mov %%rax, %%rsp", "mov (%%rsp), %%rdx");
        TRY("by RBP", a, "mov %%rax, %%rbp", "mov (%%rbp), %%rdx");
        TRY("by RBP with DS", a, "mov %%rax, %%rbp", ".byte 0x3e; mov (%%rbp), %%rdx");
        TRY("with SS", a, "", ".byte 0x36; mov (%%rax), %%rdx");
        TRY("by GS", a, "", "mov %%gs:(%%rax), %%rdx");
        TRY("movups", a, "", "movups (%%rax), %%xmm0");
        TRY("movsb", a, "mov %%rax, %%rsi; mov %%rax, %%rdi", "movsb");
        TRY("xadd", a, "", "lock xadd %%rdx, (%%rax)");
        TRY("prefetch", a, "", "prefetcht0 (%%rax)");
    }
}

static void exceptions(void) {
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page = mmap((void *) 0x12340000, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    page[0] = 1;
    mprotect(page, 4096, PROT_READ);
    TRY("store to what is read-only", page, "", "movb $2, (%%rax)");
    TRY("ud2", 0, "", "ud2");
    TRY("push es", 0, "", ".byte 6");
    TRY("hlt", 0, "", "hlt");
    TRY("in", 0, "", "in $1, %%al");
    TRY("int 0x21", 0, "", "int $0x21");
    TRY("int3", 0, "", "int3");
    TRY("int 3", 0, "", ".byte 0xcd, 3");
    TRY("int1", 0, "", ".byte 0xf1");
    TRY("movaps", 0x12340008, "", "movaps (%%rax), %%xmm0");
    TRY("movaps by RSP", 0x12340008, "mov %%rax, %%rsp", "movaps (%%rsp), %%xmm0");
    TRY("div by zero", 0, "xor %%edx, %%edx", "div %%rax");
    TRY("idiv overflow", 0x8000000000000000, "cqo; mov $-1, %%rbx", "idiv %%rbx");
    TRY("divsd by zero", 0x3ff0000000000000, "movq %%rax, %%xmm0; xorps %%xmm1, %%xmm1; push $0x1d80; ldmxcsr (%%rsp)",
        "divsd %%xmm1, %%xmm0");
    TRY("sqrtsd of a negative", 0xbff0000000000000, "movq %%rax, %%xmm0; push $0x1f00; ldmxcsr (%%rsp)",
        "sqrtsd %%xmm0, %%xmm0");
    TRY("addsd, inexact", 0x3ff0000000000001, "movq %%rax, %%xmm0; mov $1, %%eax; movq %%rax, %%xmm1; push $0x0f80; ldmxcsr (%%rsp)",
        "addsd %%xmm1, %%xmm0");
    TRY("fdiv by zero", 0, "push $0x37b; fldcw (%%rsp); fldz; fld1; fdivp %%st, %%st(1)", "fwait");
}

/* Instructions that lie across pages. */
static void pages(void) {
    char *page = mmap((void *) 0x12350000, 8192, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    char *code = page + 4096 - 4;
    memcpy(code, "\x90\xb8\x2a\0\0\0\xc3", 7); /* nop; mov eax, 42; ret */
    printf("across pages: %d\n", ((int (*)(void)) code)());
    mprotect(page + 4096, 4096, PROT_READ);
    TRY("call into a page that cannot be executed", code, "mov %%rax, begin(%%rip)", "call *%%rax");
    mprotect(page + 4096, 4096, PROT_READ | PROT_EXEC);
    printf("again: %d\n", ((int (*)(void)) code)());
    munmap(page + 4096, 4096);
    TRY("call into a page that is not there", code, "mov %%rax, begin(%%rip)", "call *%%rax");
    memset(code, 0x66, 4);
    TRY("prefixes to the end of the page", code, "mov %%rax, begin(%%rip)", "call *%%rax");
    memset(page + 4096 - 20, 0x66, 20);
    TRY("too many prefixes at the end of a page", page + 4096 - 20, "mov %%rax, begin(%%rip)", "call *%%rax");
    memcpy(page + 4096 - 3, "\xc3\xeb\xfd", 3); /* ret; jmp to it */
    TRY("jump at the end of a page", page + 4096 - 2, "", "call *%%rax");
    TRY("call of what is not there", 0x12360000, "mov %%rax, begin(%%rip)", "call *%%rax");
}

static void vsyscalls(void) {
    struct timeval now, then;
    time_t first = time(NULL), second = 0;
    unsigned cpu = 999, node = 999;
    int result = ((int (*)(struct timeval *, void *)) 0xffffffffff600000)(&now, NULL);
    gettimeofday(&then, NULL);
    printf("gettimeofday %d %d\n", result, now.tv_sec >= first && then.tv_sec - now.tv_sec < 5);
    second = ((time_t(*)(time_t *)) 0xffffffffff600400)(NULL);
    printf("time %d\n", second >= first && second - first < 5);
    result = ((int (*)(unsigned *, unsigned *, void *)) 0xffffffffff600800)(&cpu, &node, NULL);
    printf("getcpu %d %d\n", result, cpu < 999 && node < 999);
    TRY("time to nowhere", 8, "mov %%rax, %%rdi; mov $0xffffffffff600400, %%rax", "call *%%rax");
    TRY("between the entries", 0xffffffffff600010, "", "call *%%rax");
    TRY("behind the entries", 0xffffffffff600c00, "", "call *%%rax");
    TRY("read of the page", 0xffffffffff600000, "", "mov (%%rax), %%rdx");
}

int main(void) {
    static char alternate[65536];
    stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE};
    sigaltstack(&stack, NULL);
    for (int i = 0; i < 5; i++) {
        sigaction(signals[i], &action, NULL);
    }
    addresses();
    exceptions();
    pages();
    vsyscalls();
    return 0;
}
