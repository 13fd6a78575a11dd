package org.graftvm.language;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.nodes.ExecutableNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.options.OptionDescriptor;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionValues;
import org.graftvm.engine.Isa;
import org.graftvm.engine.debug.Expression;
import org.graftvm.linux.abi.GuestAbi;
import org.jspecify.annotations.Nullable;

/**
 * A guest ISA as a Truffle language. Its sources are ELF files; evaluating one runs the program to its end, which comes to
 * the embedder as an exit with the program's status.
 *
 * <p>A subclass registers itself with Truffle and names its {@link Isa} and {@link GuestAbi}; everything else is here.
 */
public abstract class GuestLanguage extends TruffleLanguage<GuestContext> {
    private final Isa isa;
    private final GuestAbi abi;
    /** The one context of this instance of the language. */
    private final AtomicReference<@Nullable GuestContext> context = new AtomicReference<>();
    /** Whether a tool has asked for instrumentation. */
    private volatile boolean toolsWanted;

    protected GuestLanguage(Isa isa, GuestAbi abi) {
        this.isa = isa;
        this.abi = abi;
    }

    final Isa isa() {
        return isa;
    }

    final GuestAbi abi() {
        return abi;
    }

    /** {@code ContextReference.create} of the subclass, which Truffle wants in a static field of that class. */
    protected abstract ContextReference<GuestContext> contextReference();

    /** Options of this ISA alone, behind those that all have. */
    protected List<OptionDescriptor> ownOptions() {
        return List.of();
    }

    /** Takes note of the values of {@link #ownOptions}, before anything runs. */
    protected void configure(OptionValues values) {}

    @Override
    protected final GuestContext createContext(Env env) {
        configure(env.getOptions());
        GuestContext created = new GuestContext(this, env);
        context.set(created);
        if (toolsWanted) {
            created.showCode();
        }
        return created;
    }

    /** A tool asks for instrumentation; from any thread, again and again. */
    final void toolsWanted() {
        toolsWanted = true;
        GuestContext current = context.get();
        if (current != null) {
            current.showCode();
        }
    }

    @Override
    protected final void finalizeContext(GuestContext context) {
        context.end();
    }

    @Override
    protected final CallTarget parse(ParsingRequest request) {
        return new ProgramRootNode(this, contextReference(), request.getSource()).getCallTarget();
    }

    /** What a user of a debugger types at a stopped instruction. */
    @Override
    protected final @Nullable ExecutableNode parse(InlineParsingRequest request) {
        return Expression.at(
                this, request.getLocation(), request.getSource().getCharacters().toString());
    }

    @Override
    protected final OptionDescriptors getOptionDescriptors() {
        OptionDescriptors shared = GuestOptions.descriptors(isa.name());
        List<OptionDescriptor> own = ownOptions();
        return own.isEmpty() ? shared : OptionDescriptors.createUnion(shared, OptionDescriptors.create(own));
    }

    @Override
    protected final boolean isThreadAccessAllowed(Thread thread, boolean singleThreaded) {
        return true;
    }
}
