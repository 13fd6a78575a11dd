package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestCommand;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AArch64 programs without a C library do under the kernel here what they do under qemu-user, in every tier. */
class Arm64ProgramsTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    private static final EngineSettings CLASSES = new EngineSettings(true, false, 3, Integer.MAX_VALUE, 300);
    private static final EngineSettings TRUFFLE = new EngineSettings(false, true, 1_500, 1_280, 300);

    @TempDir
    static Path directory;

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(PROGRAMS.canBuild(GuestIsa.ARM64), "needs make and aarch64-linux-gnu-gcc");
        PROGRAMS.build(GuestIsa.ARM64);
    }

    @Test
    void interpreter() throws IOException {
        agrees(EngineSettings.INTERPRETER);
    }

    @Test
    void classes() throws IOException {
        assertTrue(agrees(CLASSES).classes() > 0, "classes");
    }

    @Test
    void truffle() throws IOException {
        assertTrue(agrees(TRUFFLE).truffleRegions() > 0, "regions of tier 2");
    }

    private static KernelRunner agrees(EngineSettings settings) throws IOException {
        Optional<GuestRunner> qemu = GuestRunner.qemu(GuestIsa.ARM64, Path.of("/"));
        assumeTrue(qemu.isPresent(), "needs qemu-aarch64");
        KernelRunner runner = new KernelRunner(GuestIsa.ARM64, settings, Optional.empty());
        for (String name : List.of("asm/hello", "asm/conditions", "static/kernel")) {
            List<Path> variants = PROGRAMS
                    .variants(GuestIsa.ARM64, Path.of(name).getFileName().toString())
                    .stream()
                    .filter(program -> program.endsWith(name))
                    .toList();
            assertEquals(1, variants.size(), name);
            GuestCommand command = new GuestCommand(variants.getFirst(), List.of(), "", directory);
            assertEquals(Transcript.format(qemu.get().run(command)), Transcript.format(runner.run(command)), name);
        }
        return runner;
    }
}
