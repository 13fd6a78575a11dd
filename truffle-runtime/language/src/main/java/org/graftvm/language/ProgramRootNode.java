package org.graftvm.language;

import com.oracle.truffle.api.TruffleLanguage.ContextReference;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;

/** Runs a program; what an evaluated source is. Its end is thrown, or a status, see {@link GuestContext#run}. */
final class ProgramRootNode extends RootNode {
    private final GuestLanguage language;
    private final ContextReference<GuestContext> context;
    private final Source source;

    @Child
    private ProgramNode program = new ProgramNode(this);

    ProgramRootNode(GuestLanguage language, ContextReference<GuestContext> context, Source source) {
        super(language);
        this.language = language;
        this.context = context;
        this.source = source;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return program.execute(frame);
    }

    Object run(Node location) {
        return context.get(this).run(source, location);
    }

    GuestLanguage language() {
        return language;
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
