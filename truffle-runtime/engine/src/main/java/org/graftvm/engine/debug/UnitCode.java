package org.graftvm.engine.debug;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.source.SourceSection;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Status;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.VcpuExit;

/** Walks over the instructions of a unit. */
final class UnitCode extends UnitNode {
    /** Instructions between two polls. */
    private static final int POLL_INTERVAL = 256;

    private final CodeUnit unit;

    @Children
    private final StepNode[] steps;

    UnitCode(DebugTier tier, CodeUnit unit) {
        this.unit = unit;
        InstructionNode[] instructions = unit.instructions();
        this.steps = new StepNode[instructions.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new InstructionStep(tier, instructions[i], unit.source(), i + 1);
        }
    }

    @Override
    int execute(VirtualFrame frame) {
        Cpu cpu = (Cpu) frame.getArguments()[0];
        int budget = 1; // Polls at once: recursion has no other place that all its rounds pass.
        while (true) {
            if (--budget == 0) {
                budget = POLL_INTERVAL;
                TruffleSafepoint.poll(this);
                if (cpu.interruptRequested()) {
                    cpu.clearInterrupt();
                    cpu.exit = new VcpuExit.Interrupted();
                    return Status.UNWIND;
                }
            }
            int index = unit.indexOf(cpu.pc);
            if (index < 0 || !unit.isCurrent()) {
                return Status.JUMPED;
            }
            int status = steps[index].execute(frame);
            if (status != Status.RESUMED) {
                return status;
            }
        }
    }

    @Override
    public SourceSection getSourceSection() {
        return unit.source().createSection(0, unit.source().getLength());
    }
}
