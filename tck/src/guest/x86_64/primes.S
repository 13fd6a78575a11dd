# Counts the primes below 30000 by trial division, many times over, and writes the count: a hot loop without a library.
    .globl _start
_start:
    mov $20, %r12d              # rounds
again:
    xor %ebx, %ebx              # count
    mov $2, %ebp                # candidate
candidate:
    mov $2, %ecx
divide:
    mov %ecx, %eax
    imul %ecx, %eax
    cmp %ebp, %eax
    jg prime
    mov %ebp, %eax
    xor %edx, %edx
    div %ecx
    test %edx, %edx
    jz composite
    inc %ecx
    jmp divide
prime:
    inc %ebx
composite:
    inc %ebp
    cmp $30000, %ebp
    jl candidate
    dec %r12d
    jnz again
    lea end(%rip), %rsi         # decimal digits, last one first
    mov %ebx, %eax
    mov $10, %ecx
digits:
    xor %edx, %edx
    div %ecx
    add $'0', %dl
    dec %rsi
    mov %dl, (%rsi)
    test %eax, %eax
    jnz digits
    lea end + 1(%rip), %rdx
    sub %rsi, %rdx
    mov $1, %edi
    mov $1, %eax
    syscall
    xor %edi, %edi
    mov $231, %eax
    syscall
    .data
    .zero 20
end:
    .ascii "\n"
