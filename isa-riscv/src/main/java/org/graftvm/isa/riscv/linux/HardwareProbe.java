package org.graftvm.isa.riscv.linux;

import org.graftvm.isa.riscv.RiscvCpu;
import org.graftvm.machine.GuestMemory;
import org.jspecify.annotations.Nullable;

/** What riscv_hwprobe(2) tells of the CPU; keys and bits as in Linux's Documentation/arch/riscv/hwprobe.rst. */
final class HardwareProbe {
    /** As /proc/cpuinfo names the extensions that user mode can use. */
    static final String ISA_STRING =
            "rv64imafdc_zicbom_zicbop_zicboz_zicond_zicsr_zifencei_zihintntl_zihintpause_zacas_zfa"
                    + "_zfhmin_zba_zbb_zbs";

    private static final int KEY_MVENDORID = 0;
    private static final int KEY_MARCHID = 1;
    private static final int KEY_MIMPID = 2;
    private static final int KEY_BASE_BEHAVIOR = 3;
    private static final int KEY_IMA_EXT_0 = 4;
    private static final int KEY_CPUPERF_0 = 5;
    private static final int KEY_ZICBOZ_BLOCK_SIZE = 6;
    private static final int KEY_HIGHEST_VIRT_ADDRESS = 7;
    private static final int KEY_TIME_CSR_FREQ = 8;
    private static final int KEY_MISALIGNED_SCALAR_PERF = 9;

    private static final long BASE_BEHAVIOR_IMA = 1;
    private static final long IMA_FD = 1;
    private static final long IMA_C = 1 << 1;
    private static final long EXT_ZBA = 1 << 3;
    private static final long EXT_ZBB = 1 << 4;
    private static final long EXT_ZBS = 1 << 5;
    private static final long EXT_ZICBOZ = 1 << 6;
    private static final long EXT_ZFHMIN = 1 << 28;
    private static final long EXT_ZIHINTNTL = 1 << 29;
    private static final long EXT_ZFA = 1L << 32;
    private static final long EXT_ZACAS = 1L << 34;
    private static final long EXT_ZICOND = 1L << 35;
    private static final long EXT_ZIHINTPAUSE = 1L << 36;

    /** RISCV_HWPROBE_MISALIGNED_FAST. */
    private static final long MISALIGNED_FAST = 3;

    private static final long CACHE_BLOCK = 64;

    /** End of user space as sv39 kernels have it; the window of an address space ends earlier. */
    private static final long HIGHEST_ADDRESS = (1L << 38) - GuestMemory.PAGE_SIZE - 1;

    private HardwareProbe() {}

    /** The value of a key, or null for keys that are not known. */
    static @Nullable Long value(long key) {
        if (key < 0 || key > KEY_MISALIGNED_SCALAR_PERF) {
            return null;
        }
        return switch ((int) key) {
            case KEY_MVENDORID, KEY_MARCHID, KEY_MIMPID -> 0L;
            case KEY_BASE_BEHAVIOR -> BASE_BEHAVIOR_IMA;
            case KEY_IMA_EXT_0 ->
                IMA_FD
                        | IMA_C
                        | EXT_ZBA
                        | EXT_ZBB
                        | EXT_ZBS
                        | EXT_ZICBOZ
                        | EXT_ZFHMIN
                        | EXT_ZIHINTNTL
                        | EXT_ZFA
                        | EXT_ZACAS
                        | EXT_ZICOND
                        | EXT_ZIHINTPAUSE;
            case KEY_CPUPERF_0, KEY_MISALIGNED_SCALAR_PERF -> MISALIGNED_FAST;
            case KEY_ZICBOZ_BLOCK_SIZE -> CACHE_BLOCK;
            case KEY_HIGHEST_VIRT_ADDRESS -> HIGHEST_ADDRESS;
            case KEY_TIME_CSR_FREQ -> RiscvCpu.TIME_FREQUENCY;
            default -> null;
        };
    }
}
