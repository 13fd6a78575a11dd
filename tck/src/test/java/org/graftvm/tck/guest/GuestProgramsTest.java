package org.graftvm.tck.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.graftvm.engine.EngineSettings;
import org.graftvm.tck.process.GuestRunner;
import org.graftvm.tck.process.KernelRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The guest programs do what their transcripts say, in every tier. */
class GuestProgramsTest {
    private static final GuestPrograms PROGRAMS = new GuestPrograms(Path.of(""));

    /** Classes early, so that short programs reach them. */
    private static final EngineSettings CLASSES = new EngineSettings(true, false, 3, Integer.MAX_VALUE, 300);

    /** Tier 2 for loops only, because the guest waits for every compilation. */
    private static final EngineSettings TRUFFLE = new EngineSettings(false, true, 1_500, 1_280, 300);

    private static final Set<String> BOUNDED =
            Set.of("atomics", "control", "jump", "modify", "primes", "selfmodify", "smash", "threads", "unaligned");

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(PROGRAMS.canBuild(), "needs make and gcc-riscv64-linux-gnu");
        PROGRAMS.build();
    }

    @TestFactory
    Stream<DynamicContainer> interpreter(@TempDir Path directory) throws IOException {
        return transcripts(EngineSettings.INTERPRETER, directory);
    }

    @TestFactory
    Stream<DynamicContainer> classes(@TempDir Path directory) throws IOException {
        return transcripts(CLASSES, directory);
    }

    /** Small programs without libc's printf in their loops, and no dynamic linker; all with {@code -Dgraft.long=true}. */
    @TestFactory
    Stream<DynamicContainer> truffle(@TempDir Path directory) throws IOException {
        return transcripts(
                TRUFFLE,
                directory,
                program -> Boolean.getBoolean("graft.long")
                        || BOUNDED.contains(program.getFileName().toString())
                                && !program.resolveSibling("").endsWith("dynamic"));
    }

    /** The tier that debuggers look into; dynamically linked programs with {@code -Dgraft.long=true} only. */
    @TestFactory
    Stream<DynamicContainer> tools(@TempDir Path directory) throws IOException {
        KernelRunner runner = KernelRunner.withTools(Optional.of(GuestPrograms.crossRoot()));
        return containers(
                directory,
                runner,
                program -> Boolean.getBoolean("graft.long")
                        || !program.resolveSibling("").endsWith("dynamic"));
    }

    private static Stream<DynamicContainer> transcripts(EngineSettings settings, Path directory) throws IOException {
        return transcripts(settings, directory, program -> true);
    }

    private static Stream<DynamicContainer> transcripts(
            EngineSettings settings, Path directory, Predicate<Path> selected) throws IOException {
        KernelRunner runner = new KernelRunner(settings, Optional.of(GuestPrograms.crossRoot()));
        Stream<DynamicContainer> programs = containers(directory, runner, selected);
        DynamicContainer tier = DynamicContainer.dynamicContainer(
                "tier", Stream.of(DynamicTest.dynamicTest("was used", () -> assertTierUsed(settings, runner))));
        return Stream.concat(programs, Stream.of(tier));
    }

    private static Stream<DynamicContainer> containers(Path directory, KernelRunner runner, Predicate<Path> selected)
            throws IOException {
        return PROGRAMS.transcripts().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file.getFileName().toString(), steps(file, directory, runner, selected)));
    }

    private static void assertTierUsed(EngineSettings settings, KernelRunner runner) {
        assertEquals(settings.classTier(), runner.classes() > 100, () -> runner.classes() + " classes");
        assertEquals(0, runner.failedCompilations(), "compilations that Graal gave up");
        assertEquals(settings.truffleTier(), runner.truffleRegions() > 20, () -> runner.truffleRegions() + " regions");
    }

    private static Stream<DynamicTest> steps(Path file, Path directory, GuestRunner runner, Predicate<Path> selected) {
        try {
            return Transcript.read(file).steps().stream()
                    .flatMap(step -> PROGRAMS.variants(step.program()).stream()
                            .filter(selected)
                            .map(program -> DynamicTest.dynamicTest(
                                    program.getName(program.getNameCount() - 2) + "/" + step.line(),
                                    () -> assertEquals(
                                            step.result(),
                                            Transcript.format(
                                                    runner.run(GuestPrograms.command(step, program, directory)))))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
