package org.graftvm.engine.debug;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** What a debugger does in one step: an instruction. */
@GenerateWrapper
abstract class StepNode extends Node implements InstrumentableNode {
    /**
     * Executes the instruction, calls included.
     *
     * @return {@link org.graftvm.engine.Status#RESUMED} to go on at the CPU's pc in this activation, or how it ends
     */
    abstract int execute(VirtualFrame frame);

    /** Instructions have no value. */
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
    public final WrapperNode createWrapper(ProbeNode probe) {
        return new StepNodeWrapper(this, probe);
    }
}
