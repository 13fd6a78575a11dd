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
import java.util.Objects;
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

    private final Strips strips;

    @CompilationFinal(dimensions = 1)
    private final int[] load;

    private final int instructionSlot;
    /** Where the frame has how many iterations of a strip are left; 0 outside of one. */
    private final int stripSlot;

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
        this.stripSlot = instructionSlot + 1;
        List<Block> list = region.blocks();
        this.blocks = new BlockNode[list.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new BlockNode(region, registers, i, instructionSlot);
        }
        this.lookups = TargetLookup.build(region, registers, blocks);
        this.strips = new Strips(region, blocks.length + lookups.length);
        this.load = registers.whole(region.liveness().liveIn(0));
        this.memory = new RegionMemory(region.entry().cache);
    }

    /** Loops that run in strips. */
    long strips() {
        return strips.count();
    }

    /** Connects direct guest calls to the roots of hot callees, and collects these. */
    void linkCalls(Function<CodeEntry, TruffleTier.@Nullable Compiled> roots, List<TruffleTier.Compiled> callees) {
        for (BlockNode block : blocks) {
            block.linkCalls(roots, callees);
        }
    }

    private static FrameDescriptor frameDescriptor(Isa isa, RegionRegisters registers) {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder();
        builder.addSlots(isa.registerCount() + 2, FrameSlotKind.Static);
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
        frame.setIntStatic(stripSlot, 0);
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
        int index = strips.enter(0);
        int status = Status.RESUMED;
        while (true) {
            CompilerAsserts.partialEvaluationConstant(index);
            if (index == LEAVE) {
                return status;
            }
            if (index >= blocks.length && index < strips.firstIndex) {
                TargetLookup lookup = lookups[index - blocks.length];
                if (cpu.pc == lookup.pc) {
                    if (lookup.isBackEdge && leavesLoop(cpu)) {
                        lookup.block.store(frame, cpu);
                        status = Status.JUMPED;
                        index = LEAVE;
                        continue;
                    }
                    lookup.edge.take(frame);
                    index = strips.enter(lookup.found);
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
            BlockNode block = blocks[strips.block(index)];
            BodyPlan plan = block.plan;
            if (index >= strips.firstIndex) {
                Strips.State state = strips.state(index);
                if (state.kind == Strips.Kind.ENTRY) {
                    int iterations = state.strip.iterations(frame, registers, memory.checked);
                    if (CompilerDirectives.injectBranchProbability(0.99, iterations >= state.strip.unrolled)) {
                        frame.setIntStatic(stripSlot, iterations);
                        index = state.first;
                        continue;
                    }
                    index = state.block;
                    continue;
                }
                if (state.kind == Strips.Kind.END) {
                    int left = frame.getIntStatic(stripSlot) - state.strip.unrolled;
                    if (CompilerDirectives.injectBranchProbability(0.99, left >= state.strip.unrolled)
                            && !CompilerDirectives.inInterpreter()) {
                        block.edgeTo(state.strip.loop.head()).take(frame);
                        frame.setIntStatic(stripSlot, left);
                        index = state.first;
                        continue;
                    }
                    frame.setIntStatic(stripSlot, 0);
                    if (leavesLoop(cpu)) {
                        status = block.leaveLoop(frame, cpu, state.strip.loop.head());
                        index = LEAVE;
                        continue;
                    }
                    block.edgeTo(state.strip.loop.head()).take(frame);
                    index = state.entry;
                    continue;
                }
                plan = Objects.requireNonNull(state.plan);
            }
            block.executeBody(frame, cpu, memory, plan);
            switch (block.exit) {
                case BRANCH -> {
                    if (block.executeCondition(frame, cpu, memory.checked)) {
                        int taken = strips.next(index, block.targetIndex);
                        if (taken < 0 || block.targetIsBackEdge && leavesLoop(cpu, index, taken)) {
                            status = block.leaveToTarget(frame, cpu);
                            index = LEAVE;
                            continue;
                        }
                        follow(frame, block.targetEdge, index, taken);
                        index = taken;
                        continue;
                    }
                    int next = strips.next(index, block.nextIndex);
                    if (next < 0 || block.nextIsBackEdge && leavesLoop(cpu, index, next)) {
                        status = block.leaveToNext(frame, cpu);
                        index = LEAVE;
                        continue;
                    }
                    follow(frame, block.nextEdge, index, next);
                    index = next;
                    continue;
                }
                case JUMP -> {
                    block.executeTerminator(frame, cpu, memory.checked);
                    int target = strips.next(index, block.targetIndex);
                    if (target < 0 || block.targetIsBackEdge && leavesLoop(cpu, index, target)) {
                        status = block.leaveToTarget(frame, cpu);
                        index = LEAVE;
                        continue;
                    }
                    follow(frame, block.targetEdge, index, target);
                    index = target;
                    continue;
                }
                case FALL_THROUGH -> {
                    int next = strips.next(index, block.nextIndex);
                    if (next < 0 || block.nextIsBackEdge && leavesLoop(cpu, index, next)) {
                        status = block.leaveToNext(frame, cpu);
                        index = LEAVE;
                        continue;
                    }
                    follow(frame, block.nextEdge, index, next);
                    index = next;
                    continue;
                }
                case CALL, INDIRECT_CALL, SYSCALL -> {
                    if (block.exit == Block.Exit.INDIRECT_CALL) {
                        long callee = block.executeTarget(frame, cpu, memory.checked);
                        if (block.inlined >= 0 && callee == block.inlinedPc) {
                            int inlined = strips.next(index, block.inlined);
                            follow(frame, block.inlinedEdge, index, inlined);
                            index = inlined;
                            continue;
                        }
                        if (block.hasOneCallee()) {
                            CompilerDirectives.transferToInterpreter();
                            status = block.executeOtherCall(frame, cpu, callee);
                            index = LEAVE;
                            continue;
                        }
                        status = block.executeIndirectCall(frame, cpu, callee);
                    } else if (block.inlined >= 0) {
                        block.executeTerminator(frame, cpu, memory.checked);
                        int inlined = strips.next(index, block.inlined);
                        follow(frame, block.inlinedEdge, index, inlined);
                        index = inlined;
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
                    int behind = strips.enter(block.nextIndex);
                    follow(frame, block.nextEdge, index, behind);
                    index = behind;
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
                        int caller = strips.next(index, block.returnIndex);
                        follow(frame, block.returnEdge, index, caller);
                        index = caller;
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

    /** Goes the way from one index to another; behind an iteration of a strip only when it is known how it goes on. */
    private void follow(VirtualFrame frame, Edge edge, int from, int to) {
        if (!strips.isEnd(to)) {
            edge.take(frame);
        }
        if (from >= strips.firstIndex && !strips.goesOn(from, to)) {
            frame.setIntStatic(stripSlot, 0);
        }
    }

    private boolean leavesLoop(Cpu cpu, int from, int to) {
        return !strips.goesOn(from, to) && leavesLoop(cpu);
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
