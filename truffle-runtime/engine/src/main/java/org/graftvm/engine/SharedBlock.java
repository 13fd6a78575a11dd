package org.graftvm.engine;

import org.jspecify.annotations.Nullable;

/**
 * A block as it was decoded, for all address spaces that have its bytes at its address, with what they saw of it. It leads
 * nowhere: each of them makes a {@link Block} with entries of its own of it.
 */
final class SharedBlock {
    private static final long[] NONE = {};

    final CodeBytes bytes;
    final long pc;
    private final InstructionNode[] body;
    private final @Nullable InstructionNode terminator;
    private final Block.Exit exit;
    private final long target;
    private final long next;
    final int instructionCount;

    /** Tier 1's code that can be entered here, in whatever address space it was made. */
    volatile @Nullable TranslatedCode classCode;

    /** As of {@link CodeEntry}, at the end of what an address space knew. Racy: it only decides what is translated. */
    private int count;

    private boolean covered;
    private int taken;
    private int notTaken;
    private long[] indirectTargets = NONE;

    SharedBlock(Block block, CodeBytes bytes) {
        this.bytes = bytes;
        this.pc = block.entry.pc;
        this.body = block.body;
        this.terminator = block.terminator;
        this.exit = block.exit;
        this.target = block.target.pc;
        this.next = block.next.pc;
        this.instructionCount = block.instructionCount();
    }

    /** The block for an entry, which is at its address, of another address space. */
    Block at(CodeEntry entry) {
        CodeCache cache = entry.cache;
        CodeEntry behind = cache.entry(next);
        Block block = new Block(
                entry, body, terminator, exit, target == next ? behind : cache.entry(target), behind, instructionCount);
        block.taken = taken;
        block.notTaken = notTaken;
        for (long pc : indirectTargets) {
            block.recordTarget(cache.entry(pc));
        }
        entry.count = Math.max(entry.count, Math.min(count, cache.policy.classThreshold - 1));
        entry.covered |= covered;
        return block;
    }

    /** Keeps what an address space saw of the block, for those that come. */
    void learn(CodeEntry entry, Block block) {
        count = Math.max(count, entry.count);
        covered |= entry.covered;
        taken = Math.max(taken, block.taken);
        notTaken = Math.max(notTaken, block.notTaken);
        CodeEntry[] targets = block.indirectTargets;
        if (targets.length > indirectTargets.length) {
            long[] pcs = new long[targets.length];
            for (int i = 0; i < pcs.length; i++) {
                pcs[i] = targets[i].pc;
            }
            indirectTargets = pcs;
        }
    }
}
