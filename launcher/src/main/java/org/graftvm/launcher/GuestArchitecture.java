package org.graftvm.launcher;

import org.jspecify.annotations.Nullable;

/** What an ELF header's {@code e_machine} says, and which language runs it. */
enum GuestArchitecture {
    RISCV("RISC-V", 243, "riscv"),
    AARCH64("AArch64", 183, "arm64"),
    X86_64("x86-64", 62, "x86_64"),
    I386("i386", 3, null),
    ARM("32-bit ARM", 40, null),
    POWERPC64("PowerPC 64", 21, null),
    S390("S/390", 22, null),
    MIPS("MIPS", 8, null),
    LOONGARCH("LoongArch", 258, null);

    /** As its makers spell it. */
    final String title;

    /** The number in the ELF header, from the registry of the System V ABI. */
    final int machine;

    /** Id of the language, or null where none is planned. */
    final @Nullable String languageId;

    GuestArchitecture(String title, int machine, @Nullable String languageId) {
        this.title = title;
        this.machine = machine;
        this.languageId = languageId;
    }

    /**
     * @param machine {@code e_machine} of an ELF header
     * @return null for a number that is not listed
     */
    static @Nullable GuestArchitecture of(int machine) {
        for (GuestArchitecture architecture : values()) {
            if (architecture.machine == machine) {
                return architecture;
            }
        }
        return null;
    }
}
