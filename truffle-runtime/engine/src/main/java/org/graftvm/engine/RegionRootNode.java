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
import java.util.function.Function;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.jspecify.annotations.Nullable;

/**
 * Tier 2: a region as a Truffle root. Guest registers are static frame slots, which partial evaluation turns into host
 * registers; the block index is a partial-evaluation constant, so that {@code MERGE_EXPLODE} rebuilds the guest's control
 * flow graph.
 *
 * <p>Takes the {@link Cpu} as its argument, returns a {@link Status} as an {@link Integer}.
 */
final class RegionRootNode extends RootNode {
    /** Index that ends the loop. */
    static final int LEAVE = -1;

    private final Region region;

    @CompilationFinal(dimensions = 1)
    private final TargetLookup[] lookups;

    @Children
    private final BlockNode[] blocks;

    private final UnrolledLoops unrolled;

    @CompilationFinal(dimensions = 1)
    private final int[] load;

    private final int instructionSlot;
    private final RegionRegisters registers;
    private final RegionMemory memory;

    RegionRootNode(@Nullable TruffleLanguage<?> language, Region region) {
        this(language, region, RegionRegisters.of(region));
    }

    private RegionRootNode(@Nullable TruffleLanguage<?> language, Region region, RegionRegisters registers) {
        super(language, frameDescriptor(region.entry().cache.isa, registers));
        this.region = region;
        this.registers = registers;
        registers.linkHalves(region);
        this.instructionSlot = region.entry().cache.isa.registerCount();
        List<Block> list = region.blocks();
        this.blocks = new BlockNode[list.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new BlockNode(region, registers, i, instructionSlot);
        }
        this.lookups = TargetLookup.build(region, registers, blocks);
        this.unrolled = new UnrolledLoops(region, blocks, blocks.length + lookups.length);
        this.load = registers.whole(region.liveness().liveIn(0));
        this.memory = new RegionMemory(region.entry().cache);
    }

    /** Connects direct guest calls to the roots of hot callees, and collects these. */
    void linkCalls(Function<CodeEntry, TruffleTier.@Nullable Compiled> roots, List<TruffleTier.Compiled> callees) {
        for (BlockNode block : blocks) {
            block.linkCalls(roots, callees);
        }
    }

    private static FrameDescriptor frameDescriptor(Isa isa, RegionRegisters registers) {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
        builder.addSlots(isa.registerCount() + 1, FrameSlotKind.Static);
        return builder.info(registers).build();
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Cpu cpu = (Cpu) frame.getArguments()[0];
        if (CompilerDirectives.inInterpreter()) {
            CodeEntry entry = region.entry();
            if (!entry.isFitForRoot()) {
                cpu.pc = entry.pc; // A caller that is linked to this root finds other code there.
                return Status.JUMPED;
            }
            entry.cache.statistics.truffleInterpretations++;
            TruffleTier.compileAgain(getCallTarget(), entry.cache.policy);
            TranslatedCode code = entry.classCode;
            if (code != null) {
                return Calls.runInstead(code, entry, cpu);
            }
        }
        registers.start(frame); // Before any return: where these meet, slots do.
        if (CompilerDirectives.injectBranchProbability(0.0001, cpu.attentionRequested())) {
            cpu.pc = blocks[0].pc; // Recursion without loops polls here.
            return Status.JUMPED;
        }
        frame.setIntStatic(instructionSlot, 0);
        registers.load(frame, cpu, load);
        try {
            return dispatch(frame, cpu);
        } catch (GuestFault fault) {
            CompilerDirectives.transferToInterpreter();
            return trapped(frame, cpu, fault);
        }
    }

    /**
     * Runs block after block. What partial evaluation makes of it rests on three rules: every path to the loop head has
     * its own {@code continue}, or the index would become a phi; no other local lives across the head; and all work of
     * leaving is done before the head is reached once more with {@link #LEAVE}, because code behind the loop exists once
     * for all blocks.
     */
    @ExplodeLoop(kind = ExplodeLoop.LoopExplosionKind.MERGE_EXPLODE)
    private int dispatch(VirtualFrame frame, Cpu cpu) {
        int index = 0;
        int status = Status.RESUMED;
        while (true) {
            CompilerAsserts.partialEvaluationConstant(index);
            if (index == LEAVE) {
                return status;
            }
            if (index >= blocks.length && index < unrolled.firstIndex) {
                TargetLookup lookup = lookups[index - blocks.length];
                if (cpu.pc == lookup.pc) {
                    lookup.edge.take(frame);
                    index = lookup.found;
                    continue;
                }
                if (cpu.pc < lookup.pc) {
                    if (lookup.less != LEAVE) {
                        index = lookup.less;
                        continue;
                    }
                } else if (lookup.greater != LEAVE) {
                    index = lookup.greater;
                    continue;
                }
                lookup.block.store(frame, cpu);
                status = Status.JUMPED;
                index = LEAVE;
                continue;
            }
            BlockNode block = blocks[index < blocks.length ? index : unrolled.block(index)];
            block.executeBody(frame, cpu, memory);
            switch (block.exit) {
                case BRANCH -> {
                    if (block.executeCondition(frame, cpu, memory.checked)) {
                        int taken = unrolled.taken(index, block.targetIndex);
                        if (taken < 0 || block.targetIsBackEdge && taken < blocks.length && leavesLoop(cpu)) {
                            status = block.leaveToTarget(frame, cpu);
                            index = LEAVE;
                            continue;
                        }
                        block.targetEdge.take(frame);
                        index = taken;
                        continue;
                    }
                    if (block.nextIndex < 0 || block.nextIsBackEdge && leavesLoop(cpu)) {
                        status = block.leaveToNext(frame, cpu);
                        index = LEAVE;
                        continue;
                    }
                    block.nextEdge.take(frame);
                    index = block.nextIndex;
                    continue;
                }
                case JUMP -> {
                    block.executeTerminator(frame, cpu, memory.checked);
                    if (block.targetIndex < 0 || block.targetIsBackEdge && leavesLoop(cpu)) {
                        status = block.leaveToTarget(frame, cpu);
                        index = LEAVE;
                        continue;
                    }
                    block.targetEdge.take(frame);
                    index = block.targetIndex;
                    continue;
                }
                case FALL_THROUGH -> {
                    if (block.nextIndex < 0 || block.nextIsBackEdge && leavesLoop(cpu)) {
                        status = block.leaveToNext(frame, cpu);
                        index = LEAVE;
                        continue;
                    }
                    block.nextEdge.take(frame);
                    index = block.nextIndex;
                    continue;
                }
                case CALL, INDIRECT_CALL, SYSCALL -> {
                    if (block.exit == Block.Exit.INDIRECT_CALL) {
                        long callee = block.executeTarget(frame, cpu, memory.checked);
                        if (block.inlined >= 0 && callee == block.inlinedPc) {
                            block.inlinedEdge.take(frame);
                            index = block.inlined;
                            continue;
                        }
                        status = block.executeIndirectCall(frame, cpu, callee);
                    } else if (block.inlined >= 0) {
                        block.executeTerminator(frame, cpu, memory.checked);
                        block.inlinedEdge.take(frame);
                        index = block.inlined;
                        continue;
                    } else {
                        status = block.executeCall(frame, cpu, memory.checked);
                    }
                    registers.load(frame, cpu, block.reload);
                    if (status != Status.RESUMED) {
                        index = LEAVE;
                        continue;
                    }
                    if (block.nextIndex < 0 || block.nextIsBackEdge && leavesLoop(cpu)) {
                        cpu.pc = block.nextPc;
                        status = Status.JUMPED;
                        index = LEAVE;
                        continue;
                    }
                    status = Status.RESUMED;
                    block.nextEdge.take(frame);
                    index = block.nextIndex;
                    continue;
                }
                case INDIRECT_JUMP -> {
                    cpu.pc = block.executeTarget(frame, cpu, memory.checked);
                    if (block.lookup == LEAVE) {
                        block.store(frame, cpu);
                        status = Status.JUMPED;
                    }
                    index = block.lookup;
                    continue;
                }
                case RETURN -> {
                    long pc = block.executeTarget(frame, cpu, memory.checked);
                    if (CompilerDirectives.injectBranchProbability(
                            0.999, block.returnIndex >= 0 && pc == block.returnPc)) {
                        block.returnEdge.take(frame);
                        index = block.returnIndex;
                        continue;
                    }
                    cpu.pc = pc;
                    block.store(frame, cpu);
                    status = Status.RETURNED;
                    index = LEAVE;
                    continue;
                }
                case BARRIER -> {
                    block.executeTerminator(frame, cpu, memory.checked);
                    block.store(frame, cpu);
                    status = Calls.barrier(cpu, block.nextPc);
                    index = LEAVE;
                    continue;
                }
            }
        }
    }

    /**
     * Whether to leave at a back edge. After a deoptimization too: Truffle's interpreter would run the loop to its end, while
     * there may be compiled code to enter at the loop's head.
     */
    private boolean leavesLoop(Cpu cpu) {
        if (CompilerDirectives.inInterpreter()) {
            region.entry().cache.statistics.truffleInterpretations++;
            return true;
        }
        return cpu.attentionRequested();
    }

    private int trapped(VirtualFrame frame, Cpu cpu, GuestFault fault) {
        InstructionNode node = BlockNode.find(blocks, frame.getIntStatic(instructionSlot));
        if (!node.spec().wholeState()) { // Those have stored all registers, and may have changed some since.
            region.liveness().storedBefore(node).stream()
                    .forEach(slot -> cpu.registers[slot] = registers.get(frame, slot));
        }
        region.entry().leftRootByTrap();
        return Interpreter.trapped(cpu, node.pc(), fault);
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
