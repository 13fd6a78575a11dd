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
        # Stores into code take effect with the next instruction.
        snippet
        mov     dword ptr [rip + 1f + 1], 77
1:      mov     eax, 5
        add     eax, ebx

        # In a loop that is translated, or is not any more.
        snippet
        mov     ecx, 40
        xor     edx, edx
1:      mov     eax, 1
        add     rdx, rax
        add     dword ptr [rip + 1b + 1], 3
        dec     ecx
        jnz     1b

        # An instruction that changes itself, and one before it.
        snippet
        mov     ecx, 3
        xor     edx, edx
1:      inc     edx
        xor     byte ptr [rip + 1b + 1], 8
        xor     word ptr [rip + 2f + 7], 0x00f6
2:      mov     word ptr [rip + 3f], 0x9090
3:      inc     ebx
        dec     ecx
        jnz     1b

        # Sixteen bytes.
        snippet
        movups  xmm0, [rip + 2f]
        movups  [rip + 1f], xmm0
1:      mov     rax, 0x11111111
        mov     rdx, 0x22222222
        nop
        nop
        jmp     3f
2:      inc     rbx
        inc     rsi
        mov     eax, 0x12345678
        lea     rdx, [rdx + rbx]
        nop
3:

        # By a push.
        snippet
        mov     rbx, rsp
        mov     rax, 0x9090909090c2ff48
        lea     rsp, [rip + 1f + 8]
        push    rax
1:      mov     ecx, 0x11111111
        mov     esi, 0x11111111
        mov     rsp, rbx

        # A call may store beside code.
        snippet
        mov     rbx, rsp
        lea     rsp, [rip + 1f + 8]
        call    2f
1:      .byte   0x0f, 0x0b, 0x0f, 0x0b, 0x0f, 0x0b, 0x0f, 0x0b
2:      pop     rcx
        mov     rsp, rbx
        mov     rax, [rip + 1b]
        sub     rax, rcx

        # By repeated stores and moves, ahead of them and backwards.
        snippet
        lea     rdi, [rip + 1f]
        mov     eax, 0x90
        mov     ecx, 10
        rep stosb
1:      mov     ebx, 0x11111111
        mov     edx, 0x22222222
        inc     esi

        snippet
        lea     rsi, [rip + 2f]
        lea     rdi, [rip + 1f]
        mov     ecx, 5
        rep movsb
1:      mov     ebx, 0x11111111
        jmp     3f
2:      mov     ebx, 0x33333333
3:      nop

        # Repeated stores and moves across a page, apart, upwards onto what is still to be read, and downwards.
        snippet
        mov     edi, DATA + 3
        mov     ecx, 30
        mov     rax, 0x0123456789abcdef
        rep stosq
        mov     edi, DATA + 1
        mov     ecx, 11
        rep stosw

        snippet
        mov     esi, DATA
        mov     edi, DATA + 0x91
        mov     ecx, 0x61
        rep movsb
        mov     ebx, [DATA + 0xc4]

        snippet
        mov     esi, DATA
        mov     edi, DATA + 3
        mov     ecx, 0x30
        rep movsb
        mov     rbx, [DATA + 0x20]

        snippet
        mov     esi, DATA + 0x90
        mov     edi, DATA + 0x8c
        mov     ecx, 17
        rep movsd

        snippet
        std
        mov     esi, DATA + 0x90
        mov     edi, DATA + 0x8c
        mov     ecx, 17
        rep movsd
        cld

        # Atomically.
        snippet
        mov     ecx, 5
        xor     ebx, ebx
1:      mov     edx, 0x10
        lock xadd dword ptr [rip + 2f + 1], edx
        add     rbx, rdx
2:      mov     eax, 0x11
        add     rbx, rax
        loop    1b

        snippet
        mov     eax, 0x11
        mov     edx, 0x77
        lock cmpxchg dword ptr [rip + 2f + 1], edx
2:      mov     ebx, 0x11
        sete    cl
        xchg    byte ptr [rip + 2b + 1], sil

        # The target of a jump, and a call.
        snippet
        mov     ecx, 6
1:      xor     byte ptr [rip + 2f + 1], 4
2:      jmp     3f
3:      inc     eax
        nop
        nop
        inc     edx
        dec     ecx
        jnz     1b

        snippet
        # A store across pages of which the second is not there writes nothing; the next snippet looks.
        mov     eax, 0x20002000 - 8
        mov     qword ptr [rax], 5
        movups  [rax], xmm3

        snippet
        mov     rbx, [0x20002000 - 8]

        snippet
        int3

        snippet
        int     3

        snippet
        int     0x21

        snippet
        .byte   0xf1

        snippet
        movaps  xmm0, [DATA + 8]

        snippet
        movntdq [DATA + 8], xmm1

        snippet
        paddd   xmm2, [rsp + 4]

        snippet
        # The second time through from the middle of an instruction: nop, inc ebx, add al, 5, and three nops.
        mov     ecx, 2
1:      .byte   0xb8, 0x90, 0xff, 0xc3, 0x04
        .byte   0x05, 0x90, 0x90, 0x90, 0x90
        dec     ecx
        jz      3f
        jmp     1b + 1
3:      nop

        # As long as an instruction may be, and longer.
        snippet
        .fill   14, 1, 0x66
        nop
        inc     eax

        snippet
        .fill   15, 1, 0x66
        nop

        snippet
        .fill   11, 1, 0x2e
        .byte   0x48, 0xff, 0xc0

        snippet
        .fill   60, 1, 0x66

        snippet
        # Flags that stay as they are set: alignment check and ID.
        pushf
        pop     rax
        mov     rdx, rax
        xor     rax, 0x240000
        push    rax
        popf
        pushf
        pop     rbx
        push    rdx
        popf
        pushf
        pop     rsi
        xor     rbx, rdx

        snippet
