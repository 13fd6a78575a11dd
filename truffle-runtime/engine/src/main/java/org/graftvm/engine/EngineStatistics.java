package org.graftvm.engine;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the engine did so far, summed over all address spaces of a context. Counters that are hot are plain fields: with
 * several guest threads they may lose a few counts, and cost nothing.
 */
public final class EngineStatistics {
    long blocksDecoded;
    long instructionsDecoded;
    long blocksShared;
    long lookupMisses;
    long dispatches;
    long interpretedInstructions;
    long unusualInstructions;
    long invalidations;
    long storesIntoCode;
    long clears;
    long overflows;
    long unwinds;
    long truffleInterpretations;
    final LongAdder classes = new LongAdder();
    final LongAdder classesShared = new LongAdder();
    final LongAdder classInstructions = new LongAdder();
    final LongAdder classBytes = new LongAdder();
    final LongAdder classNanos = new LongAdder();
    final LongAdder truffleRegions = new LongAdder();
    final LongAdder truffleInstructions = new LongAdder();
    final LongAdder truffleInstalled = new LongAdder();
    final LongAdder truffleDirectCalls = new LongAdder();
    final LongAdder truffleInlinedCalls = new LongAdder();
    final LongAdder truffleStrips = new LongAdder();
    final LongAdder warmedUp = new LongAdder();
    final LongAdder failedTranslations = new LongAdder();
    final LongAdder failedCompilations = new LongAdder();

    EngineStatistics() {}

    /** Basic blocks decoded, again after invalidation included. */
    public long blocksDecoded() {
        return blocksDecoded;
    }

    /** Guest instructions in these blocks. */
    public long instructionsDecoded() {
        return instructionsDecoded;
    }

    /** Blocks that another address space, of the parent for instance, had decoded. */
    public long blocksShared() {
        return blocksShared;
    }

    /** Entries to classes that were made in another address space. */
    public long classesShared() {
        return classesShared.sum();
    }

    /** Compilations of tier 2 that were waited for and left no machine code: Graal gave up. */
    public long failedCompilations() {
        return failedCompilations.sum();
    }

    /** Lookups of a pc by the run loop and by indirect call sites. */
    public long lookups() {
        return dispatches;
    }

    /** Lookups that the direct-mapped cache could not answer. */
    public long lookupMisses() {
        return lookupMisses;
    }

    /** Instructions executed by tier 0, {@link #unusualInstructions} apart. */
    public long interpretedInstructions() {
        return interpretedInstructions;
    }

    /** Instructions of blocks that tier 1 left to tier 0, for an access across pages, to code or without permission. */
    public long unusualInstructions() {
        return unusualInstructions;
    }

    /** Blocks and regions dropped because their code changed. */
    public long invalidations() {
        return invalidations;
    }

    /** Instructions that ran by themselves because they changed code. */
    public long storesIntoCode() {
        return storesIntoCode;
    }

    /** Times that a code cache reached its limit and dropped all code. */
    public long overflows() {
        return overflows;
    }

    /** Entry points that an earlier run's {@link HotCode} named and that this run came near. */
    public long warmedUp() {
        return warmedUp.sum();
    }

    /** Regions translated to classes (tier 1). */
    public long classes() {
        return classes.sum();
    }

    /** Regions handed to Truffle's compiler (tier 2). */
    public long truffleRegions() {
        return truffleRegions.sum();
    }

    /** Regions whose code of Truffle's compiler was put in place (tier 2). */
    public long truffleInstalled() {
        return truffleInstalled.sum();
    }

    /** Loops in regions of tier 2 that run in strips, without checks and polls in each iteration. */
    public long truffleStrips() {
        return truffleStrips.sum();
    }

    /** Guest calls in regions of tier 2 whose callee became part of the region. */
    public long truffleInlinedCalls() {
        return truffleInlinedCalls.sum();
    }

    /** Guest calls in regions of tier 2 that became calls of the callee's root. */
    public long truffleDirectCalls() {
        return truffleDirectCalls.sum();
    }

    /**
     * Entries and loop iterations of tier 2 that Truffle interpreted, because there was no machine code for them or it had been
     * left by a deoptimization.
     */
    public long truffleInterpretations() {
        return truffleInterpretations;
    }

    /** The report that {@code --engine-stats} prints: one counter a line. */
    public String report() {
        double hitRate = dispatches == 0 ? 1 : 1 - (double) Math.min(lookupMisses, dispatches) / dispatches;
        long perClassMicros = classes.sum() == 0 ? 0 : classNanos.sum() / classes.sum() / 1000;
        return """
                blocks decoded            %,d (%,d instructions)
                code lookups              %,d (%.2f %% answered by the direct-mapped cache)
                tier 0: interpreted       %,d instructions, and %,d for unusual accesses in tier 1
                tier 1: classes           %,d regions, %,d instructions, %,d bytes, %,d us each
                tier 2: Truffle           %,d regions, %,d instructions, %,d loops in strips, %,d calls inlined, %,d direct, %,d in place, %,d entries interpreted
                failed translations       %,d
                invalidated               %,d blocks and regions, %,d clears, %,d times all at the limit
                changed code by a store   %,d instructions
                from other processes      %,d blocks, %,d entries to classes
                known from an earlier run %,d entry points
                unwinds of the host stack %,d
                """.formatted(
                        blocksDecoded,
                        instructionsDecoded,
                        dispatches,
                        100 * hitRate,
                        interpretedInstructions,
                        unusualInstructions,
                        classes.sum(),
                        classInstructions.sum(),
                        classBytes.sum(),
                        perClassMicros,
                        truffleRegions.sum(),
                        truffleInstructions.sum(),
                        truffleStrips.sum(),
                        truffleInlinedCalls.sum(),
                        truffleDirectCalls.sum(),
                        truffleInstalled.sum(),
                        truffleInterpretations,
                        failedTranslations.sum(),
                        invalidations,
                        clears,
                        overflows,
                        storesIntoCode,
                        blocksShared,
                        classesShared.sum(),
                        warmedUp.sum(),
                        unwinds);
    }
}
