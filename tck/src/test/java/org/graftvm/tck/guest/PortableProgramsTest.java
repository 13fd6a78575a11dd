package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guest programs that name no RISC-V do on the other instruction sets what their transcripts say, in every tier. */
class PortableProgramsTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    /** Classes early, so that short programs reach them. */
    private static final EngineSettings CLASSES = new EngineSettings(true, false, 3, Integer.MAX_VALUE, 300);

    /** Tier 2 for loops only, because the guest waits for every compilation. */
    private static final EngineSettings TRUFFLE = new EngineSettings(false, true, 1_500, 1_280, 300);

    /** What has loops for tier 2 without printf in them. */
    private static final Set<String> LOOPS = Set.of("control", "flags", "hello", "jit", "primes", "threaded");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void interpreter(String machine) throws IOException {
        assertTranscripts(machine, EngineSettings.INTERPRETER, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void classes(String machine) throws IOException {
        assertTrue(assertTranscripts(machine, CLASSES, false).classes() > 100, "classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void truffle(String machine) throws IOException {
        KernelRunner runner = assertTranscripts(machine, TRUFFLE, true);
        assertTrue(runner.truffleRegions() > 2, "regions of tier 2");
        assertEquals(0, runner.failedCompilations(), "compilations that Graal gave up");
    }

    private KernelRunner assertTranscripts(String machine, EngineSettings settings, boolean loopsOnly)
            throws IOException {
        GuestIsa isa = GuestIsa.of(machine);
        assumeTrue(PROGRAMS.canBuild(isa), () -> "needs make and " + machine + "-linux-gnu-gcc");
        PROGRAMS.build(isa);
        // The host's own programs have their libraries in its root.
        Optional<Path> root = Optional.of(GuestPrograms.crossRoot(isa)).filter(Files::isDirectory);
        KernelRunner runner = new KernelRunner(isa, settings, root);
        List<String> ran = new ArrayList<>();
        for (Path file : PROGRAMS.transcripts()) {
            for (Transcript.Step step : Transcript.read(file).steps()) {
                if (loopsOnly && !LOOPS.contains(step.program())) {
                    continue;
                }
                for (Path program : PROGRAMS.variants(isa, step.program())) {
                    String result = Transcript.format(runner.run(GuestPrograms.command(step, program, directory)));
                    assertEquals(step.result(), result, program + ": " + step.line());
                    ran.add(step.program());
                }
            }
        }
        assertTrue(ran.size() >= (loopsOnly ? 3 : 8), () -> "ran only " + ran);
        return runner;
    }
}
