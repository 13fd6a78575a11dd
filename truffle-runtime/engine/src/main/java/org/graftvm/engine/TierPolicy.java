package org.graftvm.engine;

import org.jspecify.annotations.Nullable;

/**
 * Decides what is translated, when, and to which tier. The only place with thresholds.
 *
 * <p>Tier 0 interprets; an entry that was interpreted {@link #classThreshold} times gets a class (tier 1); one that was
 * entered or looped {@link #truffleThreshold} times there is given to Truffle's compiler (tier 2).
 */
public final class TierPolicy {
    /** Back edges between two polls of one activation. */
    static final int POLL_INTERVAL = 1024;

    /**
     * From this threshold on, a tier translates in the background. Smaller ones are for tests, which want the same tier every
     * time.
     */
    private static final int BACKGROUND = 100;

    private static final int ENTRIES_PER_ITERATION = 16;

    /** Entries between two looks at whether a compilation is ready. */
    private static final int RETRY = 200;

    /** Whether tier 1 exists. */
    final boolean classes;

    final @Nullable TruffleTier truffle;
    final int classThreshold;
    final int truffleThreshold;
    /**
     * Entries, rather than loop iterations, before tier 2. Far more: a call from a class into a Truffle root costs more than
     * a short function does, so a function should come to tier 2 with the loop that calls it.
     */
    final int entryThreshold;

    /** Guest calls that may nest on the host stack. */
    final int maxDepth;

    TierPolicy(EngineSettings settings, @Nullable TruffleTier truffle) {
        this.classes = settings.classTier();
        this.truffle = settings.truffleTier() ? truffle : null;
        this.classThreshold = settings.classThreshold();
        this.truffleThreshold = settings.truffleThreshold();
        this.entryThreshold = (int) Math.min((long) truffleThreshold * ENTRIES_PER_ITERATION, Integer.MAX_VALUE);
        this.maxDepth = settings.maxDepth();
    }

    /** Whether whoever asks for tier 2 waits for the compiler. */
    boolean waitsForTruffle() {
        return truffleThreshold < BACKGROUND;
    }

    /** Tier 0 ran {@code entry} often enough. */
    void becameWarm(CodeEntry entry) {
        if (classes) {
            if (classThreshold < BACKGROUND) {
                ClassTier.translate(entry);
            } else {
                ClassTier.request(entry);
            }
        } else {
            becameHot(entry);
            entry.count = 0; // Ask again, until the compilation is ready.
        }
    }

    /** Tier 1 ran {@code entry} often enough, or once more behind that. */
    void becameHot(CodeEntry entry) {
        if (truffle != null && !truffle.advance(entry)) {
            entry.count = entryThreshold - RETRY;
        }
    }

    /**
     * A loop in tier 1 ran another {@link #POLL_INTERVAL} times.
     *
     * @return whether there is better code to enter at its head
     */
    boolean loops(CodeEntry head) {
        if (truffle == null) {
            return false;
        }
        head.count += POLL_INTERVAL / 4;
        return head.tier == 2 || head.count >= truffleThreshold && truffle.advance(head);
    }
}
