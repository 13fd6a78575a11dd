package org.graftvm.engine;

import com.oracle.truffle.api.CompilerAsserts;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.List;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.graftvm.machine.WindowMemory;

/**
 * Tier 2: a region as a Truffle root. Guest registers are static frame slots, which partial evaluation turns into host
 * registers; the block index is a partial-evaluation constant, so that {@code MERGE_EXPLODE} rebuilds the guest's control
 * flow graph.
 *
 * <p>Takes the {@link Cpu} as its argument, returns a {@link Status} as an {@link Integer}.
 */
final class RegionRootNode extends RootNode {
    private final Region region;

    @Children
    private final BlockNode[] blocks;

    @CompilationFinal(dimensions = 1)
    private final int[] load;

    private final int instructionSlot;
    private final int budgetSlot;

    private final WindowMemory memory;

    RegionRootNode(TruffleLanguage<?> language, Region region) {
        super(language, frameDescriptor(region.entry().cache.isa));
        this.region = region;
        this.instructionSlot = region.entry().cache.isa.registerCount();
        this.budgetSlot = instructionSlot + 1;
        List<Block> list = region.blocks();
        this.blocks = new BlockNode[list.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new BlockNode(region, i, instructionSlot);
        }
        this.load = region.liveIn(0).stream().toArray();
        this.memory = region.entry().cache.compiledView;
    }

    Region region() {
        return region;
    }

    /** Connects direct guest calls to the roots of hot callees. */
    void linkCalls(TruffleTier tier) {
        for (BlockNode block : blocks) {
            if (block.exit == Block.Exit.CALL) {
                block.link(tier.callee(block.target));
            }
        }
    }

    private static FrameDescriptor frameDescriptor(Isa isa) {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
        builder.addSlots(isa.registerCount() + 2, FrameSlotKind.Static);
        return builder.build();
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Cpu cpu = (Cpu) frame.getArguments()[0];
        frame.setIntStatic(instructionSlot, 0);
        frame.setIntStatic(budgetSlot, TierPolicy.POLL_INTERVAL);
        BlockNode.load(frame, cpu, load);
        try {
            return dispatch(frame, cpu);
        } catch (GuestFault fault) {
            CompilerDirectives.transferToInterpreter();
            return trapped(frame, cpu, fault);
        }
    }

    @ExplodeLoop(kind = ExplodeLoop.LoopExplosionKind.MERGE_EXPLODE)
    private int dispatch(VirtualFrame frame, Cpu cpu) {
        int index = 0;
        while (true) {
            CompilerAsserts.partialEvaluationConstant(index);
            BlockNode block = blocks[index];
            block.executeBody(frame, cpu, memory);
            switch (block.exit) {
                case BRANCH -> {
                    if (block.executeCondition(frame, cpu, memory)) {
                        if (block.targetIndex < 0) {
                            return block.leave(frame, cpu, block.targetPc, Status.JUMPED);
                        }
                        if (block.targetIsBackEdge && mustLeave(frame, cpu, block.target)) {
                            return block.leavePolled(frame, cpu, block.targetPc);
                        }
                        index = block.targetIndex;
                        continue;
                    }
                    if (block.nextIndex < 0) {
                        return block.leave(frame, cpu, block.nextPc, Status.JUMPED);
                    }
                    if (block.nextIsBackEdge && mustLeave(frame, cpu, block.next)) {
                        return block.leavePolled(frame, cpu, block.nextPc);
                    }
                    index = block.nextIndex;
                }
                case JUMP -> {
                    block.executeTerminator(frame, cpu, memory);
                    if (block.targetIndex < 0) {
                        return block.leave(frame, cpu, block.targetPc, Status.JUMPED);
                    }
                    if (block.targetIsBackEdge && mustLeave(frame, cpu, block.target)) {
                        return block.leavePolled(frame, cpu, block.targetPc);
                    }
                    index = block.targetIndex;
                }
                case FALL_THROUGH -> {
                    if (block.nextIndex < 0) {
                        return block.leave(frame, cpu, block.nextPc, Status.JUMPED);
                    }
                    if (block.nextIsBackEdge && mustLeave(frame, cpu, block.next)) {
                        return block.leavePolled(frame, cpu, block.nextPc);
                    }
                    index = block.nextIndex;
                }
                case CALL, INDIRECT_CALL, SYSCALL -> {
                    int status = block.executeCall(frame, cpu, memory);
                    if (status != Status.RESUMED) {
                        return status;
                    }
                    if (block.nextIndex < 0) {
                        cpu.pc = block.nextPc;
                        return Status.JUMPED;
                    }
                    BlockNode.load(frame, cpu, block.reload);
                    if (block.nextIsBackEdge && mustLeave(frame, cpu, block.next)) {
                        return block.leavePolledClean(cpu);
                    }
                    index = block.nextIndex;
                }
                case INDIRECT_JUMP -> {
                    long target = block.executeTarget(frame, cpu, memory);
                    int to = -1;
                    for (int i = 0; i < block.targets.length; i++) {
                        if (block.targets[i] == target) {
                            to = i;
                            break;
                        }
                    }
                    if (to < 0) {
                        return block.leave(frame, cpu, target, Status.JUMPED);
                    }
                    index = block.targetIndices[to];
                }
                case RETURN -> {
                    long target = block.executeTarget(frame, cpu, memory);
                    return block.leave(frame, cpu, target, Status.RETURNED);
                }
                case BARRIER -> {
                    block.executeTerminator(frame, cpu, memory);
                    block.store(frame, cpu);
                    return Calls.barrier(cpu, block.nextPc);
                }
            }
        }
    }

    /** Counts a back edge to {@code head}, polling now and then. */
    private boolean mustLeave(VirtualFrame frame, Cpu cpu, CodeEntry head) {
        int budget = frame.getIntStatic(budgetSlot) - 1;
        frame.setIntStatic(budgetSlot, budget);
        if (CompilerDirectives.injectBranchProbability(0.001, budget < 0)) {
            frame.setIntStatic(budgetSlot, TierPolicy.POLL_INTERVAL);
            return Calls.poll(head, cpu) != Status.RESUMED;
        }
        return false;
    }

    private int trapped(VirtualFrame frame, Cpu cpu, GuestFault fault) {
        InstructionNode node = BlockNode.find(blocks, frame.getIntStatic(instructionSlot));
        region.dirtyAt(node).stream().forEach(slot -> cpu.registers[slot] = frame.getLongStatic(slot));
        return Interpreter.trapped(cpu, node.pc(), fault.trap());
    }

    @Override
    public String getName() {
        return "0x" + Long.toHexString(region.entry().pc);
    }

    @Override
    public String toString() {
        return getName();
    }
}
