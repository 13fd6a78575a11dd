# Overwrites the code behind the running instruction with zeros, without fence.i on purpose: the next instruction is illegal
# as soon as the hart sees the store, which it does at the latest after the fence. Dies by SIGILL.
    .section .code, "awx"
    .globl _start
    .option norvc
_start:
    li s0, 100
warm:
    addi s0, s0, -1
    bnez s0, warm
    lla t0, victim
    sw zero, 0(t0)
    fence.i
victim:
    li a0, 0
    li a7, 94
    ecall
