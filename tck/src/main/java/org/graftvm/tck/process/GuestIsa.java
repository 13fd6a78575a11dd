package org.graftvm.tck.process;

import java.util.List;
import org.graftvm.engine.Isa;
import org.graftvm.isa.arm64.Arm64Isa;
import org.graftvm.isa.arm64.linux.Arm64LinuxAbi;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.isa.riscv.linux.RiscvLinuxAbi;
import org.graftvm.isa.x86_64.X86Isa;
import org.graftvm.isa.x86_64.linux.X86LinuxAbi;
import org.graftvm.linux.abi.GuestAbi;

/** An instruction set and how its programs speak to Linux. Both are stateless. */
public record GuestIsa(Isa isa, GuestAbi abi) {
    public static final GuestIsa RISCV = new GuestIsa(new RiscvIsa(), new RiscvLinuxAbi());
    public static final GuestIsa X86_64 = new GuestIsa(new X86Isa(), new X86LinuxAbi());
    public static final GuestIsa ARM64 = new GuestIsa(new Arm64Isa(), new Arm64LinuxAbi());

    public static final List<GuestIsa> ALL = List.of(RISCV, X86_64, ARM64);

    /** Its name in the names of qemu-user and of compilers. */
    public String machine() {
        return abi.machine();
    }

    /**
     * That of a language id or of a machine.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static GuestIsa of(String name) {
        return ALL.stream()
                .filter(guest ->
                        guest.isa.name().equals(name) || guest.machine().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no instruction set " + name));
    }
}
