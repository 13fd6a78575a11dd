package org.graftvm.tck.fuzz;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.graftvm.engine.EngineSettings;

/**
 * The command for long runs, started by {@code tck/fuzz}: random bytes as code. Whatever they are, the decoder, the
 * disassembler and the engine raise no Java exception and come to an end, and all tiers end in the same state.
 */
public final class CodeFuzzer {
    /** Every so many cases tier 2 takes part: it compiles for each. */
    private static final int TRUFFLE_SHARE = 40;

    private static final Map<String, EngineSettings> TIERS = Map.of(
            "classes", new EngineSettings(true, false, 2, 1, 100),
            "truffle", new EngineSettings(false, true, 2, 1280, 100));

    private CodeFuzzer() {}

    /** Arguments: {@code --seed=N} of the first case, {@code --cases=N}. */
    public static void main(String[] arguments) {
        long seed = System.nanoTime();
        long cases = 100_000;
        for (String argument : arguments) {
            if (argument.startsWith("--seed=")) {
                seed = Long.parseLong(argument.substring("--seed=".length()));
            } else if (argument.startsWith("--cases=")) {
                cases = Long.parseLong(argument.substring("--cases=".length()));
            } else {
                throw new IllegalArgumentException("unknown argument " + argument);
            }
        }
        System.out.println("seed " + seed);
        System.out.println(run(seed, cases));
    }

    /**
     * What was tried.
     *
     * @param instructions that were disassembled
     * @param ended cases that came to a trap or a system call, and were compared
     * @param endless cases that ran until time was up
     */
    record Result(long instructions, long ended, long endless) {}

    /** @throws IllegalStateException with the seed of the first case that fails */
    static Result run(long seed, long cases) {
        long instructions = 0;
        long ended = 0;
        for (long i = 0; i < cases; i++) {
            byte[] code = FuzzCode.of(new Random(seed + i), FuzzMachine.CODE_LENGTH);
            try {
                instructions += FuzzMachine.disassemble(code);
                ended += compare(code, seed + i, i % TRUFFLE_SHARE == 0) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new IllegalStateException(
                        "--seed=%d --cases=1, code begins %s"
                                .formatted(seed + i, HexFormat.of().formatHex(code, 0, 64)),
                        e);
            }
        }
        return new Result(instructions, ended, cases - ended);
    }

    private static boolean compare(byte[] code, long seed, boolean truffle) {
        Optional<String> expected = FuzzMachine.run(EngineSettings.INTERPRETER, code, seed);
        for (Map.Entry<String, EngineSettings> tier : TIERS.entrySet()) {
            if (!truffle && tier.getValue().truffleTier()) {
                continue;
            }
            Optional<String> actual = FuzzMachine.run(tier.getValue(), code, seed);
            if (expected.isPresent() && actual.isPresent() && !expected.equals(actual)) {
                throw new IllegalStateException(
                        "%s%n  expected %s%n  was      %s".formatted(tier.getKey(), expected.get(), actual.get()));
            }
        }
        return expected.isPresent();
    }
}
