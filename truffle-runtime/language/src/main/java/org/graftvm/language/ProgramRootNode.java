package org.graftvm.language;

import com.oracle.truffle.api.TruffleLanguage.ContextReference;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;

/** Runs a program; what an evaluated source is. Its end is thrown, or a status, see {@link GuestContext#run}. */
final class ProgramRootNode extends RootNode {
    private final ContextReference<GuestContext> context;
    private final Source source;

    ProgramRootNode(GuestLanguage language, ContextReference<GuestContext> context, Source source) {
        super(language);
        this.context = context;
        this.source = source;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return context.get(this).run(source, this);
    }

    @Override
    public String getName() {
        return source.getName();
    }

    @Override
    public SourceSection getSourceSection() {
        return source.createUnavailableSection();
    }
}
