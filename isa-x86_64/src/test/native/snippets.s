# Pieces of code for SnippetTest, each padded to 64 bytes. The stack pointer is at a place with room on both sides, all other
# registers are random. See also the end that the test adds.
        .intel_syntax noprefix
        .text
        .macro snippet
        .balign 64, 0x90
        .endm
        .set DATA, 0x20000f40

        # The base of FS counts in addresses, and is read back.
        snippet
        mov     eax, DATA
        wrfsbase rax
        rdfsbase rbx
        mov     rdx, fs:[8]
        mov     rsi, fs:[16]

        # Of 32 bits too.
        snippet
        mov     rax, -1
        wrgsbase eax
        rdgsbase rbx

        # Loading a selector clears the base.
        snippet
        mov     eax, DATA
        wrgsbase rax
        mov     ebx, 0x2b
        mov     gs, ebx
        rdgsbase rdx
        mov     esi, gs

        snippet
        mov     ebx, 0x33
        mov     ds, ebx
        mov     es, bx
        push    fs
        push    gs
        pop     fs
        mov     eax, ds
        mov     edx, es

        # Far transfers within the code segment.
        snippet
        push    0x33
        lea     rax, [rip + 1f]
        push    rax
        rex.w retf
        mov     ebx, 1
1:      nop

        snippet
        push    rbx
        push    0x33
        lea     rax, [rip + 1f]
        push    rax
        rex.w retf 8
        mov     ebx, 1
1:      nop

        snippet
        lea     rax, [rip + 1f]
        mov     [rsp - 16], rax
        mov     word ptr [rsp - 8], 0x33
        rex.w jmp fword ptr [rsp - 16]
        mov     ebx, 1
1:      nop

        snippet
        lea     rax, [rip + 1f]
        mov     [rsp - 16], rax
        mov     word ptr [rsp - 8], 0x33
        sub     rsp, 16
        rex.w call fword ptr [rsp]
        jmp     2f
1:      mov     ebx, 1
        rex.w retf
2:      nop

        # Not into another segment.
        snippet
        push    0x2b
        lea     rax, [rip + 1f]
        push    rax
        rex.w retf
1:      nop

        snippet
        mov     rbx, rsp
        push    0x2b
        push    rbx
        push    0x8d5
        push    0x33
        lea     rax, [rip + 1f]
        push    rax
        iretq
        mov     ebx, 1
1:      nop

        # Numbers are random, flags are not.
        snippet
        rdrand  rax
        setc    bl
        pushf
        pop     rdx
        xor     eax, eax
        rdseed  ax
        seto    sil
        mov     eax, 0

        snippet
        rdtscp
        mov     eax, 0
        mov     edx, 0
        mov     ecx, 0

        # A chain of each carry, side by side.
        snippet
        mov     rax, -1
        mov     rdx, -1
        test    eax, eax
        adcx    rax, rbx
        adox    rdx, rsi
        adcx    rbx, rax
        adox    rsi, rdx
        adcx    edi, eax
        adox    r8d, edx

        # Equal: exchanged.
        snippet
        mov     rax, [DATA]
        mov     rdx, [DATA + 8]
        lock cmpxchg16b [DATA]

        # Only one half is equal.
        snippet
        mov     rax, [DATA]
        lock cmpxchg16b [DATA]
        sete    bl

        snippet
        lock cmpxchg16b [DATA + 8]

        snippet
        ud2

        snippet
        ud1     eax, eax

        snippet
        .byte   0x0f, 0xff, 0xc0

        snippet
