package org.graftvm.isa.riscv;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import org.graftvm.isa.riscv.linux.RiscvLinuxAbi;
import org.graftvm.language.GuestContext;
import org.graftvm.language.GuestLanguage;

/**
 * RISC-V guests as a Truffle language, and the first file to read of this module: {@link RiscvIsa} decodes,
 * {@link org.graftvm.isa.riscv.instructions.RiscvInstructionSet} lists what instructions mean, {@link RiscvLinuxAbi} says how
 * programs speak to Linux. All the rest is shared by all ISAs.
 */
@TruffleLanguage.Registration(
        id = "riscv",
        name = "RISC-V",
        implementationName = "Graft",
        version = "RV64GC",
        defaultMimeType = RiscvLanguage.MIME_TYPE,
        byteMimeTypes = RiscvLanguage.MIME_TYPE,
        website = "https://graftvm.org")
@ProvidedTags({
    StandardTags.StatementTag.class,
    StandardTags.CallTag.class,
    StandardTags.RootTag.class,
    StandardTags.RootBodyTag.class
})
public final class RiscvLanguage extends GuestLanguage {
    static final String MIME_TYPE = "application/x-elf-riscv";

    private static final ContextReference<GuestContext> CONTEXT = ContextReference.create(RiscvLanguage.class);

    public RiscvLanguage() {
        super(new RiscvIsa(), new RiscvLinuxAbi());
    }

    @Override
    protected ContextReference<GuestContext> contextReference() {
        return CONTEXT;
    }
}
