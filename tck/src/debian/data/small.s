	.file	"small.c"
	.text
	.p2align 4
	.globl	total
	.type	total, @function
total:
.LFB1:
	.cfi_startproc
	pxor	%xmm1, %xmm1
	testq	%rdi, %rdi
	je	.L1
	.p2align 4,,10
	.p2align 3
.L4:
	movl	8(%rdi), %eax
	cmpl	%esi, %eax
	jge	.L3
	pxor	%xmm0, %xmm0
	cvtsi2sdl	%eax, %xmm0
	mulsd	16(%rdi), %xmm0
	addsd	%xmm0, %xmm1
.L3:
	movq	(%rdi), %rdi
	testq	%rdi, %rdi
	jne	.L4
.L1:
	movapd	%xmm1, %xmm0
	ret
	.cfi_endproc
.LFE1:
	.size	total, .-total
	.p2align 4
	.globl	classify
	.type	classify, @function
classify:
.LFB2:
	.cfi_startproc
	movss	(%rsi), %xmm0
	movl	%edx, %r8d
	cmpl	$1, %edx
	jle	.L9
	leal	-2(%rdx), %edx
	leaq	4(%rsi), %rax
	leaq	8(%rsi,%rdx,4), %rdx
	.p2align 4,,10
	.p2align 3
.L12:
	movss	(%rax), %xmm1
	addq	$4, %rax
	maxss	%xmm0, %xmm1
	movaps	%xmm1, %xmm0
	cmpq	%rax, %rdx
	jne	.L12
.L9:
	movsbl	(%rdi), %esi
	testb	%sil, %sil
	je	.L13
	movzbl	%sil, %eax
	movl	$-2128831035, %edx
	.p2align 4,,10
	.p2align 3
.L14:
	addq	$1, %rdi
	xorl	%eax, %edx
	movzbl	(%rdi), %eax
	imull	$16777619, %edx, %edx
	testb	%al, %al
	jne	.L14
	movl	%edx, %eax
	movl	%edx, %ecx
	imulq	$613566757, %rax, %rax
	shrq	$32, %rax
	subl	%eax, %ecx
	shrl	%ecx
	addl	%eax, %ecx
	shrl	$2, %ecx
	leal	0(,%rcx,8), %eax
	subl	%ecx, %eax
	movl	%edx, %ecx
	subl	%eax, %ecx
	movl	%r8d, %eax
	negl	%eax
	cmpl	$1, %ecx
	je	.L8
	jbe	.L31
	cmpl	$2, %ecx
	je	.L13
	cmpl	$5, %ecx
	jne	.L32
	leal	1(,%rsi,8), %eax
	ret
.L32:
	mulss	%xmm0, %xmm0
.L31:
	cvttss2sil	%xmm0, %eax
.L8:
	ret
	.p2align 4,,10
	.p2align 3
.L13:
	leal	(%r8,%r8,2), %edx
	movslq	%edx, %rax
	imulq	$-1840700269, %rax, %rax
	shrq	$32, %rax
	addl	%edx, %eax
	sarl	$31, %edx
	sarl	$2, %eax
	subl	%edx, %eax
	ret
	.cfi_endproc
.LFE2:
	.size	classify, .-classify
	.p2align 4
	.globl	multiply
	.type	multiply, @function
multiply:
.LFB3:
	.cfi_startproc
	testl	%ecx, %ecx
	jle	.L41
	movslq	%ecx, %r11
	pushq	%r12
	.cfi_def_cfa_offset 16
	.cfi_offset 12, -16
	movq	%rsi, %r9
	movq	%rdi, %r10
	pushq	%rbp
	.cfi_def_cfa_offset 24
	.cfi_offset 6, -24
	movl	%ecx, %ebp
	leaq	0(,%r11,8), %rcx
	movq	%rdx, %r12
	pushq	%rbx
	.cfi_def_cfa_offset 32
	.cfi_offset 3, -32
	leaq	(%rsi,%rcx), %rsi
	xorl	%ebx, %ebx
	.p2align 4,,10
	.p2align 3
.L35:
	movq	%r12, %r8
	xorl	%edi, %edi
	.p2align 4,,10
	.p2align 3
.L38:
	movq	%r8, %rdx
	movq	%r9, %rax
	pxor	%xmm1, %xmm1
	.p2align 4,,10
	.p2align 3
.L36:
	movsd	(%rax), %xmm0
	mulsd	(%rdx), %xmm0
	addq	$8, %rax
	addq	%rcx, %rdx
	addsd	%xmm0, %xmm1
	cmpq	%rsi, %rax
	jne	.L36
	movsd	%xmm1, (%r10,%rdi,8)
	addq	$1, %rdi
	addq	$8, %r8
	cmpq	%rdi, %r11
	jne	.L38
	addl	$1, %ebx
	addq	%rcx, %r10
	addq	%rcx, %r9
	addq	%rcx, %rsi
	cmpl	%ebx, %ebp
	jne	.L35
	popq	%rbx
	.cfi_def_cfa_offset 24
	popq	%rbp
	.cfi_def_cfa_offset 16
	popq	%r12
	.cfi_def_cfa_offset 8
	ret
.L41:
	.cfi_restore 3
	.cfi_restore 6
	.cfi_restore 12
	ret
	.cfi_endproc
.LFE3:
	.size	multiply, .-multiply
	.section	.note.GNU-stack,"",@progbits
