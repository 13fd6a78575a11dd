package org.graftvm.isa.arm64;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * System registers that EL0 can read, by their encoding; the constants of those that never change. What identifies the processor says
 * the same as the capabilities that Linux announces (Arm ARM D19.2).
 */
public enum SystemRegister {
    MIDR_EL1(3, 0, 0, 0, 0, 0x000f_0000),
    MPIDR_EL1(3, 0, 0, 0, 5, 0x8000_0000L),
    REVIDR_EL1(3, 0, 0, 0, 6, 0),
    /** EL0 runs A64 alone; half precision is computed with, in scalars and vectors. */
    ID_AA64PFR0_EL1(3, 0, 0, 4, 0, 0x11 | 1 << 16 | 1 << 20),
    /**
     * AES with PMULL, SHA-1, SHA-2 with SHA-512, checksums, atomics; rounding doubled products, SHA-3, SM3, SM4, dot products,
     * products of halves added to singles, both extensions of flag manipulation.
     */
    ID_AA64ISAR0_EL1(3, 0, 0, 6, 0, 0x0021_1111_1021_2120L),
    /**
     * Cleaning to the points of persistence; JavaScript's conversion; complex numbers; LRCPC and its second version; bounded rounding;
     * BFloat16; products of matrices of bytes.
     */
    ID_AA64ISAR1_EL1(3, 0, 0, 6, 1, 2 | 1 << 12 | 1 << 16 | 2L << 20 | 1L << 32 | 1L << 44 | 1L << 52),
    NZCV(3, 3, 4, 2, 0, 0),
    FPCR(3, 3, 4, 4, 0, 0),
    FPSR(3, 3, 4, 4, 1, 0),
    /** Lines of 64 bytes; neither cache needs maintenance for code to be seen, but programs that do it are no slower for it. */
    CTR_EL0(3, 3, 0, 0, 1, 0x8444_c004L),
    /** Blocks of 64 bytes. */
    DCZID_EL0(3, 3, 0, 0, 7, 4),
    TPIDR_EL0(3, 3, 13, 0, 2, 0),
    TPIDRRO_EL0(3, 3, 13, 0, 3, 0),
    /** Ticks of the counter in a second. */
    CNTFRQ_EL0(3, 3, 14, 0, 0, 1_000_000_000),
    CNTVCT_EL0(3, 3, 14, 0, 2, 0),
    CNTVCTSS_EL0(3, 3, 14, 0, 6, 0);

    /** Bits of FPCR that exist without trapped exceptions: AHP, DN, FZ, RMode, FZ16. */
    public static final int FPCR_MASK = 0x07c8_0000;

    /** Bits of FPSR: QC and the cumulative exceptions. */
    public static final int FPSR_MASK = 0x0800_009f;

    private static final Map<Integer, SystemRegister> BY_ENCODING = new HashMap<>();

    static {
        for (SystemRegister register : values()) {
            BY_ENCODING.put(register.encoding, register);
        }
    }

    private final int encoding;
    private final long constant;

    SystemRegister(int op0, int op1, int crn, int crm, int op2, long constant) {
        this.encoding = encoding(op0, op1, crn, crm, op2);
        this.constant = constant;
    }

    /** The field of 15 bits in MRS and MSR, in which the low bit of {@code op0} comes first. */
    private static int encoding(int op0, int op1, int crn, int crm, int op2) {
        return (op0 & 1) << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /** Null for what EL0 cannot reach. */
    public static @Nullable SystemRegister of(int encoding) {
        return BY_ENCODING.get(encoding);
    }

    /** Whether Linux emulates reads of the register: those that identify features, which are zero where they are not assigned. */
    public static boolean isIdentification(int encoding) {
        int crm = encoding >>> 3 & 15;
        return (encoding & ~0x7f) == encoding(3, 0, 0, 0, 0) && crm >= 2 && crm <= 7;
    }

    /** What it always reads as. */
    public long constant() {
        return constant;
    }

    /** Its name, or its encoding as assemblers write those without one. */
    public static String text(int encoding) {
        SystemRegister known = of(encoding);
        return known == null
                ? "s%d_%d_c%d_c%d_%d"
                        .formatted(
                                2 + (encoding >>> 14),
                                encoding >>> 11 & 7,
                                encoding >>> 7 & 15,
                                encoding >>> 3 & 15,
                                encoding & 7)
                : known.name().toLowerCase(Locale.ROOT);
    }
}
