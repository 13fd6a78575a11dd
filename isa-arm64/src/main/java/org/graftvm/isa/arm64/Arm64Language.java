package org.graftvm.isa.arm64;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import org.graftvm.isa.arm64.linux.Arm64LinuxAbi;
import org.graftvm.language.GuestContext;
import org.graftvm.language.GuestLanguage;

/**
 * AArch64 guests as a Truffle language, and the first file to read of this module: {@link Arm64Isa} decodes,
 * {@link org.graftvm.isa.arm64.instructions.Arm64InstructionSet} lists what instructions mean,
 * {@code org.graftvm.isa.arm64.instructions.Lowering} is what they are written with, and {@link Arm64LinuxAbi} says how programs
 * speak to Linux. All the rest is shared by all ISAs.
 */
@TruffleLanguage.Registration(
        id = "arm64",
        name = "AArch64",
        implementationName = "Graft",
        version = "Armv8-A",
        defaultMimeType = Arm64Language.MIME_TYPE,
        byteMimeTypes = Arm64Language.MIME_TYPE,
        website = "https://graftvm.org")
@ProvidedTags({
    StandardTags.StatementTag.class,
    StandardTags.CallTag.class,
    StandardTags.RootTag.class,
    StandardTags.RootBodyTag.class
})
public final class Arm64Language extends GuestLanguage {
    static final String MIME_TYPE = "application/x-elf-aarch64";

    private static final ContextReference<GuestContext> CONTEXT = ContextReference.create(Arm64Language.class);

    public Arm64Language() {
        super(new Arm64Isa(), new Arm64LinuxAbi());
    }

    @Override
    protected ContextReference<GuestContext> contextReference() {
        return CONTEXT;
    }
}
