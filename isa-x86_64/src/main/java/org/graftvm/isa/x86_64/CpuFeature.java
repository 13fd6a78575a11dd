package org.graftvm.isa.x86_64;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What the CPU can do beyond the base architecture, and what CPUID and {@code /proc/cpuinfo} say of it. A feature stands here
 * once it is implemented in full; the order is that of Linux's lines.
 */
public enum CpuFeature {
    // spotless:off
    FPU("fpu", Place.BASIC_EDX, 0, Level.V1),
    TSC("tsc", Place.BASIC_EDX, 4, Level.V1),
    CX8("cx8", Place.BASIC_EDX, 8, Level.V1),
    CMOV("cmov", Place.BASIC_EDX, 15, Level.V1),
    CLFLUSH("clflush", Place.BASIC_EDX, 19, Level.V1),
    MMX("mmx", Place.BASIC_EDX, 23, Level.V1),
    FXSR("fxsr", Place.BASIC_EDX, 24, Level.V1),
    SSE("sse", Place.BASIC_EDX, 25, Level.V1),
    SSE2("sse2", Place.BASIC_EDX, 26, Level.V1),
    SYSCALL("syscall", Place.EXTENDED_EDX, 11, Level.V1),
    NX("nx", Place.EXTENDED_EDX, 20, Level.V1),
    RDTSCP("rdtscp", Place.EXTENDED_EDX, 27, Level.MAX),
    LM("lm", Place.EXTENDED_EDX, 29, Level.V1),
    SSE3("pni", Place.BASIC_ECX, 0, Level.V2),
    PCLMULQDQ("pclmulqdq", Place.BASIC_ECX, 1, Level.MAX),
    SSSE3("ssse3", Place.BASIC_ECX, 9, Level.V2),
    FMA("fma", Place.BASIC_ECX, 12, Level.V3),
    CX16("cx16", Place.BASIC_ECX, 13, Level.V2),
    SSE4_1("sse4_1", Place.BASIC_ECX, 19, Level.V2),
    SSE4_2("sse4_2", Place.BASIC_ECX, 20, Level.V2),
    MOVBE("movbe", Place.BASIC_ECX, 22, Level.V3),
    POPCNT("popcnt", Place.BASIC_ECX, 23, Level.V2),
    AES("aes", Place.BASIC_ECX, 25, Level.MAX),
    XSAVE("xsave", Place.BASIC_ECX, 26, Level.V3),
    /** XGETBV is there; not in Linux's line. */
    OSXSAVE("", Place.BASIC_ECX, 27, Level.V3),
    AVX("avx", Place.BASIC_ECX, 28, Level.V3),
    F16C("f16c", Place.BASIC_ECX, 29, Level.V3),
    RDRAND("rdrand", Place.BASIC_ECX, 30, Level.MAX),
    LAHF_LM("lahf_lm", Place.EXTENDED_ECX, 0, Level.V2),
    LZCNT("abm", Place.EXTENDED_ECX, 5, Level.V3),
    PREFETCHW("3dnowprefetch", Place.EXTENDED_ECX, 8, Level.MAX),
    FSGSBASE("fsgsbase", Place.STRUCTURED_EBX, 0, Level.MAX),
    BMI1("bmi1", Place.STRUCTURED_EBX, 3, Level.V3),
    AVX2("avx2", Place.STRUCTURED_EBX, 5, Level.V3),
    BMI2("bmi2", Place.STRUCTURED_EBX, 8, Level.V3),
    RDSEED("rdseed", Place.STRUCTURED_EBX, 18, Level.MAX),
    ADX("adx", Place.STRUCTURED_EBX, 19, Level.MAX),
    CLFLUSHOPT("clflushopt", Place.STRUCTURED_EBX, 23, Level.MAX),
    CLWB("clwb", Place.STRUCTURED_EBX, 24, Level.MAX),
    SHA("sha_ni", Place.STRUCTURED_EBX, 29, Level.MAX),
    UMIP("umip", Place.STRUCTURED_ECX, 2, Level.MAX),
    GFNI("gfni", Place.STRUCTURED_ECX, 8, Level.MAX),
    VAES("vaes", Place.STRUCTURED_ECX, 9, Level.MAX),
    VPCLMULQDQ("vpclmulqdq", Place.STRUCTURED_ECX, 10, Level.MAX),
    RDPID("rdpid", Place.STRUCTURED_ECX, 22, Level.MAX),
    SERIALIZE("serialize", Place.STRUCTURED_EDX, 14, Level.MAX),
    XSAVEOPT("xsaveopt", Place.STATE_EAX, 0, Level.MAX),
    XSAVEC("xsavec", Place.STATE_EAX, 1, Level.MAX),
    XGETBV1("xgetbv1", Place.STATE_EAX, 2, Level.MAX);
    // spotless:on

    /**
     * Register and leaf of CPUID: {@code BASIC} is leaf 1, {@code STRUCTURED} leaf 7, {@code EXTENDED} leaf 8000_0001, {@code STATE}
     * leaf 13 with subleaf 1.
     */
    public enum Place {
        BASIC_EDX,
        BASIC_ECX,
        EXTENDED_EDX,
        EXTENDED_ECX,
        STRUCTURED_EBX,
        STRUCTURED_ECX,
        STRUCTURED_EDX,
        STATE_EAX
    }

    /** Levels of the System V ABI (AMD64 supplement, 3.1.1), and all that is implemented. */
    public enum Level {
        V1,
        V2,
        V3,
        MAX
    }

    private final String flag;
    private final Place place;
    private final int bit;
    private final Level level;

    /**
     * @param flag name in {@code /proc/cpuinfo}
     * @param level the lowest one that has it
     */
    CpuFeature(String flag, Place place, int bit, Level level) {
        this.flag = flag;
        this.place = place;
        this.bit = bit;
        this.level = level;
    }

    /** What of a level is implemented. */
    public static Collection<CpuFeature> of(Level level) {
        return Arrays.stream(values())
                .filter(feature -> feature.level.compareTo(level) <= 0)
                .toList();
    }

    /** A register of CPUID. */
    public static int bits(Collection<CpuFeature> features, Place place) {
        return features.stream()
                .filter(feature -> feature.place == place)
                .mapToInt(feature -> 1 << feature.bit)
                .reduce(0, (a, b) -> a | b);
    }

    /** The flags line of {@code /proc/cpuinfo}. */
    public static String flags(Collection<CpuFeature> features) {
        return features.stream()
                .map(feature -> feature.flag)
                .filter(flag -> !flag.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
