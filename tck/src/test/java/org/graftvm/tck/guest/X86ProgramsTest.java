package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest programs that name no RISC-V do on x86-64 what their transcripts say, in every tier. */
class X86ProgramsTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    /** Classes early, so that short programs reach them. */
    private static final EngineSettings CLASSES = new EngineSettings(true, false, 3, Integer.MAX_VALUE, 300);

    /** Tier 2 for loops only, because the guest waits for every compilation. */
    private static final EngineSettings TRUFFLE = new EngineSettings(false, true, 1_500, 1_280, 300);

    /** What has loops for tier 2 without printf in them. */
    private static final Set<String> LOOPS = Set.of("control", "hello", "jit", "primes");

    @TempDir
    static Path directory;

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(PROGRAMS.canBuildX86(), "needs make and x86_64-linux-gnu-gcc");
        PROGRAMS.buildX86();
    }

    @Test
    void interpreter() throws IOException {
        assertTranscripts(EngineSettings.INTERPRETER, false);
    }

    @Test
    void classes() throws IOException {
        assertTrue(assertTranscripts(CLASSES, false).classes() > 100, "classes");
    }

    @Test
    void truffle() throws IOException {
        KernelRunner runner = assertTranscripts(TRUFFLE, true);
        assertTrue(runner.truffleRegions() > 2, "regions of tier 2");
        assertEquals(0, runner.failedCompilations(), "compilations that Graal gave up");
    }

    private static KernelRunner assertTranscripts(EngineSettings settings, boolean loopsOnly) throws IOException {
        KernelRunner runner = new KernelRunner(GuestIsa.X86_64, settings, Optional.empty());
        List<String> ran = new ArrayList<>();
        for (Path file : PROGRAMS.transcripts()) {
            for (Transcript.Step step : Transcript.read(file).steps()) {
                if (loopsOnly && !LOOPS.contains(step.program())) {
                    continue;
                }
                for (Path program : PROGRAMS.variantsX86(step.program())) {
                    String result = Transcript.format(runner.run(GuestPrograms.command(step, program, directory)));
                    assertEquals(step.result(), result, program + ": " + step.line());
                    ran.add(step.program());
                }
            }
        }
        assertTrue(ran.size() >= (loopsOnly ? 4 : 8), () -> "ran only " + ran);
        return runner;
    }
}
