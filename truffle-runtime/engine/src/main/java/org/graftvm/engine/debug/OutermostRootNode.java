package org.graftvm.engine.debug;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import org.graftvm.engine.Isa;
import org.graftvm.engine.Status;
import org.graftvm.machine.Cpu;

/**
 * The bottom of the stack that tools see, in place of the guest's callers that are not on the host stack: where a thread
 * begins, and behind everything that unwinds. Who steps out of a function with such a caller stops here once.
 */
final class OutermostRootNode extends RootNode {
    private static final String NAME = "kernel";

    private final Source source;

    @Child
    private StepNode step;

    OutermostRootNode(DebugTier tier) {
        super(tier.language);
        this.source = Source.newBuilder(
                        tier.isa.name(), "The kernel runs the guest from here; earlier callers are not known.", NAME)
                .build();
        this.step = new Step(tier, source);
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return run(frame.materialize());
    }

    @TruffleBoundary
    private int run(MaterializedFrame frame) {
        return step.execute(frame);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public SourceSection getSourceSection() {
        return source.createSection(1);
    }

    /** Runs activation behind activation until the kernel is needed. */
    private static final class Step extends StepNode {
        private final DebugTier tier;
        private final Source source;

        @Child
        private IndirectCallNode callNode = IndirectCallNode.create();

        Step(DebugTier tier, Source source) {
            this.tier = tier;
            this.source = source;
        }

        @Override
        int execute(VirtualFrame frame) {
            Cpu cpu = (Cpu) frame.getArguments()[0];
            int status;
            do {
                status = tier.call(callNode, cpu, Isa.UNKNOWN);
            } while (status == Status.RETURNED);
            return status;
        }

        /** No statement: nobody steps onto it. */
        @Override
        public boolean hasTag(Class<? extends Tag> tag) {
            return tag == StandardTags.RootTag.class || tag == StandardTags.CallTag.class;
        }

        @Override
        public SourceSection getSourceSection() {
            return source.createSection(1);
        }
    }
}
