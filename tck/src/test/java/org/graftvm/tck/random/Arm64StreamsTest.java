package org.graftvm.tck.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestIsa;
import org.junit.jupiter.api.Test;

/** Bounded runs of random A64 streams against qemu-user. */
class Arm64StreamsTest {
    private static final long INSTRUCTIONS = 20_000;

    @Test
    void everyRunIsNew() throws IOException {
        agree(Long.getLong("graft.seed", System.nanoTime()));
    }

    @Test
    void aFixedRun() throws IOException {
        agree(20);
    }

    private static void agree(long seed) throws IOException {
        assumeTrue(QemuMachine.find(GuestIsa.ARM64, "max", 0).isPresent(), "needs qemu-aarch64");
        assertEquals(Optional.empty(), Arm64Streams.run(seed, INSTRUCTIONS), () -> "seed " + seed);
    }

    /** The comparison can fail: other values have other results. */
    @Test
    void differencesAreSeen() {
        List<List<Integer>> steps = List.of(List.of(0x8b010000)); // add x0, x0, x1
        EngineMachine machine = new EngineMachine(GuestIsa.ARM64, EngineSettings.INTERPRETER);
        byte[] one = machine.run(Arm64Image.of(steps, 1, 2));
        byte[] other = machine.run(Arm64Image.of(steps, 2, 2));
        assertNotEquals("", Arm64Image.difference(one, other, 2));
    }
}
