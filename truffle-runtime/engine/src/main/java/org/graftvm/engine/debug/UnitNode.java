package org.graftvm.engine.debug;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** The body of a {@link UnitRootNode}, where tools learn that a function is entered and left. */
@GenerateWrapper
abstract class UnitNode extends Node implements InstrumentableNode {
    /** Runs from the CPU's pc on; returns a {@link org.graftvm.engine.Status}. */
    abstract int execute(VirtualFrame frame);

    /** A status means nothing to a tool, and what a guest function returns is in its registers. */
    @GenerateWrapper.OutgoingConverter
    @Nullable
    final Object outgoing(Object status) {
        return null;
    }

    @Override
    public final boolean isInstrumentable() {
        return true;
    }

    @Override
    public final boolean hasTag(Class<? extends Tag> tag) {
        return tag == StandardTags.RootTag.class || tag == StandardTags.RootBodyTag.class;
    }

    @Override
    public final WrapperNode createWrapper(ProbeNode probe) {
        return new UnitNodeWrapper(this, probe);
    }
}
