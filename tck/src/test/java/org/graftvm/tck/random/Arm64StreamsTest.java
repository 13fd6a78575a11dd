package org.graftvm.tck.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Collections;
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
        assertEquals(Optional.empty(), Arm64Streams.run(seed, INSTRUCTIONS, Arm64Streams.ALL), () -> "seed " + seed);
    }

    /** Each of these takes 64 bytes apart: in one class there is no room for them all. */
    @Test
    void regionsThatAreTooLargeForAMethodAreMadeSmaller() {
        ProgramImage image = Arm64Image.of(Collections.nCopies(250, List.of(0x4c400360)), 1, RandomStreams.ROWS); // ld4
        EngineMachine classes = new EngineMachine(GuestIsa.ARM64, Comparison.CLASSES);
        byte[] expected = new EngineMachine(GuestIsa.ARM64, EngineSettings.INTERPRETER).run(image);
        assertArrayEquals(expected, classes.run(image));
        assertTrue(classes.classes() > 0);
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
