package org.graftvm.isa.x86_64.instructions;

/**
 * What user mode can use of Linux's global descriptor table (arch/x86/include/asm/segment.h): code and data of 32-bit and
 * 64-bit programs, and a data segment whose limit is the number of the CPU, which is 0.
 */
final class Descriptors {
    static final int USER_DATA = 0x2b;
    static final int USER_CODE = 0x33;

    /** Selectors without their requested privilege, which is at most that of user mode. */
    private static final int CODE_32 = 0x20;

    private static final int DATA = USER_DATA & ~3;
    private static final int CODE_64 = USER_CODE & ~3;
    private static final int CPU_NUMBER = 0x78;

    private Descriptors() {}

    /** As LAR gives them, or 0. */
    static long rights(int selector) {
        return switch (selector & ~3) {
            case CODE_32 -> 0xcf_fb00;
            case DATA -> 0xcf_f300;
            case CODE_64 -> 0xaf_fb00;
            case CPU_NUMBER -> 0x40_f500;
            default -> 0;
        };
    }

    /** Last offset in the segment. */
    static long limit(int selector) {
        return (selector & ~3) == CPU_NUMBER ? 0 : 0xffff_ffffL;
    }

    static boolean isWritable(int selector) {
        return (selector & ~3) == DATA;
    }

    static boolean isReadableOrNull(int selector) {
        return selector <= 3 || rights(selector) != 0;
    }
}
