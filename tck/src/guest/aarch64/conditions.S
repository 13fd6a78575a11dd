// Every condition on floating-point comparisons of numbers, zeros, infinities and NaNs: directly behind the comparison, as a value and
// as a branch, and behind another instruction. Many rounds, of which the last is printed: a line for each pair.
    .globl _start

    .macro each compare, a, b
    .irp condition, eq, ne, cs, cc, mi, pl, vs, vc, hi, ls, ge, lt, gt, le
    \compare \a, \b
    cset w9, \condition
    \compare \a, \b
    mov x11, x12
    cset w10, \condition
    add w9, w9, w10, lsl #1
    \compare \a, \b
    b.\condition 1f
    b 2f
1:  add w9, w9, #4
2:  \compare \a, \b
    csel w10, w13, wzr, \condition
    add w9, w9, w10
    add w9, w9, #'0'
    strb w9, [x1], #1
    .endr
    .endm

_start:
    mov x0, #4000
    mov w13, #8
round:
    ldr x1, =buffer
    adr x2, doubles
    adr x4, singles
    mov x6, #6
first:
    ldr d0, [x2], #8
    ldr s2, [x4], #4
    adr x3, doubles
    adr x5, singles
    mov x7, #6
second:
    ldr d1, [x3], #8
    ldr s3, [x5], #4
    each fcmp, d0, d1
    each fcmpe, s2, s3
    mov w9, #'\n'
    strb w9, [x1], #1
    subs x7, x7, #1
    b.ne second
    subs x6, x6, #1
    b.ne first
    subs x0, x0, #1
    b.ne round

    mov x0, #1
    ldr x2, =buffer
    sub x2, x1, x2
    ldr x1, =buffer
    mov x8, #64                 // write
    svc #0
    mov x0, #0
    mov x8, #94                 // exit_group
    svc #0

    .balign 8
doubles:
    .double 1, -2, 0, -0.0, inf, nan
singles:
    .single 1, -2, 0, -0.0, inf, nan
    .section .bss
    .balign 8
buffer:
    .skip 4096
