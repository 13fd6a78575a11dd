// What programs and the kernel agree on: signal frames, threads, processes, system registers. No C library, as one needs vectors.
typedef unsigned long u64;
typedef unsigned u32;

#define SYS_futex 98
#define SYS_rt_sigaction 134
#define SYS_kill 129
#define SYS_getpid 172
#define SYS_clone 220
#define SYS_mmap 222
#define SYS_wait4 260
#define SYS_sigaltstack 132

static long call(long n, long a, long b, long c, long d, long e, long f) {
    register long x8 asm("x8") = n;
    register long x0 asm("x0") = a;
    register long x1 asm("x1") = b;
    register long x2 asm("x2") = c;
    register long x3 asm("x3") = d;
    register long x4 asm("x4") = e;
    register long x5 asm("x5") = f;
    asm volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}

static void text(const char *s) {
    long n = 0;
    while (s[n]) n++;
    call(64, 1, (long)s, n, 0, 0, 0);
}

static void show(const char *name, u64 value) {
    char digits[18];
    digits[17] = 0;
    digits[16] = '\n';
    for (int i = 15; i >= 0; i--) {
        digits[i] = "0123456789abcdef"[value & 15];
        value >>= 4;
    }
    text(name);
    text(" ");
    text(digits);
}

struct context {
    u64 flags, link, stack[3], mask, unused[15], padding;
    u64 fault_address, regs[31], sp, pc, pstate, padding2;
    u32 records[1024];
};

static struct { void (*handler)(int, int *, struct context *); u64 flags, restorer, mask; } action;
static volatile int seen;
static volatile u64 resume;

static void handler(int signal, int *info, struct context *context) {
    show("signal", signal);
    if (signal != 4) show("code", info[2]); // qemu-user has another one for undefined instructions.
    if (signal == 11) {
        show("address", *(u64 *)(info + 4));
        show("fault address", context->fault_address);
        // What follows floating point depends on the processor.
        show("record", context->records[0]);
        show("size", context->records[1]);
    }
    show("flags", context->pstate & 0xf0000000);
    show("x9", context->regs[9]);
    if (signal != 10) context->pc += 4;
    context->regs[9] = 0x1234;
    context->pstate ^= 0x40000000;
    seen++;
}

static char stack[65536] __attribute__((aligned(16)));
static char alternate[32768] __attribute__((aligned(16)));
static volatile int joined;
static volatile u64 counter;
static u64 block[2];

static void add(void) {
    for (int i = 0; i < 20000; i++) {
        u64 old;
        u32 failed;
        do {
            asm volatile("ldaxr %0, [%2]\n add %0, %0, #1\n stlxr %w1, %0, [%2]"
                         : "=&r"(old), "=&r"(failed) : "r"(&counter) : "memory");
        } while (failed);
    }
}

int thread(void) {
    u64 tls;
    asm volatile("mrs %0, tpidr_el0" : "=r"(tls));
    show("thread", *(u64 *)tls);
    add();
    return 0;
}

int thread(void);
long spawn(long flags, void *top, volatile int *tid, void *tls);
asm(".globl spawn\n"
    "spawn: mov x6, x2\n mov x4, x2\n mov x2, xzr\n mov x8, #220\n svc #0\n cbz x0, 1f\n ret\n"
    "1: bl thread\n mov x8, #93\n mov x0, #0\n svc #0\n");

int main_(void) {
    u64 id;
    asm volatile("mrs %0, id_aa64isar0_el1" : "=r"(id));
    show("atomics announced", id >> 20 & 15);
    action.handler = handler;
    action.flags = 4 | 0x08000000;
    u64 altstack[3] = {(u64)alternate, 0, sizeof alternate};
    call(SYS_sigaltstack, (long)altstack, 0, 0, 0, 0, 0);
    for (int signal = 4; signal <= 11; signal++)
        if (signal != 9) call(SYS_rt_sigaction, signal, (long)&action, 0, 8, 0, 0);
    u64 x9, flags;
    // Flags are read behind each fault: those that nobody reads need not be right in a handler.
#define FAULT(number, instruction)                                                                      \
    asm volatile("mov x9, #" #number "\n mov x10, #16\n cmp x9, #79\n " instruction "\n mov %0, x9\n mrs %1, nzcv" \
                 : "=r"(x9), "=r"(flags) : : "x9", "x10", "x11", "cc", "memory");                          \
    show("then x9", x9);                                                                                \
    show("then flags", flags)
    FAULT(77, "ldr x11, [x10]");
    FAULT(78, "str x9, [x10]");
    FAULT(79, "brk #1");
    FAULT(80, "udf #0");
    asm volatile("mov x9, #81\n cmp x9, #79" : : : "x9", "cc");
    call(SYS_kill, call(SYS_getpid, 0, 0, 0, 0, 0, 0), 10, 0, 0, 0, 0);
    show("handled", seen);

    block[0] = 4711;
    joined = 1;
    spawn(0x100 | 0x200 | 0x400 | 0x800 | 0x10000 | 0x40000 | 0x80000 | 0x200000 | 0x1000000, stack + sizeof stack, &joined, block);
    add();
    while (joined) call(SYS_futex, (long)&joined, 0, 1, 0, 0, 0);
    show("counter", counter);

    long child = call(SYS_clone, 17, 0, 0, 0, 0, 0);
    if (child == 0) {
        counter++;
        call(94, counter == 40001 ? 5 : 6, 0, 0, 0, 0, 0);
    }
    int status = 0;
    show("waited for child", call(SYS_wait4, child, (long)&status, 0, 0, 0, 0) == child);
    show("status", status);
    show("own counter", counter);
    call(94, 7, 0, 0, 0, 0, 0);
    return 0;
}

asm(".globl _start\n_start: mov x29, #0\n mov x0, sp\n and x0, x0, #-16\n mov sp, x0\n bl main_\n");
