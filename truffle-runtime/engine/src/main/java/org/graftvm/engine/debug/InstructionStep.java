package org.graftvm.engine.debug;

import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.interop.NodeLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import org.graftvm.engine.InstructionNode;
import org.graftvm.engine.Isa.Transfer;
import org.graftvm.engine.Status;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.VcpuExit;
import org.graftvm.spec.Flow;
import org.jspecify.annotations.Nullable;

/** One guest instruction: a statement with a line of its own, and if it is a call, an activation of the callee. */
@ExportLibrary(NodeLibrary.class)
final class InstructionStep extends StepNode {
    private final DebugTier tier;
    private final InstructionNode instruction;
    private final Flow flow;
    /** What a jump is for; {@link Transfer#JUMP} for all that is none. */
    private final Transfer transfer;

    private final Source source;
    private final int line;

    @Child
    @Nullable
    private IndirectCallNode callNode;

    InstructionStep(DebugTier tier, InstructionNode instruction, Source source, int line) {
        this.tier = tier;
        this.instruction = instruction;
        this.flow = instruction.spec().flow();
        boolean jump = flow == Flow.JUMP || flow == Flow.INDIRECT;
        this.transfer = jump ? tier.isa.transfer(instruction) : Transfer.JUMP;
        this.source = source;
        this.line = line;
        this.callNode = transfer == Transfer.CALL ? IndirectCallNode.create() : null;
    }

    @Override
    int execute(VirtualFrame frame) {
        Cpu cpu = (Cpu) frame.getArguments()[0];
        if (cpu.pc != instruction.pc()) {
            return Status.RESUMED; // A tool, asked just before, sent the guest elsewhere.
        }
        try {
            cpu.pc = follow(cpu);
        } catch (GuestFault fault) {
            cpu.exit = new VcpuExit.Trapped(fault.trap());
            return Status.UNWIND;
        }
        IndirectCallNode call = callNode;
        if (call != null) {
            return call(frame, call, cpu);
        }
        if (flow == Flow.SYSCALL && !cpu.systemCalls.call(cpu)) {
            cpu.exit = new VcpuExit.Left();
            return Status.UNWIND;
        }
        return transfer == Transfer.RETURN ? Status.RETURNED : Status.RESUMED;
    }

    /** Executes the instruction itself; returns the address of the next. */
    private long follow(Cpu cpu) {
        return switch (flow) {
            case NEXT, BARRIER -> {
                instruction.interpret(cpu);
                yield instruction.next();
            }
            case BRANCH -> instruction.interpretCondition(cpu) ? instruction.target() : instruction.next();
            case JUMP -> {
                instruction.interpret(cpu);
                yield instruction.target();
            }
            case INDIRECT -> instruction.interpretTarget(cpu);
            case SYSCALL -> instruction.next();
        };
    }

    /** The rest of a call: the callee, until it comes back here. */
    private int call(VirtualFrame frame, IndirectCallNode call, Cpu cpu) {
        if (++cpu.depth > tier.maxDepth) {
            return Status.UNWIND;
        }
        RegisterScope.beginCall(frame, cpu);
        int status = tier.call(call, cpu, instruction.next());
        RegisterScope.endCall(frame);
        cpu.depth--;
        return status;
    }

    @Override
    public boolean hasTag(Class<? extends Tag> tag) {
        return tag == StandardTags.StatementTag.class || tag == StandardTags.CallTag.class && callNode != null;
    }

    @Override
    public SourceSection getSourceSection() {
        return source.createSection(line);
    }

    RegisterScope scope(Frame frame) {
        return RegisterScope.of(tier, instruction, frame);
    }

    @ExportMessage
    boolean hasScope(@Nullable Frame frame) {
        return frame != null;
    }

    @ExportMessage
    Object getScope(Frame frame, boolean entering) {
        return scope(frame);
    }
}
