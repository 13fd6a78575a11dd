package org.graftvm.isa.arm64.linux;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What AT_HWCAP and AT_HWCAP2 announce: what is implemented, and nothing else (Linux's asm/hwcap.h for arm64). */
enum HardwareCapability {
    FP(0),
    ASIMD(1),
    AES(3),
    PMULL(4),
    SHA1(5),
    SHA2(6),
    CRC32(7),
    ATOMICS(8),
    FPHP(9),
    ASIMDHP(10),
    CPUID(11),
    ASIMDRDM(12),
    JSCVT(13),
    FCMA(14),
    LRCPC(15),
    DCPOP(16),
    SHA3(17),
    SM3(18),
    SM4(19),
    ASIMDDP(20),
    SHA512(21),
    ASIMDFHM(23),
    ILRCPC(26),
    FLAGM(27),
    DCPODP(64),
    FLAGM2(71),
    FRINT(72),
    I8MM(77),
    BF16(78);

    private static final int WORD = 64;

    /** Bit of AT_HWCAP; from 64 on of AT_HWCAP2. */
    private final int bit;

    HardwareCapability(int bit) {
        this.bit = bit;
    }

    /** The value of AT_HWCAP (0) or AT_HWCAP2 (1). */
    static long word(int index) {
        return Arrays.stream(values())
                .filter(capability -> capability.bit / WORD == index)
                .mapToLong(capability -> 1L << capability.bit % WORD)
                .reduce(0, (a, b) -> a | b);
    }

    /** The line of features in /proc/cpuinfo. */
    static String names() {
        return Arrays.stream(values())
                .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
