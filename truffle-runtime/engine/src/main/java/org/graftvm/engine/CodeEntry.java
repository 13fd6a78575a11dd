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

    /** The decoded basic block, made when first interpreted; null again after its code changed. */
    @Nullable
    Block block;

    /** Executions by the interpreter, then by what {@link TierPolicy} counts. Racy on purpose. */
    int count;

    /** The tier that {@link #code} belongs to, 0 for none. */
    int tier;

    /** Tier 2's root while it waits for its compilation, and behind that; null if there is none. */
    TruffleTier.@Nullable Compiled root;

    CodeEntry(CodeCache cache, long pc) {
        this.cache = cache;
        this.pc = pc;
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
