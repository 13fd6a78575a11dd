package org.graftvm.engine;

import org.graftvm.machine.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is translated, when, and to which tier. The only place with thresholds.
 *
 * <p>Tier 0 interprets; an entry that was interpreted {@link #classThreshold} times gets a class (tier 1). Tier 1 counts
 * down {@link Cpu#budget} at each entry and back edge and polls when it is used up; the place where that happens is a
 * sample of where time goes. One that has collected {@link #truffleThreshold} is given to Truffle's compiler (tier 2).
 */
public final class TierPolicy {
    /**
     * Entries and back edges between two polls. A prime: with one that has a factor in common with the back edges of a round of an
     * outer loop, polls would come at the same few of them again and again, and perhaps never at the outer loop's own.
     */
    private static final int POLL_INTERVAL = 1021;

    /**
     * What a sample counts, as a part of the interval. Less at an entry: a call from a class into a Truffle root costs more
     * than a short function does, so a function should come to tier 2 with the loop that calls it.
     */
    private static final int LOOP_SHARE = 4;

    private static final int ENTRY_SHARE = 16;

    /** Polls of one activation from which on its loops are hot by themselves. */
    private static final int LONG_ACTIVATION = 64;

    /** Traps and stores into code that a root may be left by. Graal refuses to compile what deoptimizes often. */
    static final int MAX_TRAPS = 10;

    /** A callee is connected directly from this part of the threshold on. */
    private static final int CALLEE_SHARE = 128;

    /** Below this threshold, for tests, every entry and back edge polls, and the guest waits for compilations. */
    private static final int SMALL_TRUFFLE_THRESHOLD = 10_000;

    /** From this class threshold on, classes are written in the background. */
    private static final int BACKGROUND = 100;

    /** Whether tier 1 exists. */
    final boolean classes;

    final @Nullable TruffleTier truffle;
    final int classThreshold;
    final int truffleThreshold;

    /** Guest calls that may nest on the host stack. */
    final int maxDepth;

    /** What a poll sets {@link Cpu#budget} to. */
    final int pollInterval;

    /** Guest instructions that a code cache may hold. */
    final long codeLimit;

    TierPolicy(EngineSettings settings, @Nullable TruffleTier truffle) {
        this.classes = settings.classTier();
        this.truffle = settings.truffleTier() ? truffle : null;
        this.classThreshold = settings.classThreshold();
        this.truffleThreshold = settings.truffleThreshold();
        this.maxDepth = settings.maxDepth();
        this.pollInterval = waitsForTruffle() ? 1 : POLL_INTERVAL;
        this.codeLimit = settings.codeLimit() <= 0 ? Long.MAX_VALUE : settings.codeLimit();
    }

    /** Whether whoever asks for tier 2 waits for the compiler. */
    boolean waitsForTruffle() {
        return truffleThreshold < SMALL_TRUFFLE_THRESHOLD;
    }

    /** Tier 0 ran {@code entry} often enough. */
    void becameWarm(CodeEntry entry) {
        if (classes) {
            if (classThreshold < BACKGROUND) {
                ClassTier.translate(entry);
            } else {
                Translator.request(entry);
            }
        } else if (truffle != null) {
            truffle.advance(entry);
            entry.count = 0; // Ask again, until the compilation is ready.
        }
    }

    /** A poll came at the entry to a class. Returns whether there is better code now. */
    boolean sampledEntry(CodeEntry entry) {
        return sampled(entry, ENTRY_SHARE);
    }

    /**
     * A poll came at a back edge. What is hot is the region, from its entry on; only an activation that goes on for long
     * needs code that can be entered at the loop.
     *
     * @param region entry of the region
     * @param polls number of polls that this activation had
     * @return whether there is better code to enter at {@code head}
     */
    boolean sampledLoop(CodeEntry head, CodeEntry region, int polls) {
        boolean better = sampled(region, LOOP_SHARE);
        return head == region ? better : polls >= LONG_ACTIVATION && sampled(head, LOOP_SHARE);
    }

    /** Whether a root that calls {@code callee} should call its root directly. */
    boolean isWorthCalling(CodeEntry callee) {
        return callee.count >= truffleThreshold / CALLEE_SHARE;
    }

    private boolean sampled(CodeEntry entry, int share) {
        if (truffle == null) {
            return false;
        }
        entry.count += Math.max(1, pollInterval / share);
        return entry.tier == 2 || entry.count >= truffleThreshold && truffle.advance(entry);
    }
}
