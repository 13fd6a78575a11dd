package org.graftvm.language;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Set;

/**
 * A program's run, and the place where the language learns that a tool wants to look into it: Truffle asks all instrumentable
 * nodes for more detail ({@link #materializeInstrumentableNodes}) when a tool binds to tags of the language, at first execution
 * or at any time later. Until then guests run without anything a tool could look at, and at full speed.
 */
@GenerateWrapper
class ProgramNode extends Node implements InstrumentableNode {
    private final ProgramRootNode root;

    ProgramNode(ProgramRootNode root) {
        this.root = root;
    }

    /** For the wrapper. */
    ProgramNode(ProgramNode copy) {
        this.root = copy.root;
    }

    Object execute(VirtualFrame frame) {
        return root.run(this);
    }

    @Override
    public InstrumentableNode materializeInstrumentableNodes(Set<Class<? extends Tag>> tags) {
        if (!tags.isEmpty()) {
            root.language().toolsWanted();
        }
        return this;
    }

    @Override
    public boolean isInstrumentable() {
        return true;
    }

    @Override
    public WrapperNode createWrapper(ProbeNode probe) {
        return new ProgramNodeWrapper(this, this, probe);
    }

    @Override
    public SourceSection getSourceSection() {
        return root.getSourceSection();
    }
}
