package org.graftvm.linux.abi;

/** Constants of ELF files, see elf(5). */
public final class Elf {
    /** The four bytes that every ELF file begins with, as a little-endian word. */
    public static final int MAGIC = 0x464c457f;

    public static final int CLASS32 = 1;
    public static final int CLASS64 = 2;
    public static final int DATA_LITTLE = 1;

    public static final int ET_EXEC = 2;
    public static final int ET_DYN = 3;

    public static final int PT_LOAD = 1;
    public static final int PT_INTERP = 3;
    public static final int PT_PHDR = 6;
    public static final int PT_GNU_STACK = 0x6474e551;

    public static final int PF_X = 1;
    public static final int PF_W = 2;
    public static final int PF_R = 4;

    /** Bytes of the file header of 64-bit files. */
    public static final int HEADER_SIZE = 64;

    /** Bytes of a program header of 64-bit files. */
    public static final int PROGRAM_HEADER_SIZE = 56;

    private Elf() {}

    /** Name of an e_machine value for messages. */
    public static String machineName(int machine) {
        return switch (machine) {
            case 3 -> "i386";
            case 8 -> "MIPS";
            case 20 -> "PowerPC";
            case 21 -> "PowerPC64";
            case 22 -> "S/390";
            case 40 -> "ARM";
            case 62 -> "x86-64";
            case 183 -> "AArch64";
            case 243 -> "RISC-V";
            case 258 -> "LoongArch";
            default -> "machine " + machine;
        };
    }
}
