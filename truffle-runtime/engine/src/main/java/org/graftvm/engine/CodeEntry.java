package org.graftvm.engine;

import org.jspecify.annotations.Nullable;

/**
 * An address at which code can be entered. There is one object for each address and code cache, for as long as the cache
 * lives, so that call sites, block successors and inline caches hold it as a constant; what it leads to changes.
 */
public final class CodeEntry {
    final CodeCache cache;
    final long pc;

    /** Code of the highest tier there is, or null: interpret the block. Racy reads see an older tier, which is fine. */
    @Nullable
    TranslatedCode code;

    /** Tier 1's part of {@link #code}, which tier 2 leaves its work to while it has no machine code. */
    @Nullable
    TranslatedCode classCode;

    /** The decoded basic block, made when first interpreted; null again after its code changed. */
    @Nullable
    Block block;

    /** What other address spaces have as well, of the block that was here last. */
    @Nullable
    SharedBlock shared;

    /** Executions by the interpreter, then by what {@link TierPolicy} counts. Racy on purpose. */
    int count;

    /** Whether the block came into a class, of whatever entry, since its own was asked for last. */
    boolean covered;

    /** Whether the block came into a root, of whatever entry, since its own was asked for last. */
    boolean coveredByRoot;

    /** The head of the loops around the entry, where a root is better entered; null until tier 2 asks for it. */
    @Nullable
    CodeEntry loopHead;

    /** How long the entry has stayed hot beside a root, or a request for one, at its {@link #loopHead}; see {@link TruffleTier}. */
    int loopHeadWaits;

    /** The tier that {@link #code} belongs to, 0 for none. */
    int tier;

    /** Tier 2's root while it waits for its compilation, and behind that; null if there is none. */
    TruffleTier.@Nullable Compiled root;

    /** Times that a trap or a store into code left the root. Kept when the code changes: that may be the reason. */
    private int traps;

    /** The tier that the entry reached in an earlier run. */
    private int knownTier;

    /** Guest instructions in {@link #block} and {@link #code}; guarded by the cache. */
    int held;

    CodeEntry(CodeCache cache, long pc) {
        this.cache = cache;
        this.pc = pc;
    }

    /** Makes the entry as warm as it was in an earlier run, one execution short of the tier it reached. */
    void restore(int tier) {
        knownTier = tier;
        count = Math.max(count, tier == 0 ? 1 : Math.max(1, cache.policy.classThreshold - 1));
    }

    /** Code of tier 1 is in place: leads on to tier 2 soon if it did so in an earlier run. */
    void reachedClasses() {
        if (knownTier == 2) {
            count = Math.max(count, cache.policy.truffleThreshold);
        }
    }

    /** A trap or a store into code left the root, by a deoptimization. */
    void leftRootByTrap() {
        if (++traps == TierPolicy.MAX_TRAPS) {
            cache.dropRoot(this);
        }
    }

    /** Whether code of tier 2 would not be left by deoptimizations again and again: then tier 1 is faster. */
    boolean isFitForRoot() {
        return traps < TierPolicy.MAX_TRAPS;
    }

    /** Whether the block is in a class, as an entry or inside. */
    boolean hasClass() {
        return code != null || covered;
    }

    boolean wasExecuted() {
        return count > 0 || code != null;
    }

    public long pc() {
        return pc;
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(pc) + " tier " + tier;
    }
}
