# Rewrites an instruction of its own loop while it runs, with fence.i, and exits with what the new code computes.
    .section .code, "awx"
    .globl _start
    .option norvc
_start:
    li s0, 0
    li s1, 5000
    lla s2, patch
    lla s3, replacement
loop:
patch:
    addi s0, s0, 1              # becomes addi s0, s0, 2 half-way
    addi s1, s1, -1
    li t0, 2500
    bne s1, t0, unchanged
    lw t1, 0(s3)
    sw t1, 0(s2)
    fence.i
unchanged:
    bnez s1, loop
    li t0, 7500
    sub a0, s0, t0              # 2500 + 2 * 2500 - 7500
    li a7, 94
    ecall
    .option norvc
    .balign 4
replacement:
    addi s0, s0, 2
