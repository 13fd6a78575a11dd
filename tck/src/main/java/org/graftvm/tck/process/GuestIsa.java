package org.graftvm.tck.process;

import java.util.stream.Stream;
import org.graftvm.engine.Isa;
import org.graftvm.isa.riscv.RiscvIsa;
import org.graftvm.isa.riscv.linux.RiscvLinuxAbi;
import org.graftvm.isa.x86_64.X86Isa;
import org.graftvm.isa.x86_64.linux.X86LinuxAbi;
import org.graftvm.linux.abi.GuestAbi;

/** An instruction set and how its programs speak to Linux. Both are stateless. */
public record GuestIsa(Isa isa, GuestAbi abi) {
    public static final GuestIsa RISCV = new GuestIsa(new RiscvIsa(), new RiscvLinuxAbi());
    public static final GuestIsa X86_64 = new GuestIsa(new X86Isa(), new X86LinuxAbi());

    /**
     * That of a language id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static GuestIsa of(String name) {
        return Stream.of(RISCV, X86_64)
                .filter(guest -> guest.isa.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no instruction set " + name));
    }
}
