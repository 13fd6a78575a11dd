package org.graftvm.isa.x86_64;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import org.graftvm.isa.x86_64.linux.X86LinuxAbi;
import org.graftvm.language.GuestContext;
import org.graftvm.language.GuestLanguage;

/**
 * x86-64 guests as a Truffle language, and the first file to read of this module: {@link X86Isa} decodes,
 * {@link org.graftvm.isa.x86_64.instructions.X86InstructionSet} lists what instructions mean,
 * {@code org.graftvm.isa.x86_64.instructions.Lowering} is what they are written with, and {@link X86LinuxAbi} says how programs
 * speak to Linux. All the rest is shared by all ISAs.
 */
@TruffleLanguage.Registration(
        id = "x86_64",
        name = "x86-64",
        implementationName = "Graft",
        version = "x86-64 integer, SSE2 integer",
        defaultMimeType = X86Language.MIME_TYPE,
        byteMimeTypes = X86Language.MIME_TYPE,
        website = "https://graftvm.org")
@ProvidedTags({
    StandardTags.StatementTag.class,
    StandardTags.CallTag.class,
    StandardTags.RootTag.class,
    StandardTags.RootBodyTag.class
})
public final class X86Language extends GuestLanguage {
    static final String MIME_TYPE = "application/x-elf-x86-64";

    private static final ContextReference<GuestContext> CONTEXT = ContextReference.create(X86Language.class);

    public X86Language() {
        super(new X86Isa(), new X86LinuxAbi());
    }

    @Override
    protected ContextReference<GuestContext> contextReference() {
        return CONTEXT;
    }
}
