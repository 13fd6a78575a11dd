package org.graftvm.engine;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleRuntime;
import com.oracle.truffle.runtime.OptimizedCallTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.graftvm.machine.Cpu;
import org.graftvm.machine.GuestFault;
import org.jspecify.annotations.Nullable;

/** Tier 2: makes Truffle roots of regions and asks for their compilation. */
final class TruffleTier {
    private static final String OPTIMIZING = "com.oracle.truffle.runtime";
    private static final int MAX_INSTRUCTIONS = 1000;

    /** How often an entry asks for the root at the head of its loops while none is being made and control does not come to it. */
    private static final int MAX_WAITS = 64;

    private final @Nullable TruffleLanguage<?> language;

    private TruffleTier(@Nullable TruffleLanguage<?> language) {
        this.language = language;
    }

    /**
     * The tier, or null where the Truffle runtime does not compile, or does not export the class that is asked for
     * compilations.
     */
    static @Nullable TruffleTier create(@Nullable TruffleLanguage<?> language) {
        // By its class: asking the runtime for its name waits for the Graal compiler's options.
        Class<? extends TruffleRuntime> runtime = Truffle.getRuntime().getClass();
        boolean compiles = runtime.getName().startsWith(OPTIMIZING + ".");
        boolean exported = runtime.getModule().isExported(OPTIMIZING, TruffleTier.class.getModule());
        return compiles && exported ? new TruffleTier(language) : null;
    }

    /**
     * Brings {@code entry} a step nearer to tier 2: asks for its compilation first, and installs the code once it is there.
     *
     * @return whether the entry is in tier 2 now, or never will be
     */
    boolean advance(CodeEntry entry) {
        if (entry.tier == 2) {
            return true;
        }
        Compiled root = entry.root;
        if (root == null && waitsForLoopHead(entry)) {
            return false;
        }
        if (root == null || isStale(root, entry)) {
            List<Compiled> made = new ArrayList<>();
            root = request(entry, made);
            made.forEach(each -> compileFirst(each.target, entry.cache));
        }
        if (root == null || !root.target.isValid()) {
            return false;
        }
        boolean installed = entry.cache.install(entry, root, 2, root.reachable(), root.epoch);
        if (installed) {
            entry.cache.statistics.truffleInstalled.increment();
        }
        return installed;
    }

    /**
     * Whether the entry stands in a loop whose head gets a root, or has one: a poll there will lead to it. Only if that does not
     * happen for long the entry gets a root of its own.
     */
    private boolean waitsForLoopHead(CodeEntry entry) {
        TierPolicy policy = entry.cache.policy;
        if (policy.waitsForTruffle() || entry.loopHeadWaits > MAX_WAITS) {
            return false;
        }
        CodeEntry head = entry.loopHead;
        if (head == null) {
            try {
                head = RegionBuilder.loopHead(entry, MAX_INSTRUCTIONS);
            } catch (GuestFault fault) {
                head = entry;
            }
            entry.loopHead = head;
            head.loopHead = head;
        }
        if (head == entry) {
            return false;
        }
        head.coveredByRoot = false;
        head.count = Math.max(head.count, policy.truffleThreshold);
        if (advance(head) || !isAwaited(head)) {
            entry.loopHeadWaits++;
        }
        entry.count = policy.truffleThreshold / 4 * 3;
        return true;
    }

    /** Whether the compiler has yet to say something of the root; by its word, as the time that it takes depends on what else it does. */
    private static boolean isAwaited(CodeEntry entry) {
        Compiled root = entry.root;
        return root != null && root.target.isSubmittedForCompilation();
    }

    /** Whether code of the root, or that it calls, changed since it was made; only an installed one is told of changes. */
    private static boolean isStale(Compiled root, CodeEntry entry) {
        CodeCache cache = entry.cache;
        return entry.code != root
                && root.epoch != cache.memory.codeEpoch()
                && root.reachable().stream().anyMatch(region -> cache.changedSince(root.epoch, region));
    }

    /**
     * Makes a root of the region at {@code entry}, and of callees that are hot themselves.
     *
     * @param made receives them, callers first: these are what was found to be hot
     */
    private @Nullable Compiled request(CodeEntry entry, List<Compiled> made) {
        if (!entry.isFitForRoot()) {
            return null;
        }
        if (entry.coveredByRoot && !entry.cache.policy.waitsForTruffle()) {
            // Mostly control comes to that root soon. Only what stays hot without it, as a loop in a long activation,
            // gets one.
            entry.coveredByRoot = false;
            entry.count = Math.min(entry.count, entry.cache.policy.truffleThreshold / 2);
            return null;
        }
        int epoch = entry.cache.memory.codeEpoch();
        Region region;
        try {
            region = RegionBuilder.buildWithCallees(entry, MAX_INSTRUCTIONS);
        } catch (GuestFault fault) {
            return null; // The interpreter will raise it.
        }
        RegionRootNode root = new RegionRootNode(language, region);
        if (!(root.getCallTarget() instanceof OptimizedCallTarget target)) {
            return null;
        }
        Compiled compiled = new Compiled(target, region, epoch);
        entry.root = compiled;
        region.ownBlocks().forEach(block -> block.entry.coveredByRoot = block.entry != entry);
        made.add(compiled);
        root.linkCalls(callee -> callee(callee, made), compiled.callees);
        entry.cache.statistics.truffleStrips.add(root.strips());
        entry.cache.statistics.truffleInlinedCalls.add(region.inlinedCalls());
        entry.cache.statistics.truffleDirectCalls.add(compiled.callees.size());
        entry.cache.statistics.truffleRegions.increment();
        entry.cache.statistics.truffleInstructions.add(region.instructionCount());
        return compiled;
    }

    private static void compileFirst(OptimizedCallTarget target, CodeCache cache) {
        compile(target, cache.policy);
        if (cache.policy.waitsForTruffle() && !target.isValid()) {
            // A class that was loaded meanwhile may have undone what Graal assumed: that is not a refusal yet.
            compile(target, cache.policy);
            if (!target.isValid()) {
                cache.statistics.failedCompilations.increment();
            }
        }
    }

    private static void compile(OptimizedCallTarget target, TierPolicy policy) {
        target.compile(true);
        if (policy.waitsForTruffle()) {
            target.waitForCompilation();
        }
    }

    /** Asks for machine code of a root that is interpreted, at once rather than when Truffle finds that it is hot again. */
    static void compileAgain(CallTarget target, TierPolicy policy) {
        if (target instanceof OptimizedCallTarget optimized) {
            compile(optimized, policy);
        }
    }

    /** The root to call directly for a guest call to {@code target}, or null if it is not worth one. */
    private @Nullable Compiled callee(CodeEntry target, List<Compiled> made) {
        Compiled root = target.root;
        if (root != null && isStale(root, target)) {
            root = null;
        }
        if (root == null && target.cache.policy.isWorthCalling(target)) {
            root = request(target, made);
        }
        return root;
    }

    /** A root that is compiled or waits for it. */
    static final class Compiled extends TranslatedCode {
        private final OptimizedCallTarget target;
        private final Region region;
        private final int epoch;
        /** Roots that this one calls directly. */
        private final List<Compiled> callees = new ArrayList<>();

        Compiled(OptimizedCallTarget target, Region region, int epoch) {
            this.target = target;
            this.region = region;
            this.epoch = epoch;
        }

        CallTarget callTarget() {
            return target;
        }

        /** This region and those of all roots that it may call: a change of any makes this one stale. */
        private List<Region> reachable() {
            Set<Compiled> seen = new LinkedHashSet<>(List.of(this));
            Deque<Compiled> open = new ArrayDeque<>(List.of(this));
            while (!open.isEmpty()) {
                for (Compiled callee : open.remove().callees) {
                    if (seen.add(callee)) {
                        open.add(callee);
                    }
                }
            }
            return seen.stream().map(root -> root.region).toList();
        }

        @Override
        public int run(Cpu cpu, long pc) {
            return (int) target.call(cpu);
        }
    }
}
