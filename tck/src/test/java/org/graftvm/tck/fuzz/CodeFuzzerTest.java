package org.graftvm.tck.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.graftvm.engine.EngineSettings;
import org.junit.jupiter.api.Test;

/** A bounded run of the fuzzer. */
class CodeFuzzerTest {
    private static final int CASES = 1500;

    @Test
    void everyRunIsNew() {
        survives(Long.getLong("graft.seed", System.nanoTime()));
    }

    @Test
    void aFixedRun() {
        survives(1);
    }

    private static void survives(long seed) {
        CodeFuzzer.Result result = assertTimeoutPreemptively(
                Duration.ofMinutes(3), () -> CodeFuzzer.run(seed, CASES), () -> "no end, --seed=" + seed);
        assertTrue(result.instructions() > CASES * 100L, result::toString);
        assertTrue(result.ended() > CASES / 2, result::toString);
    }

    /** The comparison can fail: other registers end in another state. */
    @Test
    void statesAreTold() {
        byte[] code = FuzzCode.of(new Random(3), FuzzMachine.CODE_LENGTH);
        assertNotEquals(
                FuzzMachine.run(EngineSettings.INTERPRETER, code, 3),
                FuzzMachine.run(EngineSettings.INTERPRETER, code, 4));
    }
}
