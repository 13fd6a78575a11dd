# Counts the primes below 30000 by trial division, many times over, and writes the count: a hot loop without a library.
    .globl _start
_start:
    li s4, 20                   # rounds
again:
    li s0, 0                    # count
    li s1, 2                    # candidate
    li s2, 30000
candidate:
    li t0, 2
divide:
    mul t1, t0, t0
    bgt t1, s1, prime
    remu t1, s1, t0
    beqz t1, composite
    addi t0, t0, 1
    j divide
prime:
    addi s0, s0, 1
composite:
    addi s1, s1, 1
    blt s1, s2, candidate
    addi s4, s4, -1
    bnez s4, again
    lla a1, end                 # decimal digits, last one first
    li t0, 10
digits:
    remu t1, s0, t0
    divu s0, s0, t0
    addi t1, t1, '0'
    addi a1, a1, -1
    sb t1, 0(a1)
    bnez s0, digits
    lla a2, end + 1
    sub a2, a2, a1
    li a0, 1
    li a7, 64
    ecall
    li a0, 0
    li a7, 94
    ecall
    .data
    .zero 20
end:
    .ascii "\n"
