package org.graftvm.isa.x86_64;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import java.util.List;
import java.util.Locale;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptor;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;
import org.graalvm.options.OptionType;
import org.graalvm.options.OptionValues;
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

    private static final OptionKey<CpuFeature.Level> CPU = new OptionKey<>(
            CpuFeature.Level.MAX,
            new OptionType<>("cpu", text -> CpuFeature.Level.valueOf(text.toUpperCase(Locale.ROOT))));

    private final X86LinuxAbi abi;

    public X86Language() {
        this(new X86LinuxAbi());
    }

    private X86Language(X86LinuxAbi abi) {
        super(new X86Isa(), abi);
        this.abi = abi;
    }

    @Override
    protected List<OptionDescriptor> ownOptions() {
        return List.of(OptionDescriptor.newBuilder(CPU, "x86_64.cpu")
                .help("What CPUID announces: a level of the System V ABI, or all there is. It forbids nothing.")
                .usageSyntax("v1|v2|v3|max")
                .category(OptionCategory.USER)
                .stability(OptionStability.STABLE)
                .build());
    }

    @Override
    protected void configure(OptionValues values) {
        abi.setLevel(values.get(CPU));
    }

    @Override
    protected ContextReference<GuestContext> contextReference() {
        return CONTEXT;
    }
}
