# Writes its arguments, a line each, and exits with argc.
    .globl _start
_start:
    ld s0, 0(sp)                # argc
    addi s1, sp, 16             # argv, without the program's own name
    addi s2, s0, -1
next:
    beqz s2, done
    ld a1, 0(s1)
    mv a2, a1
length:
    lbu t0, 0(a2)
    addi a2, a2, 1
    bnez t0, length
    addi a2, a2, -1
    sub a2, a2, a1
    li a0, 1
    li a7, 64
    ecall
    li a0, 1
    lla a1, newline
    li a2, 1
    li a7, 64
    ecall
    addi s1, s1, 8
    addi s2, s2, -1
    j next
done:
    mv a0, s0
    li a7, 94
    ecall
    .section .rodata
newline:
    .ascii "\n"
