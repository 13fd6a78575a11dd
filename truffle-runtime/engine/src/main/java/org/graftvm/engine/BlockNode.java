package org.graftvm.engine;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.Memory;
import org.jspecify.annotations.Nullable;

/** A basic block of a {@link RegionRootNode}: its instructions, and where it leads as constants. */
final class BlockNode extends Node {
    /** Indirect calls with more callees than this look each one up. */
    private static final int MAX_INLINE_CACHE = 6;

    @Children
    private final InstructionNode[] body;

    @Child
    private @Nullable InstructionNode terminator;

    @Child
    private @Nullable DirectCallNode call;

    /** Inline cache of an indirect call. */
    @Children
    private DirectCallNode[] indirectCalls = {};

    @CompilationFinal(dimensions = 1)
    private CodeEntry[] indirectCallees = {};

    @CompilationFinal(dimensions = 1)
    private long[] indirectPcs = {};

    /** Calls of others than the inlined callee before these become usual. */
    private static final int MAX_OTHER_CALLS = 8;

    /** Of an indirect call whose callee is inlined: whether there were others too. */
    private final Assumption oneCallee = Truffle.getRuntime().createAssumption("an indirect call has one callee");

    private int otherCalls;

    /** Callees or targets that tier 0 saw. */
    private final CodeEntry[] seen;

    final Block.Exit exit;
    final long pc;
    final CodeEntry next;
    final CodeEntry target;
    final long nextPc;
    final long targetPc;
    final int nextIndex;
    final int targetIndex;
    /** Index of the first block of an inlined callee, or -1, and its address. */
    final int inlined;

    final long inlinedPc;
    /** Where a return in an inlined callee goes as a rule: index and address; -1 where that is not known. */
    final int returnIndex;

    final long returnPc;
    final boolean nextIsBackEdge;
    final boolean targetIsBackEdge;
    /** To the block at {@link #targetIndex}, if that is one, and at {@link #nextIndex}; to an inlined callee, or behind one. */
    final Edge targetEdge;

    final Edge nextEdge;
    final Edge inlinedEdge;
    final Edge returnEdge;
    /** Of the branch being taken, as tier 0 saw it. */
    private final double probability;
    /** Registers to store where the block leaves the region for an address that is not known. */
    @CompilationFinal(dimensions = 1)
    private final int[] stored;

    @CompilationFinal(dimensions = 1)
    private final int[] storedForTarget;

    @CompilationFinal(dimensions = 1)
    private final int[] storedForNext;
    /** Registers to load behind a call. */
    @CompilationFinal(dimensions = 1)
    final int[] reload;

    /** Index of the first {@link TargetLookup} of an indirect jump. */
    @CompilationFinal
    int lookup = RegionRootNode.LEAVE;

    /** For each whole-state instruction the registers to store before it; null for others. */
    @CompilationFinal(dimensions = 2)
    private final int[] @Nullable [] wholeStateDirty;

    /** For each instruction the registers that it writes into the CPU at once; null for most. */
    @CompilationFinal(dimensions = 2)
    private final int[] @Nullable [] direct;

    /** Of the block itself, outside of strips. */
    final BodyPlan plan;

    /** All registers of the region: loaded behind a whole-state instruction, cleared when other code runs. */
    @CompilationFinal(dimensions = 1)
    private final int[] touched;

    /** Number of the first instruction of the block in the region. */
    private final int firstNumber;

    private final int instructionSlot;
    /** For each instruction of the body, then for the terminator. */
    @CompilationFinal(dimensions = 1)
    private final boolean[] mayTrap;

    private final CodeCache cache;
    private final RegionRegisters registers;

    BlockNode(Region region, RegionRegisters registers, int index, int instructionSlot) {
        Block block = region.blocks().get(index);
        this.registers = registers;
        this.body = block.body;
        this.terminator = block.terminator;
        this.exit = block.exit;
        this.pc = block.entry.pc;
        this.seen = block.indirectTargets;
        this.cache = region.entry().cache;
        this.next = block.next;
        this.target = block.target;
        this.nextPc = next.pc;
        this.targetPc = target.pc;
        this.inlined = region.inlined(index);
        this.inlinedPc = inlined < 0 ? Isa.UNKNOWN : region.blocks().get(inlined).entry.pc;
        this.returnIndex = region.returnPoint(index);
        this.returnPc = returnIndex < 0 ? Isa.UNKNOWN : region.blocks().get(returnIndex).entry.pc;
        this.nextIndex = region.indexOf(index, next);
        this.targetIndex = region.indexOf(index, target);
        this.nextIsBackEdge = nextIndex >= 0 && region.isBackEdge(index, nextIndex);
        this.probability = block.probability();
        this.targetIsBackEdge = targetIndex >= 0 && region.isBackEdge(index, targetIndex);
        this.targetEdge = new Edge(region, registers, targetIndex);
        this.nextEdge = new Edge(region, registers, nextIndex);
        this.inlinedEdge = new Edge(region, registers, inlined);
        this.returnEdge = new Edge(region, registers, returnIndex);
        Liveness liveness = region.liveness();
        this.stored = registers.each(liveness.storedAtEnd(index));
        this.storedForTarget = registers.each(liveness.storedAtEnd(index, target));
        this.storedForNext = registers.each(liveness.storedAtEnd(index, next));
        this.reload = nextIndex >= 0 ? registers.whole(liveness.liveIn(nextIndex)) : new int[0];
        this.instructionSlot = instructionSlot;
        this.mayTrap = new boolean[body.length + 1];
        for (int i = 0; i < body.length; i++) {
            mayTrap[i] = body[i].spec().mayTrap();
        }
        mayTrap[body.length] = terminator != null && terminator.spec().mayTrap();
        int first = 0;
        for (int i = 0; i < index; i++) {
            first += region.blocks().get(i).body.length + 1;
        }
        this.firstNumber = first;
        this.wholeStateDirty = new int[body.length][];
        this.direct = new int[body.length][];
        for (int i = 0; i < body.length; i++) {
            BitSet slots = region.direct(body[i]);
            direct[i] = slots.isEmpty() ? null : registers.each(slots);
            if (body[i].spec().wholeState()) {
                wholeStateDirty[i] = registers.each(liveness.storedForWholeState(index, i));
            }
        }
        this.plan = new BodyPlan(body, cache.isa, new BitSet());
        this.touched = registers.whole(region.touched());
    }

    /** Makes guest calls to hot callees calls of their Truffle roots, which may then be inlined. */
    void linkCalls(Function<CodeEntry, TruffleTier.@Nullable Compiled> roots, List<TruffleTier.Compiled> linked) {
        if (exit == Block.Exit.CALL && inlined < 0) {
            TruffleTier.Compiled callee = roots.apply(target);
            if (callee != null) {
                linked.add(callee);
                call = insert(DirectCallNode.create(callee.callTarget()));
            }
        } else if (exit == Block.Exit.INDIRECT_CALL && inlined < 0 && seen.length <= MAX_INLINE_CACHE) {
            linkIndirectCalls(roots, linked);
        }
    }

    private void linkIndirectCalls(
            Function<CodeEntry, TruffleTier.@Nullable Compiled> roots, List<TruffleTier.Compiled> linked) {
        List<DirectCallNode> calls = new ArrayList<>();
        List<CodeEntry> callees = new ArrayList<>();
        for (CodeEntry entry : seen) {
            TruffleTier.Compiled callee = roots.apply(entry);
            if (callee != null) {
                linked.add(callee);
                calls.add(DirectCallNode.create(callee.callTarget()));
                callees.add(entry);
            }
        }
        indirectCalls = insert(calls.toArray(DirectCallNode[]::new));
        indirectCallees = callees.toArray(CodeEntry[]::new);
        indirectPcs = callees.stream().mapToLong(entry -> entry.pc).toArray();
    }

    /** The instruction with a number as stored in the frame before an instruction that may trap. */
    static InstructionNode find(BlockNode[] blocks, int number) {
        int left = number;
        for (BlockNode block : blocks) {
            if (left < block.body.length) {
                return block.body[left];
            }
            if (left == block.body.length && block.terminator != null) {
                return block.terminator;
            }
            left -= block.body.length + 1;
        }
        throw CompilerDirectives.shouldNotReachHere();
    }

    @ExplodeLoop
    void executeBody(VirtualFrame frame, Cpu cpu, RegionMemory memory, BodyPlan checked) {
        for (int run = 0; run < checked.runEnds.length; run++) {
            int from = run == 0 ? 0 : checked.runEnds[run - 1];
            BodyRun.Check[] checks = checked.checks[run];
            if (checks.length == 0) {
                executeRun(frame, cpu, memory, memory.checked, checked, from, checked.runEnds[run]);
            } else if (CompilerDirectives.injectBranchProbability(0.99, passes(frame, memory, checks))) {
                executeRun(frame, cpu, memory, memory.unchecked, checked, from, checked.runEnds[run]);
            } else {
                executeRun(frame, cpu, memory, memory.checked.slow(), checked, from, checked.runEnds[run]);
            }
        }
        // The same number at the end of all blocks: another would be a value to merge, and a store, at each loop head.
        frame.setIntStatic(instructionSlot, mayTrap[body.length] ? firstNumber + body.length : 0);
    }

    @ExplodeLoop
    private boolean passes(VirtualFrame frame, RegionMemory memory, BodyRun.Check[] checks) {
        for (BodyRun.Check check : checks) {
            long base = registers.get(frame, check.base());
            Span span = check.span();
            if (span.alignment() > 1 && (base + span.alignedOffset() & span.alignment() - 1) != 0) {
                return false;
            }
            // In one page is what is aligned.
            int length = span.isWithinPage() ? 1 : span.length();
            if (!memory.checked.covers(base + span.offset(), length, span.write())) {
                return false;
            }
        }
        return true;
    }

    /** Executes some instructions, those whose access a check covers with {@code covered} as their memory. */
    @ExplodeLoop
    private void executeRun(
            VirtualFrame frame, Cpu cpu, RegionMemory memory, Memory covered, BodyPlan checked, int from, int to) {
        for (int i = from; i < to; i++) {
            if (mayTrap[i] && !checked.isFree[i]) {
                frame.setIntStatic(instructionSlot, firstNumber + i);
            }
            if (wholeStateDirty[i] != null) {
                registers.store(frame, cpu, wholeStateDirty[i]);
                body[i].execute(frame, cpu, memory.checked);
                registers.load(frame, cpu, touched);
            } else {
                Memory access = checked.isCovered[i] ? covered : memory.checked;
                body[i].execute(frame, cpu, checked.isFree[i] ? memory.unchecked : access);
                if (direct[i] != null) {
                    registers.store(frame, cpu, direct[i]);
                }
            }
        }
    }

    private InstructionNode terminator() {
        InstructionNode node = terminator;
        if (node == null) {
            throw CompilerDirectives.shouldNotReachHere();
        }
        return node;
    }

    void executeTerminator(VirtualFrame frame, Cpu cpu, Memory memory) {
        terminator().execute(frame, cpu, memory);
        frame.setIntStatic(instructionSlot, 0);
    }

    boolean executeCondition(VirtualFrame frame, Cpu cpu, Memory memory) {
        boolean taken = CompilerDirectives.injectBranchProbability(
                probability, terminator().executeCondition(frame, cpu, memory));
        frame.setIntStatic(instructionSlot, 0);
        return taken;
    }

    long executeTarget(VirtualFrame frame, Cpu cpu, Memory memory) {
        long pc = terminator().executeTarget(frame, cpu, memory);
        frame.setIntStatic(instructionSlot, 0);
        return pc;
    }

    int executeCall(VirtualFrame frame, Cpu cpu, Memory memory) {
        if (exit == Block.Exit.SYSCALL) {
            leaveTo(frame, cpu, stored);
            return Calls.systemCall(cpu, nextPc);
        }
        executeTerminator(frame, cpu, memory);
        leaveTo(frame, cpu, storedForTarget);
        DirectCallNode direct = call;
        return direct == null
                ? Calls.call(target, cpu, nextPc)
                : callDirectly(direct, target, cpu, frame.getArguments());
    }

    /** @param callee address to call */
    int executeIndirectCall(VirtualFrame frame, Cpu cpu, long callee) {
        leaveTo(frame, cpu, stored);
        return executeIndirectCall(cpu, callee, frame.getArguments());
    }

    /**
     * Whether an indirect call always went to the callee that is inlined. Coming back from another one would merge all registers with
     * those that it left in the CPU, so that each loop around the call would move them about in every iteration.
     */
    boolean hasOneCallee() {
        return inlined >= 0 && oneCallee.isValid();
    }

    /** Calls another than the inlined callee, and leaves the region. */
    int executeOtherCall(VirtualFrame frame, Cpu cpu, long callee) {
        if (++otherCalls >= MAX_OTHER_CALLS) {
            oneCallee.invalidate();
        }
        int status = executeIndirectCall(frame, cpu, callee);
        if (status == Status.RESUMED) {
            cpu.pc = nextPc;
            return Status.JUMPED;
        }
        return status;
    }

    /** Compares with the callees that tier 0 saw, then looks the target up. */
    @ExplodeLoop
    private int executeIndirectCall(Cpu cpu, long callee, Object[] arguments) {
        for (int i = 0; i < indirectCalls.length; i++) {
            if (callee == indirectPcs[i]) {
                return callDirectly(indirectCalls[i], indirectCallees[i], cpu, arguments);
            }
        }
        return Calls.callIndirect(cpu, callee, nextPc);
    }

    /** @param arguments those of this root, which are the callee's as well: nothing is allocated */
    private int callDirectly(DirectCallNode direct, CodeEntry callee, Cpu cpu, Object[] arguments) {
        if (CompilerDirectives.injectBranchProbability(0.001, ++cpu.depth > cache.policy.maxDepth)) {
            return Calls.tooDeep(callee, cpu);
        }
        int status = (int) direct.call(arguments);
        cpu.depth--;
        if (CompilerDirectives.injectBranchProbability(0.999, status == Status.RETURNED && cpu.pc == nextPc)) {
            return Status.RESUMED;
        }
        return status == Status.JUMPED ? Calls.continueCall(cache, cpu, nextPc) : status;
    }

    /** Stores all state for other code that will change it; nothing stays in the frame. */
    private void leaveTo(VirtualFrame frame, Cpu cpu, int[] slots) {
        registers.store(frame, cpu, slots);
        registers.clear(frame, touched);
    }

    /** The way to a block that this one leads to directly. */
    Edge edgeTo(int block) {
        return targetIndex == block ? targetEdge : nextEdge;
    }

    /** Leaves the region on this way. */
    int leaveLoop(VirtualFrame frame, Cpu cpu, int block) {
        return targetIndex == block ? leaveToTarget(frame, cpu) : leaveToNext(frame, cpu);
    }

    int leaveToTarget(VirtualFrame frame, Cpu cpu) {
        registers.store(frame, cpu, storedForTarget);
        cpu.pc = targetPc;
        return Status.JUMPED;
    }

    int leaveToNext(VirtualFrame frame, Cpu cpu) {
        registers.store(frame, cpu, storedForNext);
        cpu.pc = nextPc;
        return Status.JUMPED;
    }

    /** Stores what code at an unknown address may want. */
    void store(VirtualFrame frame, Cpu cpu) {
        registers.store(frame, cpu, stored);
    }
}
