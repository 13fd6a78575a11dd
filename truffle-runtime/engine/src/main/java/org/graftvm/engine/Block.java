package org.graftvm.engine;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A basic block: instructions that fall through, then at most one that does not.
 *
 * <p>Blocks are immutable but for the indirect targets, which the interpreter records.
 */
final class Block {
    /** How control leaves a block. */
    enum Exit {
        /** No terminator: the block was cut, the next one follows. */
        FALL_THROUGH,
        BRANCH,
        JUMP,
        CALL,
        INDIRECT_JUMP,
        INDIRECT_CALL,
        RETURN,
        SYSCALL,
        BARRIER
    }

    /** Indirect jumps with more targets than this are left to the code cache's lookup. */
    static final int MAX_TARGETS = 48;

    private static final CodeEntry[] NONE = {};

    final CodeEntry entry;
    /** Instructions that fall through. */
    final InstructionNode[] body;
    /** The instruction that ends the block, or null for {@link Exit#FALL_THROUGH}. */
    final @Nullable InstructionNode terminator;

    final Exit exit;
    /** Target of a direct transfer; what follows the block where there is none. */
    final CodeEntry target;
    /** What follows the block in memory: fall-through, return point. */
    final CodeEntry next;

    private final int instructionCount;
    /** How often tier 0 took the branch, and how often not; a little off where threads count at once. */
    int taken;

    int notTaken;
    /** Targets that an indirect jump had so far; copied on write. */
    volatile CodeEntry[] indirectTargets = NONE;

    Block(
            CodeEntry entry,
            InstructionNode[] body,
            @Nullable InstructionNode terminator,
            Exit exit,
            @Nullable CodeEntry target,
            CodeEntry next) {
        this(entry, body, terminator, exit, target, next, count(body, terminator));
    }

    /** Of an entry whose instructions another address space has decoded. */
    Block(
            CodeEntry entry,
            InstructionNode[] body,
            @Nullable InstructionNode terminator,
            Exit exit,
            @Nullable CodeEntry target,
            CodeEntry next,
            int instructionCount) {
        this.entry = entry;
        this.body = body;
        this.terminator = terminator;
        this.exit = exit;
        this.target = target == null ? next : target;
        this.next = next;
        this.instructionCount = instructionCount;
    }

    /** The same block without some of its instructions, those of no effect. */
    Block withBody(InstructionNode[] remaining) {
        Block block = new Block(entry, remaining, terminator, exit, target, next, instructionCount);
        block.copyProfile(this);
        return block;
    }

    /** Bytes of code from the entry on. */
    long length() {
        return next.pc - entry.pc;
    }

    /** Guest instructions, each of which may stand in the block as several operations. */
    int instructionCount() {
        return instructionCount;
    }

    private static int count(InstructionNode[] body, @Nullable InstructionNode terminator) {
        int count = 0;
        long last = 0;
        for (InstructionNode node : body) {
            count += count == 0 || node.pc() != last ? 1 : 0;
            last = node.pc();
        }
        return count + (terminator == null || count > 0 && terminator.pc() == last ? 0 : 1);
    }

    /** Address of instruction {@code index}, the terminator coming behind the body. */
    long pcOf(int index) {
        return index < body.length ? body[index].pc() : terminator().pc();
    }

    /** The terminator of a block that has one. */
    InstructionNode terminator() {
        return Objects.requireNonNull(terminator);
    }

    /** Probability that the branch is taken. */
    double probability() {
        return Math.clamp((taken + 1.0) / (taken + notTaken + 2.0), 0.001, 0.999);
    }

    /** Takes over what tier 0 saw of the same code. */
    void copyProfile(Block seen) {
        indirectTargets = seen.indirectTargets;
        taken = seen.taken;
        notTaken = seen.notTaken;
    }

    void recordTarget(CodeEntry seen) {
        CodeEntry[] known = indirectTargets;
        if (known.length >= MAX_TARGETS) {
            return;
        }
        for (CodeEntry entry : known) {
            if (entry == seen) {
                return;
            }
        }
        CodeEntry[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = seen;
        indirectTargets = more;
    }
}
