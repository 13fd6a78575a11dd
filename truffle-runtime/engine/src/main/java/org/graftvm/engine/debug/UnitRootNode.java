package org.graftvm.engine.debug;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import org.graftvm.machine.Cpu;

/**
 * An activation of a unit's code, which tools take for a function. Takes the {@link Cpu}, whose pc is where to begin, and
 * returns a {@link org.graftvm.engine.Status} as an {@link Integer}.
 *
 * <p>Always interpreted, by design: the walk over the instructions lies behind a boundary, so that Truffle's compiler has
 * nothing to do here.
 */
final class UnitRootNode extends RootNode {
    /** Slot for what a frame shows while it waits for a callee, see {@link RegisterScope#beginCall}. */
    static final int OPEN_CALL = 0;

    private final CodeUnit unit;

    @Child
    private UnitNode body;

    UnitRootNode(DebugTier tier, CodeUnit unit) {
        super(tier.language, frameDescriptor());
        this.unit = unit;
        this.body = new UnitCode(tier, unit);
    }

    private static FrameDescriptor frameDescriptor() {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
        builder.addSlots(1, FrameSlotKind.Object);
        return builder.build();
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return run(frame.materialize());
    }

    @TruffleBoundary
    private int run(MaterializedFrame frame) {
        return body.execute(frame);
    }

    @Override
    public String getName() {
        return unit.range().name();
    }

    @Override
    public SourceSection getSourceSection() {
        return body.getSourceSection();
    }
}
