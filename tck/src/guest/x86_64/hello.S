# The least guest: two system calls, no library.
    .globl _start
_start:
    mov $1, %edi
    lea text(%rip), %rsi
    mov $14, %edx
    mov $1, %eax                # write
    syscall
    xor %edi, %edi
    mov $231, %eax              # exit_group
    syscall
    .section .rodata
text:
    .ascii "Hello, world!\n"
