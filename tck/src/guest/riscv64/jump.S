# Jumps to an odd address and to data that is not executable; the argument count chooses.
    .globl _start
_start:
    ld t0, 0(sp)
    addi t0, t0, -1
    bnez t0, data
    lla t1, target + 1          # jalr clears the lowest bit
    jr t1
data:
    lla t1, words
    jr t1
target:
    li a0, 11
    li a7, 94
    ecall
    .data
    .balign 4
words:
    li a0, 12
    li a7, 94
    ecall
