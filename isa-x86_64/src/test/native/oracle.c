/*
 * Runs instructions on the host's CPU. Reads requests from standard input, writes what became of the state to standard
 * output. Code and data lie at the same addresses as in the test's guest; see HostCpu.java.
 *
 * Build: gcc -O1 -static -no-pie -Wl,-Ttext-segment=0x70000000 oracle.c
 * It lies where no case has an address, and its heap behind it: the kernel would put that anywhere, under the code too.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <ucontext.h>
#include <unistd.h>

#define CODE 0x10000000L
#define CODE_SIZE 0x1000000L
#define PAGES 0x20000000L
#define PAGES_SIZE 0x2000L
/* Operands lie around the border of the two pages. */
#define DATA 0x20000f40L
#define WORDS 64
/* Behind the 512 bytes of FXSAVE: which parts of an XSAVE area are there. */
#define XSAVE_HEADER 512
#define XSAVE_AVX 4

struct state {
  uint64_t general[16];
  uint64_t rflags;
  uint64_t signal; /* Of SIGFPE with si_code above it. */
  uint64_t mxcsr;
  uint64_t vector[32];
  uint64_t upper[32];
  uint64_t memory[WORDS];
  /* Control, status and tag word in eight bytes, then the registers, as FXSAVE has them. */
  uint64_t x87[17];
};

struct request {
  uint64_t pc;
  uint64_t length;
  uint8_t code[128];
  struct state before;
};

static struct state state __attribute__((used));
static uint8_t fxsave_area[512] __attribute__((used, aligned(16)));
static uint64_t has_avx __attribute__((used));
static uint64_t host_stack __attribute__((used));
static uint64_t entry __attribute__((used));
static uint32_t avx_offset;
static uint32_t default_mxcsr __attribute__((used)) = 0x1f80;

void run(void);
extern char leave[];
extern char faulted[];

/* Everything is addressed absolutely, so that no register is needed for it. */
__asm__(
    ".text\n"
    "run:\n"
    "  push %rbx; push %rbp; push %r12; push %r13; push %r14; push %r15\n"
    "  mov %rsp, host_stack\n"
    "  fxrstor fxsave_area\n"
    "  .irp i,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
    "  movups state+152+16*\\i, %xmm\\i\n"
    "  .endr\n"
    "  cmpq $0, has_avx\n"
    "  je 1f\n"
    "  .irp i,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
    "  vinsertf128 $1, state+408+16*\\i, %ymm\\i, %ymm\\i\n"
    "  .endr\n"
    "1:\n"
    "  ldmxcsr state+144\n"
    "  push state+128\n"
    "  popf\n"
    "  mov state+0, %rax\n  mov state+8, %rcx\n  mov state+16, %rdx\n  mov state+24, %rbx\n"
    "  mov state+32, %rsp\n  mov state+40, %rbp\n  mov state+48, %rsi\n  mov state+56, %rdi\n"
    "  mov state+64, %r8\n  mov state+72, %r9\n  mov state+80, %r10\n  mov state+88, %r11\n"
    "  mov state+96, %r12\n  mov state+104, %r13\n  mov state+112, %r14\n  mov state+120, %r15\n"
    "  jmp *entry\n"
    "leave:\n"
    "  mov %rax, state+0\n  mov %rcx, state+8\n  mov %rdx, state+16\n  mov %rbx, state+24\n"
    "  mov %rsp, state+32\n  mov %rbp, state+40\n  mov %rsi, state+48\n  mov %rdi, state+56\n"
    "  mov %r8, state+64\n  mov %r9, state+72\n  mov %r10, state+80\n  mov %r11, state+88\n"
    "  mov %r12, state+96\n  mov %r13, state+104\n  mov %r14, state+112\n  mov %r15, state+120\n"
    "  mov host_stack, %rsp\n"
    "  pushf\n"
    "  pop state+128\n"
    "  cld\n"
    "  stmxcsr state+144\n"
    "  ldmxcsr default_mxcsr\n"
    "  .irp i,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
    "  movups %xmm\\i, state+152+16*\\i\n"
    "  .endr\n"
    "  fxsave fxsave_area\n"
    "  fninit\n"
    "  cmpq $0, has_avx\n"
    "  je 1f\n"
    "  .irp i,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n"
    "  vextractf128 $1, %ymm\\i, state+408+16*\\i\n"
    "  .endr\n"
    "  vzeroupper\n"
    "1:\n"
    "  pop %r15; pop %r14; pop %r13; pop %r12; pop %rbp; pop %rbx\n"
    "  ret\n");

/* Order of enum REG_R8 ... in sys/ucontext.h, as register numbers. */
static const int order[16] = {8, 9, 10, 11, 12, 13, 14, 15, 7, 6, 5, 3, 2, 0, 1, 4};

static void get_x87(const void *area) {
  memcpy(state.x87, area, 8);
  memcpy(state.x87 + 1, (const uint8_t *)area + 32, 128);
}

static void set_x87(void *area) {
  uint32_t mxcsr = 0x1f80;
  memset(area, 0, 512);
  memcpy(area, state.x87, 8);
  memcpy((uint8_t *)area + 24, &mxcsr, 4);
  memcpy((uint8_t *)area + 32, state.x87 + 1, 128);
}

static void handler(int number, siginfo_t *info, void *context) {
  ucontext_t *uc = context;
  greg_t *registers = uc->uc_mcontext.gregs;
  for (int i = 0; i < 16; i++) {
    state.general[order[i]] = registers[i];
  }
  state.rflags = registers[REG_EFL];
  state.signal = number == SIGFPE ? number | info->si_code << 8 : number;
  state.mxcsr = uc->uc_mcontext.fpregs->mxcsr;
  uc->uc_mcontext.fpregs->mxcsr = default_mxcsr;
  memcpy(state.vector, uc->uc_mcontext.fpregs->_xmm, sizeof state.vector);
  memcpy(fxsave_area, uc->uc_mcontext.fpregs, sizeof fxsave_area);
  if (has_avx) {
    /* The upper halves have a place of their own, which is not written where all are zero. */
    const char *area = (const char *)uc->uc_mcontext.fpregs;
    uint64_t present = *(const uint64_t *)(area + XSAVE_HEADER);
    if (present & XSAVE_AVX) {
      memcpy(state.upper, area + avx_offset, sizeof state.upper);
    } else {
      memset(state.upper, 0, sizeof state.upper);
    }
  }
  /* Back to the caller of run, without the direction flag. */
  registers[REG_RSP] = host_stack;
  registers[REG_EFL] &= ~0x500L;
  registers[REG_RIP] = (greg_t)(uintptr_t)faulted;
}

__asm__(
    ".text\n"
    "faulted:\n"
    "  fninit\n"
    "  mov host_stack, %rsp\n"
    "  pop %r15; pop %r14; pop %r13; pop %r12; pop %rbp; pop %rbx\n"
    "  ret\n");

static long fs_base;

static long arch_prctl(long code, long value) {
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(158), "D"(code), "S"(value) : "rcx", "r11", "memory");
  return result;
}

/* A case may have changed them, and the C library's data lie behind FS. */
static void restore_segments(void) {
  __asm__ volatile("mov %0, %%ds; mov %0, %%es" : : "r"(0));
  arch_prctl(0x1002, fs_base); /* ARCH_SET_FS */
  arch_prctl(0x1001, 0);       /* ARCH_SET_GS */
}

static void *map(long address, long size, int protection) {
  return mmap((void *)address, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}

int main(int count, char **arguments) {
  int persona = personality(0xffffffff);
  (void)count;
  if (!(persona & ADDR_NO_RANDOMIZE) && personality(persona | ADDR_NO_RANDOMIZE) >= 0) {
    execv("/proc/self/exe", arguments);
    perror("execv");
    return 1;
  }
  if (__builtin_cpu_supports("avx")) {
    uint32_t size, c, d;
    has_avx = 1;
    __cpuid_count(0xd, 2, size, avx_offset, c, d);
  }
  static char alternate[65536];
  stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  sigaltstack(&stack, NULL);
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGILL, &action, NULL);
  sigaction(SIGFPE, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  sigaction(SIGTRAP, &action, NULL);
  if (map(CODE, CODE_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC) == MAP_FAILED ||
      map(PAGES, PAGES_SIZE, PROT_READ | PROT_WRITE) == MAP_FAILED) {
    perror("mmap");
    return 1;
  }
  arch_prctl(0x1003, (long)&fs_base); /* ARCH_GET_FS */
  struct request request;
  while (fread(&request, sizeof request, 1, stdin) == 1) {
    uint8_t *code = (uint8_t *)request.pc;
    uint64_t target = (uint64_t)(uintptr_t)leave;
    memcpy(code, request.code, request.length);
    memcpy(code + request.length, "\xff\x25\0\0\0\0", 6);
    memcpy(code + request.length + 6, &target, 8);
    state = request.before;
    memcpy((void *)DATA, state.memory, sizeof state.memory);
    /* Around it the same, for what reads more. */
    memcpy((char *)DATA - sizeof state.memory, state.memory, sizeof state.memory);
    memcpy((char *)DATA + sizeof state.memory, state.memory, sizeof state.memory);
    memcpy((char *)PAGES + PAGES_SIZE - sizeof state.memory, state.memory, sizeof state.memory);
    set_x87(fxsave_area);
    entry = request.pc;
    run();
    get_x87(fxsave_area);
    restore_segments();
    memcpy(state.memory, (void *)DATA, sizeof state.memory);
    fwrite(&state, sizeof state, 1, stdout);
  }
  return 0;
}
