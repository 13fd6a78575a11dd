package org.graftvm.engine;

/**
 * How a context's engine translates; from the language's options.
 *
 * @param classTier whether tier 1 may define classes
 * @param truffleTier whether tier 2 may ask Truffle's compiler
 * @param classThreshold executions of a block by the interpreter before tier 1
 * @param truffleThreshold samples of tier 1 before tier 2: about a quarter of the loop iterations and a sixteenth of the entries count
 * @param maxDepth guest calls that may nest on the host stack before it unwinds
 * @param codeLimit guest instructions that an address space's code cache may hold, decoded and translated, each region's
 *     counted again; when it holds more it drops all and starts anew. 0 for no limit
 */
public record EngineSettings(
        boolean classTier,
        boolean truffleTier,
        int classThreshold,
        int truffleThreshold,
        int maxDepth,
        long codeLimit) {
    public static final EngineSettings DEFAULT = new EngineSettings(true, true, 5_000, 1_000_000, 300);
    /** Tier 0 alone. */
    public static final EngineSettings INTERPRETER = new EngineSettings(false, false, 5_000, 1_000_000, 300);

    /** Without a limit for the code cache. */
    public EngineSettings(
            boolean classTier, boolean truffleTier, int classThreshold, int truffleThreshold, int maxDepth) {
        this(classTier, truffleTier, classThreshold, truffleThreshold, maxDepth, 0);
    }
}
